"""Files of the tree: which are served, how, and which never."""

import os
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.content.loader import load
from app.main import create_app
from tests.conftest import SMALL, Ask, assert_problem, client_of

FORM = "/documents/form.pdf"


@pytest.mark.parametrize(
    ("target", "media_type"),
    [
        ("/images/photo.jpg", "image/jpeg"),
        ("/images/logo.svg", "image/svg+xml"),
        ("/documents/form.pdf", "application/pdf"),
        ("/images/gr%C3%B6%C3%9Fe.jpg", "image/jpeg"),
        ("/images%2Fphoto.jpg", "image/jpeg"),
        ("/pages/x.jpg", "image/jpeg"),
        ("/conditions/x.jpg", "image/jpeg"),
        ("/images/photo.jpg?v=2", "image/jpeg"),
    ],
)
def test_a_file_is_served_as_its_type_wherever_it_lies(
    ask: Ask, target: str, media_type: str
) -> None:
    received = ask(target)
    assert received.status_code == 200
    assert received.headers["content-type"] == media_type
    assert received.headers["x-content-type-options"] == "nosniff"
    assert "stale-while-revalidate" in received.headers["cache-control"]
    assert received.headers["content-version"] == ask("/site").json()["version"]
    name = "images/photo.jpg" if media_type == "image/jpeg" else target.lstrip("/")
    assert received.content == (SMALL / name).read_bytes()


def test_every_file_that_the_site_counts_is_served(client: TestClient) -> None:
    served = [
        f"/{place.relative_to(SMALL).as_posix()}"
        for place in SMALL.rglob("*.*")
        if client.get(f"/{place.relative_to(SMALL).as_posix()}").status_code == 200
    ]
    assert sorted(served) == [
        "/conditions/x.jpg",
        "/documents/form.pdf",
        "/images/größe.jpg",
        "/images/logo.svg",
        "/images/photo.jpg",
        "/pages/x.jpg",
    ]


def test_in_a_drawing_no_script_runs(client: TestClient) -> None:
    policy = client.get("/images/logo.svg").headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert policy.endswith("sandbox")
    assert "script" not in policy
    assert "sandbox" not in client.get("/images/photo.jpg").headers["content-security-policy"]


@pytest.mark.parametrize(
    "target",
    [
        "/index.md",
        "/about/team.md",
        "/about/TEAM.MD",
        "/stra%C3%9Fe.md",
        "/site.yaml",
        "/secrets.yaml",
        "/about/config.toml",
        "/.hidden/photo.jpg",
        "/images/.photo.jpg",
        "/%2Ehidden/photo.jpg",
        "/images/../site.yaml",
        "/images/../images/photo.jpg",
        "/images/%2e%2e/images/photo.jpg",
        "/images/%2E./images/photo.jpg",
        "/images/..%2Fimages%2Fphoto.jpg",
        "/images/%252e%252e/images/photo.jpg",
        "/../small/images/photo.jpg",
        "/..%2Fsmall%2Fimages%2Fphoto.jpg",
        "/images/./photo.jpg",
        "/images//photo.jpg",
        "//images/photo.jpg",
        "/%2Fimages/photo.jpg",
        "/images\\photo.jpg",
        "/images%5Cphoto.jpg",
        "/images/..%5Cphoto.jpg",
        "/images/photo.jpg%00",
        "/images/photo.jpg%00.svg",
        "/images/photo.jpg/",
        "/images/photo.jpg/../photo.jpg",
        "/images/photo.jpg%20",
        "/images/photo.JPG",
        "/images/photo.jpg;x",
        "/images/photo.jpg::$DATA",
        "/images/",
        "/images",
        "/etc/passwd",
        "//etc/passwd",
        "/%2Fetc%2Fpasswd",
        "/file:///etc/passwd",
    ],
)
def test_sources_and_all_that_is_no_file_of_the_list_are_not_found(ask: Ask, target: str) -> None:
    for method in ("GET", "HEAD"):
        received = ask(target, method)
        assert received.status_code == 404
    body = assert_problem(ask(target), 404)
    assert "hunter2" not in ask(target).text
    # A backslash has to be written otherwise in a URI; all else stays as it was asked.
    assert body["instance"] == target.replace("\\", "%5C")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("target", [FORM, "/pages/x.jpg"])
