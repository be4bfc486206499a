"""Files of the tree: which are served, how, and which never."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.library.load import load
from app.main import create_app
from tests.conftest import (
    PATIENCE,
    SMALL,
    Ask,
    Starting,
    ask_port,
    assert_problem,
    client_of,
    client_on,
    site_at,
)

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
    boundary = received.headers["content-type"].partition("=")[2].encode()
    assert (
        received.content
        == b"".join(
            b"--%s\r\nContent-Type: application/pdf\r\nContent-Range: %s\r\n\r\n%s\r\n"
            % (boundary, place, held)
            for place, held in ((b"bytes 0-1/10", b"01"), (b"bytes 8-9/10", b"89"))
        )
        + b"--%s--\r\n" % boundary
    )
    assert received.content == ask(FORM, Range="bytes=0-1,8-9").content


def test_a_part_is_sent_only_of_the_version_that_is_meant(ask: Ask) -> None:
    etag = ask(FORM).headers["etag"]
    assert ask(FORM, Range="bytes=0-1", If_Range=etag).content == b"01"
    changed = ask(FORM).headers["last-modified"]
    for other in ('"a"', f"W/{etag}", changed):
        assert ask(FORM, Range="bytes=0-1", If_Range=other).content == b"0123456789"


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_part_that_the_file_does_not_have_is_refused(ask: Ask, asked: str) -> None:
    received = ask(FORM, Range=asked)
    assert "10 bytes" in assert_problem(received, 416)["detail"]
    assert received.headers["content-range"] == "bytes */10"


def test_parts_are_for_get_alone(ask: Ask) -> None:
    for asked in ("bytes=2-4", "bytes=99-"):
        head = ask(FORM, "HEAD", Range=asked)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == "10"
        assert "content-range" not in head.headers


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


@pytest.mark.parametrize("stamped", ["anew", "as before"])
def test_a_version_names_the_bytes_that_are_sent(
    edited: tuple[Path, TestClient], stamped: str
) -> None:
    folder, client = edited
    file = folder / "documents/form.pdf"
    former = client.get(FORM).headers["etag"]
    before = file.stat()
    file.write_bytes(b"9876543210")
    if stamped == "as before":
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    response = client.get(FORM, headers={"If-None-Match": former})
    assert (response.status_code, response.content) == (200, b"9876543210")
    assert response.headers["etag"] != former
    held = {"If-None-Match": response.headers["etag"]}
    assert client.get(FORM, headers=held).status_code == 304
    # The same bytes have the same version again, whenever they were written.
    file.write_bytes(b"0123456789")
    assert client.get(FORM, headers={"If-None-Match": former}).status_code == 304


@pytest.mark.parametrize("linked", ["documents/form.pdf", "documents"])
@pytest.mark.parametrize("elsewhere", ["outside", "hidden"])
def test_what_became_a_symbolic_link_since_is_not_followed(
    edited: tuple[Path, TestClient], tmp_path: Path, linked: str, elsewhere: str
) -> None:
    folder, client = edited
    other = tmp_path / "other" if elsewhere == "outside" else folder / ".other"
    (folder / "documents").rename(other)
    other.joinpath("form.pdf").write_bytes(b"hunter2")
    if linked == "documents":
        (folder / linked).symlink_to(other)
    else:
        (folder / "documents").mkdir()
        (folder / linked).symlink_to(other / "form.pdf")
    assert (folder / "documents/form.pdf").read_bytes() == b"hunter2"
    assert_problem(client.get(FORM), 404)


def test_what_became_a_pipe_since_does_not_make_anybody_wait(
    edited: tuple[Path, TestClient],
) -> None:
    folder, client = edited
    (folder / "documents/form.pdf").unlink()
    os.mkfifo(folder / "documents/form.pdf")
    assert_problem(client.get(FORM), 404)


def test_a_symbolic_link_that_was_there_when_it_was_read_is_served(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "real", {"files/a.txt": "A"})
    (folder / "b.txt").symlink_to("files/a.txt")
    (folder / "other").symlink_to("files")
    (tmp_path / "site").symlink_to("real")
    client = client_of(create_app(library=load(tmp_path / "site")))
    for target in ("/files/a.txt", "/b.txt", "/other/a.txt"):
        assert client.get(target).content == b"A"


LARGE = bytes(range(256)) * 8192  # 2 MiB


def test_a_large_file_is_sent_whole_and_in_parts(tmp_path: Path) -> None:
    client = client_on(tmp_path, {"a.zip": LARGE})
    whole = client.get("/a.zip")
    assert whole.content == LARGE
    assert whole.headers["content-length"] == str(len(LARGE))
    part = client.get("/a.zip", headers={"Range": "bytes=300000-1800000"})
    assert part.content == LARGE[300_000:1_800_001]
    several = client.get("/a.zip", headers={"Range": "bytes=-2,0-1"})
    assert several.headers["content-length"] == str(len(several.content))
    head = client.head("/a.zip")
    assert (head.content, head.headers["content-length"]) == (b"", str(len(LARGE)))
    assert head.headers["etag"] == whole.headers["etag"]


def test_a_large_file_that_is_cut_while_it_is_sent_cuts_the_connection(tmp_path: Path) -> None:
    file = site_at(tmp_path, {"index.md": "Home", "a.zip": ""}) / "a.zip"
    size = 64 * 1024 * 1024
    os.truncate(file, size)
    with Starting("-m", "app", "serve", str(tmp_path), "--port", "0") as running:
        with socket.create_connection(("127.0.0.1", running.port), timeout=PATIENCE) as asking:
            asking.sendall(b"GET /a.zip HTTP/1.1\r\nHost: localhost\r\n\r\n")
            head = asking.recv(65536)
            assert f"content-length: {size}\r\n".encode() in head.lower()
            os.truncate(file, 1000)
            # It ends, though the connection was to be kept.
            received = sum(len(piece) for piece in iter(lambda: asking.recv(65536), b""))
            assert received < size
        assert ask_port(running.port, "/a.zip").headers["content-length"] == "1000"
