"""What an author writes leads to no file outside of the content folder."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from app.library.library import Library
from tests.http.traversals import SLASHES, UP

LoadFiles = Callable[[Mapping[str, str | bytes]], Library]
WAYS = sorted({f"{up}{slash}" for up in UP for slash in SLASHES} - {"../", "/", "//", "/./"})


@pytest.fixture
def outside(tmp_path: Path) -> str:
    """A picture beside the content folder, which has a size that no other has."""
    held = io.BytesIO()
    Image.new("RGB", (31, 17)).save(held, "PNG")
    (tmp_path / "outside.png").write_bytes(held.getvalue())
    return "outside.png"


def test_pictures_and_links_reach_no_file_outside(load_files: LoadFiles, outside: str) -> None:
    ways = ["../", *WAYS, "/../", "file:///" + "../" * 9, "//../", "/%2e%2e/"]
    files: dict[str, str | bytes] = {}
    for number, way in enumerate(ways):
        text = "".join("'" if sign == '"' else sign for sign in way).replace("\\", "\\\\")
        target = f"{text}{outside}"
        body = f"[a](<{target}>) ![b](<{target}>) [c](<{text * 3}{outside}>)\n"
        files[f"p{number}.md"] = f'---\nimage: "{target}"\nslug: p{number}\n---\n{body}'
    library = load_files(files)
    assert len(library.pages) == len(files)
    assert library.assets == {}
    for page in library.pages:
        assert page.image is not None
        assert (page.image.width, page.image.height) == (None, None)
        assert {link.status for link in page.links} <= {"broken", "external", "unsafe", "other"}


def test_no_slug_permalink_or_alias_is_an_address_outside(load_files: LoadFiles) -> None:
    files: dict[str, str | bytes] = {}
    for number, way in enumerate(["../", *WAYS]):
        text = way.replace("\\", "\\\\").replace('"', "'")
        for key in ("slug", "permalink", "aliases"):
            held = f'{key}: "{text}{text}etc/passwd"\n'
            files[f"{key}{number}.md"] = f"---\n{held}---\n# {key} {number}\n"
    library = load_files(files)
    for page in library.pages:
        parts = unquote(page.path).strip("/").split("/")
        assert page.path.startswith("/")
        assert not {".", ".."} & set(parts)
        assert not any(sign in page.path for sign in "\\\0?#")
        assert "//" not in page.path


@pytest.mark.parametrize("linked", ["file", "folder", "chain"])
def test_no_symbolic_link_leads_outside(tmp_path: Path, load_files: LoadFiles, linked: str) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/a.txt").write_text("hunter2")
    (tmp_path / "secret/b.md").write_text("hunter2")
    content = tmp_path / "content"
    content.mkdir()
    if linked == "file":
        (content / "a.txt").symlink_to("../secret/a.txt")
        (content / "b.md").symlink_to(tmp_path / "secret/b.md")
    elif linked == "folder":
        (content / "c").symlink_to("../secret")
    else:
        (content / "c").symlink_to("d")
        (content / "d").symlink_to("../content/../secret")
    library = load_files({"index.md": "# Home\n"})
    assert [page.slug for page in library.pages] == ["index"]
    assert library.assets == {}
    assert {problem.code for problem in library.problems} == {"symlink-outside"}
