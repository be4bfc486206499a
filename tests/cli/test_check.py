"""`bodywise check`."""

import json
import resource
import subprocess
import sys
from pathlib import Path

from tests.cli.command import BAD, CLEAN, WARNED, call
from tests.conftest import SMALL, site_at
from tests.paths import ROOT

DAMAGED = {"index.md": "---\r\ntitle: Golferâ€™s\r\n---\r\n\r\nA “quote”, CafÃ©.  \r\nEnd"}


MENDED = "---\r\ntitle: Golfer’s\r\n---\r\n\r\nA “quote”, Café.  \r\nEnd"


def test_check_of_a_clean_folder_says_so(tmp_path: Path) -> None:
    site_at(tmp_path, CLEAN)
    for fail_on in ("error", "warning"):
        result = call("check", tmp_path, "--fail-on", fail_on)
        assert result.exit_code == 0
        assert result.stdout == "0 errors, 0 warnings, 0 hints\n"


def test_check_fails_on_warnings_only_where_it_is_asked_to(tmp_path: Path) -> None:
    site_at(tmp_path, WARNED)
    result = call("check", tmp_path)
    assert result.exit_code == 0
    assert result.stdout == (
        'index.md:3:5: warning[broken-link]: the link "/lost/" leads nowhere. '
        "Mend it or take it out. "
        'If another program serves it, write `routes: ["/lost/**"]` into site.yaml.\n'
        "0 errors, 1 warning, 0 hints\n"
    )
    assert call("check", tmp_path, "--fail-on", "warning").exit_code == 1


def test_check_tells_every_error_with_its_place(tmp_path: Path) -> None:
    site_at(tmp_path, BAD)
    result = call("check", tmp_path)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(" ")[0] for line in lines[: lines.index("")]] == [
        "bad.md:3:1:",
        "index.md:3:5:",
        "twice.md:1:1:",
        "twice.md:3:1:",
    ]
    assert lines[-1] == "2 errors, 1 warning, 1 hint"
    assert "\x1b" not in result.stdout


def test_check_in_json_holds_the_same_problems_and_their_counts(tmp_path: Path) -> None:
    site_at(tmp_path, BAD)
    result = call("check", tmp_path, "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["summary"] == {"errors": 2, "warnings": 1, "hints": 1}
    assert told["problems"][0] == {
        "file": "bad.md",
        "line": 3,
        "column": 1,
        "severity": "error",
        "code": "front-matter-syntax",
        "message": told["problems"][0]["message"],
        "hint": told["problems"][0]["hint"],
    }
    lines = [
        "{file}:{line}:{column}: {severity}[{code}]: {message}. {hint}".format(**each)
        for each in told["problems"]
    ]
    assert call("check", tmp_path).stdout.splitlines()[: len(lines)] == lines


def test_check_of_a_clean_folder_in_json_and_for_github(tmp_path: Path) -> None:
    site_at(tmp_path, CLEAN)
    told = json.loads(call("check", tmp_path, "--format", "json").stdout)
    assert told == {"problems": [], "summary": {"errors": 0, "warnings": 0, "hints": 0}}
    assert call("check", tmp_path, "--format", "github").stdout == ""


def test_check_for_github_annotates_lines_and_codes_what_would_end_them(tmp_path: Path) -> None:
    site_at(tmp_path, {"a, b: 100%.md": "[x](/lost%3A/)\n", "index.md": "[y](/a-b-100/)\n"})
    result = call("check", tmp_path, "--format", "github")
    line = next(line for line in result.stdout.splitlines() if "broken-link" in line)
    place = f"{tmp_path.as_posix()}/a%2C b%3A 100%25.md"
    assert line.startswith(f"::warning file={place},line=1,col=1,title=broken-link::the link ")
    assert 'the link "/lost%253A/" leads nowhere. Mend it or take it out.' in line


def test_fix_mends_the_files_and_then_tells_what_is_left(tmp_path: Path) -> None:
    file = site_at(tmp_path, DAMAGED) / "index.md"
    assert "mojibake" in call("check", tmp_path).stdout
    assert call("check", tmp_path, "--fail-on", "warning").exit_code == 1
    result = call("check", tmp_path, "--fix", "--fail-on", "warning")
    assert result.exit_code == 0
    assert result.stderr == "mended 2 words in index.md\n"
    assert result.stdout == "0 errors, 0 warnings, 0 hints\n"
    assert file.read_bytes().decode() == MENDED
    again = call("check", tmp_path, "--fix")
    assert (again.exit_code, again.stderr) == (0, "")
    assert file.read_bytes().decode() == MENDED


def test_fix_keeps_json_whole_on_its_stream(tmp_path: Path) -> None:
    site_at(tmp_path, DAMAGED)
    result = call("check", tmp_path, "--fix", "--format", "json")
    assert json.loads(result.stdout)["problems"] == []


def test_a_file_that_cannot_be_mended_is_told_and_stays_as_it_is(tmp_path: Path) -> None:
    file = site_at(tmp_path, DAMAGED) / "index.md"

    def nothing_may_be_written() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    ended = subprocess.run(
        [sys.executable, "-B", "-m", "app", "check", str(tmp_path), "--fix"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        preexec_fn=nothing_may_be_written,  # the process does nothing else before
        timeout=30,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("bodywise: a file cannot be mended: file too large.")
    assert "Traceback" not in ended.stderr
    assert file.read_bytes().decode() == DAMAGED["index.md"]
    assert [each.name for each in tmp_path.iterdir()] == ["index.md"]


def test_the_folder_may_come_from_the_environment(tmp_path: Path) -> None:
    site_at(tmp_path, WARNED)
    assert "/lost/" in call("check", BODYWISE_CONTENT=str(tmp_path)).stdout


def test_another_site_file_may_be_named(tmp_path: Path) -> None:
    folder = site_at(tmp_path / "site", {**WARNED, "site.yaml": "ignore: {}\n"})
    other = site_at(tmp_path, {"other.yaml": "ignore: {'**': [broken-link]}\n"}) / "other.yaml"
    assert "broken-link" in call("check", folder).stdout
    assert "broken-link" not in call("check", folder, "--site-file", other).stdout


def test_reviews_are_reckoned_by_the_day_that_is_named(tmp_path: Path) -> None:
    page = "---\nlast_reviewed: 2025-01-31\n---\n# Neck\n\nIt hurts.\n"
    site_at(tmp_path, {**CLEAN, "conditions/neck.md": page})
    fresh = call("check", tmp_path, "--as-of", "2026-01-30").stdout
    assert "stale-review" not in fresh
    stale = call("check", tmp_path, "--as-of", "2026-02-01").stdout
    assert "hint[stale-review]: " in stale
    for wrong in ("yesterday", "2026-02-30", ""):
        assert call("check", tmp_path, "--as-of", wrong).exit_code == 2


def test_the_small_site_of_these_tests_is_served_without_errors() -> None:
    assert call("check", SMALL).exit_code == 0


def test_as_of_a_day_what_is_published_then_is_checked(tmp_path: Path) -> None:
    files = {"index.md": "[a](/a/)\n", "a.md": "---\npublish_date: 2026-12-01\n---\n"}
    site_at(tmp_path, files)
    assert "broken-link" in call("check", tmp_path, "--as-of", "2026-11-30").stdout
    assert "broken-link" not in call("check", tmp_path, "--as-of", "2026-12-01").stdout