def test_a_file_is_only_read(client: TestClient, method: str, target: str) -> None:
    response = client.request(method, target)
    assert_problem(response, 405)
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("held", ["{etag}", "W/{etag}", "*", '"a", {etag}'])
def test_a_file_that_the_client_holds_is_not_sent_again(ask: Ask, held: str) -> None:
    whole = ask(FORM)
    sent = held.format(etag=whole.headers["etag"])
    for method in ("GET", "HEAD"):
        received = ask(FORM, method, If_None_Match=sent)
        assert received.status_code == 304
        assert received.content == b""
        for name in ("etag", "cache-control", "content-version", "x-content-type-options"):
            assert received.headers[name] == whole.headers[name]
        assert received.headers["access-control-allow-origin"] == "*"
    assert ask(FORM, If_None_Match='"a"').status_code == 200


def test_equal_files_have_equal_versions_and_others_have_others(client: TestClient) -> None:
    etags = {
        target: client.get(target).headers["etag"]
        for target in ("/pages/x.jpg", "/images/photo.jpg", FORM)
    }
    assert etags["/pages/x.jpg"] == etags["/images/photo.jpg"] != etags[FORM]


@pytest.mark.parametrize(
    ("asked", "content_range", "body"),
    [
        ("bytes=0-0", "bytes 0-0/10", b"0"),
        ("bytes=2-4", "bytes 2-4/10", b"234"),
        ("bytes=7-", "bytes 7-9/10", b"789"),
        ("bytes=-3", "bytes 7-9/10", b"789"),
        ("bytes=8-99", "bytes 8-9/10", b"89"),
    ],
)
def test_a_part_of_a_file_is_sent(ask: Ask, asked: str, content_range: str, body: bytes) -> None:
    received = ask(FORM, Range=asked)
    assert received.status_code == 206
    assert received.headers["content-range"] == content_range
    assert received.headers["accept-ranges"] == "bytes"
    assert received.headers["etag"] == ask(FORM).headers["etag"]
    assert received.content == body


def test_several_parts_are_sent_together(ask: Ask) -> None:
    received = ask(FORM, Range="bytes=0-1,8-9")
    assert received.status_code == 206
    assert received.headers["content-type"].startswith("multipart/byteranges; boundary=")
    assert b"bytes 0-1/10\r\n\r\n01\r\n" in received.content
    assert b"bytes 8-9/10\r\n\r\n89\r\n" in received.content


def test_a_part_is_sent_only_of_the_version_that_is_meant(ask: Ask) -> None:
    etag = ask(FORM).headers["etag"]
    assert ask(FORM, Range="bytes=0-1", If_Range=etag).content == b"01"
    assert ask(FORM, Range="bytes=0-1", If_Range='"a"').content == b"0123456789"


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_part_that_the_file_does_not_have_is_refused(ask: Ask, asked: str) -> None:
    received = ask(FORM, Range=asked)
    assert "10 bytes" in assert_problem(received, 416)["detail"]
    assert received.headers["content-range"] == "bytes */10"
    head = ask(FORM, "HEAD", Range=asked)
    assert (head.status_code, head.content) == (416, b"")


@pytest.mark.parametrize("asked", ["pages=1-2", "bytes", "bytes=", "bytes=x-y", "bytes=5-2"])
def test_what_is_no_part_is_as_if_it_were_not_asked(ask: Ask, asked: str) -> None:
    received = ask(FORM, Range=asked)
    assert (received.status_code, received.content) == (200, b"0123456789")


@pytest.fixture
def edited(tmp_path: Path) -> tuple[Path, TestClient]:
    """A site of its own, to change after it was read."""
    folder = tmp_path / "site"
    shutil.copytree(SMALL, folder)
    return folder, client_of(create_app(library=load(folder)))


def test_a_file_that_was_taken_away_is_not_found(edited: tuple[Path, TestClient]) -> None:
    folder, client = edited
    (folder / "documents/form.pdf").unlink()
    (folder / "pages/x.jpg").unlink()
    (folder / "pages/x.jpg").mkdir()
    for target in (FORM, "/pages/x.jpg"):
        assert assert_problem(client.get(target), 404)["instance"] == target
        head = client.head(target)
        assert (head.status_code, head.content) == (404, b"")


def test_other_bytes_never_have_the_version_of_the_former(
    edited: tuple[Path, TestClient],
) -> None:
    folder, client = edited
    file = folder / "documents/form.pdf"
    former = client.get(FORM).headers["etag"]
    before = file.stat()
    later = load(folder).loaded_at.timestamp() + 1
    file.write_bytes(b"9876543210")
    os.utime(file, (later, later))
    response = client.get(FORM, headers={"If-None-Match": former})
    assert (response.status_code, response.content) == (200, b"9876543210")
    assert response.headers["etag"] != former
    held = {"If-None-Match": response.headers["etag"]}
    assert client.get(FORM, headers=held).status_code == 304
    assert file.stat().st_size == before.st_size
