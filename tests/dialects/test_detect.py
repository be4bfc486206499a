"""By whose rules a tree is read is told by the files that it has."""

from itertools import combinations
from pathlib import Path

import pytest

from app.dialects.configuration_files import ConfigurationFiles
from app.dialects.detect import Rules, SiteFileError, read_rules
from app.files.stamps import Stamp
from app.files.tree import SourceFile


def rules(
    folder: Path,
    site: str | bytes | None,
    configuration: str | bytes | None,
    name: str = "_config.yml",
) -> Rules:
    """The rules of a tree with these files."""

    def file(name: str, held: str | bytes | None) -> SourceFile | None:
        if held is None:
            return None
        place = folder / name
        place.write_bytes(held if isinstance(held, bytes) else held.encode())
        return SourceFile(name, str(place), Stamp.of(place.stat()))

    found = file(name, configuration)
    files = None if found is None else ConfigurationFiles("jekyll", (found,))
    return read_rules(file("site.yaml", site), files, is_named=False)


def codes(found: Rules) -> list[tuple[str, int, str]]:
    return [(each.file, each.line, each.code) for each in found.problems]


def test_a_tree_without_files_of_its_own_is_native(tmp_path: Path) -> None:
    found = rules(tmp_path, None, None)
    assert (found.dialect.kind, found.files, found.problems) == ("native", (), ())


@pytest.mark.parametrize("name", ["_config.yml", "_config.yaml"])
def test_a_configuration_makes_it_jekylls(tmp_path: Path, name: str) -> None:
    found = rules(tmp_path, "title: Ours\n", "title: Theirs\ndescription: D\n", name)
    assert found.dialect.kind == "jekyll"
    assert (found.site.settings.title, found.site.settings.description) == ("Ours", "D")
    assert found.dialect.site is found.site.settings
    assert [file.name for file in found.files] == ["site.yaml", name]


def test_a_configuration_may_be_toml(tmp_path: Path) -> None:
    found = rules(tmp_path, None, 'title = "T"\nbaseurl = "/b"\n', "_config.toml")
    assert found.site.settings.title == "T"
    assert found.dialect.base_path == "/b"


def test_plain_words_of_a_configuration_mean_what_they_mean_to_ruby(tmp_path: Path) -> None:
    found = rules(tmp_path, None, "collections: {notes: {output: yes}, team: {output: no}}\n")
    told = [found.dialect.role(f"_{each}/a.png", False).name for each in ("notes", "team")]
    assert told == ["ASSET", "INCLUDABLE"]


@pytest.mark.parametrize(
    ("configuration", "place"),
    [
        ("title: [\n", ("_config.yml", 2, "front-matter-syntax")),
        ("a: 1\n\n- b\n", ("_config.yml", 3, "front-matter-syntax")),
        (b"title: \xff\n", ("_config.yml", 1, "not-text")),
        ("title: A\nurl: nowhere\n", ("_config.yml", 2, "unfit-value")),
        ("title: A\ntimezone: Mars/X\n", ("_config.yml", 2, "unfit-value")),
        ("title: Golferâ€™s\n", ("_config.yml", 1, "mojibake")),
    ],
)
def test_a_broken_configuration_is_told_and_the_tree_stays_jekylls(
    tmp_path: Path, configuration: str | bytes, place: tuple[str, int, str]
) -> None:
    found = rules(tmp_path, None, configuration)
    assert found.dialect.kind == "jekyll"
    assert codes(found) == [place]


def test_the_digests_change_with_either_file(
    tmp_path: Path,
) -> None:
    texts = [
        ("title: A\n", None),
        ("title: B\n", None),
        ("title: A\n", ""),
        ("title: A\n", "x: 1\n"),
    ]
    digests = [rules(tmp_path, *text).digests for text in texts]
    assert all(one != other for one, other in combinations(digests, 2))
    assert rules(tmp_path, *texts[0]).digests == digests[0]


def test_only_a_site_file_that_was_named_has_to_be_there(tmp_path: Path) -> None:
    gone = SourceFile("site.yaml", str(tmp_path / "site.yaml"), None)
    assert codes(read_rules(gone, None, is_named=False)) == [("site.yaml", 1, "unreadable")]
    with pytest.raises(SiteFileError, match=r"cannot be read.*Check the file's permissions"):
        read_rules(gone, None, is_named=True)
