"""Configurations and data files as plain values."""

from collections.abc import Mapping
from pathlib import Path

from app.library.proposals.data_sources import DataSource, read_data_sources, texts_of
from tests.conftest import site_at


def sources(folder: Path, files: Mapping[str, str | bytes]) -> dict[str, object]:
    """The values of a tree of these files, by origin."""
    return {source.origin: source.value for source in read_data_sources(site_at(folder, files))}


def test_lists_and_mappings_of_each_format_are_read(tmp_path: Path) -> None:
    files = {
        "_data/list.yml": "- {zip: 01234}\n- plain\n",
        "_data/deep/mapping.json": '{"a": [1, 2.5, true]}',
        "data/table.toml": "[office]\nzip = '01234'\n",
        "_data/not-read.csv": "a,b\n",
    }
    assert sources(tmp_path, files) == {
        "_data/list.yml": [{"zip": "01234"}, "plain"],
        "_data/deep/mapping.json": {"a": [1, 2.5, True]},
        "data/table.toml": {"office": {"zip": "01234"}},
    }


def test_parameters_of_hugo_have_names(tmp_path: Path) -> None:
    configuration = "[Params]\ntitle = 'A'\n[Params.contact]\n[[Params.contact.offices]]\na = 1\n"
    site_at(tmp_path, {"hugo.toml": configuration, "config/_default/params.yml": "b: {c: d}\n"})
    names = [source.name for source in read_data_sources(tmp_path) if source.name]
    assert names == [
        "params",
        "params.contact",
        "params.contact.offices",
        "params",
        "params.b",
    ]


def test_a_configuration_that_site_files_cannot_name_has_no_name(tmp_path: Path) -> None:
    site_at(tmp_path, {"_config.yml": "phone: 1\n"})
    assert read_data_sources(tmp_path) == (DataSource(None, "_config.yml", {"phone": "1"}),)


def test_files_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_data/a.yml": "a: [",
        "_data/b.json": "{",
        "_data/c.toml": "= 1",
        "_data/d.yml": b"\xff\xfe\xff",
        "_data/e.yml": "",
        "_data/f.json": "[" * 100_000,
    }
    assert sources(tmp_path, files) == {}


def test_texts_have_the_key_above_them() -> None:
    value = {"a": ["x", {"b": 2}], "c": True, "d": None, "e": 1.5}
    assert list(texts_of(value)) == [("a", "x"), ("b", "2"), ("e", "1.5")]


def test_aliases_that_repeat_without_end_are_cut(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [*l{n - 1}, *l{n - 1}]\n" for n in range(1, 30))
    value = sources(tmp_path, {"_data/bomb.yml": f"l0: &l0 [x, x]\n{levels}"})
    assert len(list(texts_of(value["_data/bomb.yml"]))) < 1000
