"""Files that are no pages: read, and told of where they cannot be."""

from pathlib import Path

from app.files.data_files import problems_of, read_text_file, texts
from app.files.stamps import Stamp
from app.files.text import SourceText
from app.files.tree import SourceFile


def file(folder: Path, name: str, data: bytes) -> SourceFile:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return SourceFile(name, str(place), Stamp.of(place.stat()))


def test_a_file_is_its_text_and_its_name_is_that_of_its_bytes(tmp_path: Path) -> None:
    one = read_text_file(file(tmp_path, "_data/a.yml", b"a: 1\r\n"))
    assert isinstance(one.text, SourceText)
    assert one.text.text == "a: 1\n"
    same = read_text_file(file(tmp_path, "_data/b.yml", b"a: 1\r\n"))
    assert one.fingerprint == same.fingerprint
    assert one.fingerprint != read_text_file(file(tmp_path, "c", b"a: 2\n")).fingerprint


def test_what_has_no_text_is_told_and_mended_words_are_too(tmp_path: Path) -> None:
    bad = read_text_file(file(tmp_path, "_data/bad.yml", b"a: \xff"))
    mended = read_text_file(file(tmp_path, "_data/mended.yml", "a: Golferâ€™s\n".encode()))
    gone = file(tmp_path, "gone", b"")
    Path(gone.path).unlink()
    found = problems_of([bad, mended, read_text_file(gone)])
    assert [(each.file, each.line, each.code) for each in found] == [
        ("_data/bad.yml", 1, "not-text"),
        ("_data/mended.yml", 1, "mojibake"),
        ("gone", 1, "unreadable"),
    ]


def test_texts_of_a_folder_have_their_names_there(tmp_path: Path) -> None:
    support = {
        name: read_text_file(file(tmp_path, name, data))
        for name, data in {
            "_includes/a.html": b"a",
            "_includes/x/b.html": b"b",
            "_includes/bad.html": b"\xff",
            "_includes_too/c.html": b"c",
        }.items()
    }
    found = texts(support, "_includes")
    assert {name: each.text for name, each in found.items()} == {"a.html": "a", "x/b.html": "b"}
