"""`bodywise export`: the bytes of the server, for a host without one."""

import gzip
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import brotli  # type: ignore[import-untyped]  # it comes without stubs
import orjson
import pytest
import zstandard
from fastapi.testclient import TestClient

from app.library.addresses import Redirect
from app.library.load import load
from app.main import create_app
from app.views.export import redirects_text
from tests.cli.command import BAD, CLEAN, call
from tests.conftest import PATIENCE, SMALL, client_of, site_at
from tests.paths import ROOT, SITES

LISTS = ["pages", "conditions", "locations", "menus", "links", "redirects", "assets", "problems"]


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in sorted(folder.rglob("*"))
        if place.is_file() and not place.name.startswith(".bodywise-export")
    }


def served(client: TestClient) -> dict[str, bytes]:
    """All that the server of a small site answers, by the names of an export."""
    answers = {}
    manifest = client.get("/sync").json()
    for key in manifest["records"]:
        kind, _, slug = key.partition("/")
        if key == "site":
            answers["site.json"] = client.get("/site").content
        elif kind == "menu":
            name, _, language = slug.partition("?language=")
            answers[f"menus/{'.'.join(filter(None, (name, language)))}.json"] = client.get(
                f"/menus/{quote(name)}", params={"language": language} if language else {}
            ).content
        else:
            answers[f"{kind}s/{slug}.json"] = client.get(f"/{kind}s/{quote(slug)}").content
    for name in LISTS:
        total = client.get(f"/{name}?limit=1").json()["total"]
        answers[f"{name}.json"] = (
            client.get(f"/{name}?limit={total}").content
            if total
            else b'{"items":[],"total":0,"limit":0,"offset":0,"next":null,"unmatched":[]}'
        )
    for path in manifest["assets"]:
        answers[path.lstrip("/")] = client.get(quote(path)).content
    for name in ("sitemap.xml", "robots.txt", "llms.txt"):
        answer = client.get(f"/{name}")
        if answer.status_code == 200:
            answers[name] = answer.content
    answers["sync.json"] = client.get("/sync").content
    answers["bundle.ndjson"] = client.get("/bundle").content
    return answers


@pytest.mark.parametrize("site", ["small", "languages", "jekyll_clinic", "hugo_clinic"])
def test_an_export_has_the_bytes_of_the_server(tmp_path: Path, site: str) -> None:
    outcome = call("export", tmp_path / "out", SITES / site, BODYWISE_ON_ERROR="serve")
    assert outcome.exit_code == 0, outcome.stderr
    exported = files_of(tmp_path / "out")
    expected = served(client_of(create_app(library=load(SITES / site))))
    exported.pop("_redirects")
    assert exported == expected


def test_a_second_export_writes_what_an_edit_changed(tmp_path: Path) -> None:
    content, out = tmp_path / "content", tmp_path / "out"
    site_at(content, {**CLEAN, "old.md": "# Old", "a.svg": '<svg viewBox="0 0 1 1"/>'})
    call("export", out, content)
    assert "0 written, 0 removed" in call("export", out, content).stderr
    kept = (out / "pages/index.json").stat().st_mtime_ns
    (content / "old.md").rename(content / "new.md")
    outcome = call("export", out, content)
    assert outcome.exit_code == 0
    assert (out / "pages/index.json").stat().st_mtime_ns == kept
    assert not (out / "pages/old.json").exists()
    assert orjson.loads((out / "pages/new.json").read_bytes())["title"] == "Old"
    call("export", tmp_path / "fresh", content)
    assert files_of(out) == files_of(tmp_path / "fresh")


def test_texts_are_compressed_if_that_is_asked_for(tmp_path: Path) -> None:
    call("export", tmp_path / "out", SMALL, "--compress")
    files = files_of(tmp_path / "out")
    whole = files["pages/index.json"]
    assert brotli.decompress(files["pages/index.json.br"]) == whole
    assert gzip.decompress(files["pages/index.json.gz"]) == whole
    assert zstandard.ZstdDecompressor().decompress(files["pages/index.json.zst"]) == whole
    assert "images/logo.svg.br" in files
    assert "images/photo.jpg.br" not in files
    # Without the option they are gone.
    assert " 0 written" in call("export", tmp_path / "out", SMALL).stderr
    assert not any(name.endswith(".br") for name in files_of(tmp_path / "out"))


