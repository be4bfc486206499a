"""`check --fix`: the damaged words, and not one byte more."""

from pathlib import Path

import pytest

from app.documents.mojibake import mend_files
from app.library.load import load

DAMAGED = "Golferâ€™s"
MENDED = "Golfer’s"


def test_files_are_mended_in_place_byte_for_byte(tmp_path: Path) -> None:
    frame = (
        "\ufeff---\r\ntitle: {0}\r\n---\r\n\r\nTwo  spaces, a\ttab, a lone \r, {0}\n\n\n no end {0}"
    )
    page = tmp_path / "below" / "page.md"
    page.parent.mkdir()
    page.write_bytes(frame.format(DAMAGED).encode())
    sound = tmp_path / "sound.md"
    sound.write_bytes("Sound “text” — naïve\r\n".encode())
    before = sound.stat()
    assert mend_files(tmp_path) == (("below/page.md", 3),)
    assert page.read_bytes() == frame.format(MENDED).encode()
    after = sound.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not [problem for problem in load(tmp_path).problems if problem.code == "mojibake"]
    assert mend_files(tmp_path) == ()


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o444])
def test_the_mode_of_a_file_stays(tmp_path: Path, mode: int) -> None:
    page = tmp_path / "page.md"
    page.write_text(DAMAGED, encoding="utf-8")
    page.chmod(mode)
    mend_files(tmp_path)
    assert page.read_text(encoding="utf-8") == MENDED
    assert page.stat().st_mode & 0o777 == mode
    assert [file.name for file in tmp_path.iterdir()] == ["page.md"]


def test_the_site_file_is_mended_too(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text(f"title: {DAMAGED}\n", encoding="utf-8")
    elsewhere = tmp_path / "other" / "bodywise.yaml"
    elsewhere.parent.mkdir()
    elsewhere.write_text(f"title: {DAMAGED}\n", encoding="utf-8")
    assert mend_files(tmp_path) == (("site.yaml", 1),)
    assert mend_files(tmp_path, elsewhere) == (("bodywise.yaml", 1),)
    assert load(tmp_path).site.title == MENDED


def test_a_link_stays_a_link_and_what_it_leads_to_is_mended(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "page.txt").write_text(DAMAGED, encoding="utf-8")
    (tmp_path / "real" / "site.txt").write_text(f"title: {DAMAGED}\n", encoding="utf-8")
    (tmp_path / "page.md").symlink_to("real/page.txt")
    (tmp_path / "site.yaml").symlink_to("real/site.txt")
    assert mend_files(tmp_path) == (("page.md", 1), ("site.yaml", 1))
    assert (tmp_path / "page.md").is_symlink()
    assert (tmp_path / "site.yaml").is_symlink()
    assert (tmp_path / "real" / "page.txt").read_text(encoding="utf-8") == MENDED
    assert load(tmp_path).site.title == MENDED


def test_what_cannot_be_read_stays_as_it_is(tmp_path: Path) -> None:
    files = {
        "latin.md": b"\xe9 " + DAMAGED.encode(),
        "wide.md": DAMAGED.encode("utf-16"),
        "words.txt": DAMAGED.encode(),
        ".hidden.md": DAMAGED.encode(),
    }
    for name, held in files.items():
        (tmp_path / name).write_bytes(held)
    outside = tmp_path.parent / f"{tmp_path.name}-outside.md"
    outside.write_text(DAMAGED, encoding="utf-8")
    (tmp_path / "link.md").symlink_to(outside)
    assert mend_files(tmp_path) == ()
    assert {name: (tmp_path / name).read_bytes() for name in files} == files
    assert outside.read_text(encoding="utf-8") == DAMAGED


def test_front_matter_that_does_not_parse_is_mended_all_the_same(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"---\ntitle: {DAMAGED}\n", encoding="utf-8")
    assert mend_files(tmp_path) == (("page.md", 1),)
    codes = [problem.code for problem in load(tmp_path).problems]
    assert codes == ["front-matter-unclosed"]