def test_the_prefix_of_the_service_is_in_the_files(tmp_path: Path) -> None:
    call("export", tmp_path / "out", SMALL, BODYWISE_ROOT_PATH="/api")
    assert b"`/api/pages/{slug}`" in files_of(tmp_path / "out")["llms.txt"]


def test_redirects_are_written_as_hosts_read_them() -> None:
    redirects = (
        Redirect("/gone/", None, 410, is_wildcard=False),
        Redirect("/straße 1/", "/a b/?c=d#e", 308, is_wildcard=False),
        Redirect("/blog/*", "/about/:splat", 301, is_wildcard=True),
    )
    assert redirects_text(redirects) == (
        "# 410: /gone/\n/stra%C3%9Fe%201/ /a%20b/?c=d#e 308\n/blog/* /about/:splat 301\n"
    )


def test_nothing_is_written_with_errors_or_into_the_content(tmp_path: Path) -> None:
    content = site_at(tmp_path / "content", BAD)
    outcome = call("export", tmp_path / "out", content)
    assert outcome.exit_code == 1
    assert "nothing written: the content has" in outcome.stderr
    assert not (tmp_path / "out").exists()
    site_at(content, CLEAN)
    for name in ("bad.md", "twice.md"):
        (content / name).unlink()
    for folder in (content, content / "out"):
        outcome = call("export", folder, content)
        assert (outcome.exit_code, "content folder" in outcome.stderr) == (2, True)
    assert sorted(path.name for path in content.iterdir()) == ["about.md", "index.md"]


def test_a_file_of_others_stops_it(tmp_path: Path) -> None:
    content = site_at(tmp_path / "content", CLEAN)
    site_at(tmp_path / "out", {"pages.json": "mine"})
    outcome = call("export", tmp_path / "out", content)
    assert outcome.exit_code == 2
    assert "no export wrote: pages.json" in outcome.stderr
    assert files_of(tmp_path / "out") == {"pages.json": b"mine"}
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["pages.json"]


def test_a_database_has_the_bytes_of_the_server(tmp_path: Path) -> None:
    file = tmp_path / "new/content.sqlite"
    assert call("export", file, SMALL).stderr == f"wrote {file}\n"
    client = client_of(create_app(library=load(SMALL)))
    assert file.read_bytes() == client.get("/bundle.sqlite").content
    before = file.stat()
    assert "is up to date" in call("export", file, SMALL).stderr
    assert file.stat() == before
    assert [place.name for place in file.parent.iterdir()] == ["content.sqlite"]


@pytest.mark.parametrize("data", [b"mine", b"", None])
def test_a_database_of_others_is_never_replaced(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "a.sqlite"
    if data is None:
        with sqlite3.connect(file) as database:
            database.execute("CREATE TABLE site (version TEXT)")
        data = file.read_bytes()
    else:
        file.write_bytes(data)
    outcome = call("export", file, SMALL)
    assert outcome.exit_code == 2
    assert "no export wrote" in outcome.stderr
    assert file.read_bytes() == data


def test_a_run_that_was_killed_goes_on_when_it_is_run_again(tmp_path: Path) -> None:
    text = "Some *words* and [a link](/1/).\n\n" * 50
    content = site_at(
        tmp_path / "content", {f"{number}.md": f"# {number}\n\n{text}" for number in range(400)}
    )
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "export", str(out), str(content)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + PATIENCE
    while not (out / "pages/150.json").exists():
        assert process.poll() is None
        assert time.monotonic() < end
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (out / "sync.json").exists()
    outcome = call("export", out, content)
    assert outcome.exit_code == 0, outcome.stderr
    call("export", tmp_path / "fresh", content)
    assert files_of(out) == files_of(tmp_path / "fresh")
    written = int(outcome.stderr.split(": ")[1].split()[0])
    assert written < 400
