"""How much a container lets us have."""

from pathlib import Path

import pytest

from app.documents.capacity import memory_left, processors


@pytest.mark.parametrize(
    ("told", "most"),
    [("100000 100000\n", 1), ("50000 100000\n", 1), ("200000 100000\n", 2)],
)
def test_a_container_has_as_many_processors_as_its_quota(
    tmp_path: Path, told: str, most: int
) -> None:
    (tmp_path / "cpu.max").write_text(told)
    assert 1 <= processors(tmp_path) <= most


@pytest.mark.parametrize("told", ["max 100000\n", "", "nonsense\n", "100000 0\n"])
def test_without_a_quota_there_are_those_of_the_machine(tmp_path: Path, told: str) -> None:
    (tmp_path / "cpu.max").write_text(told)
    assert processors(tmp_path) == processors(tmp_path / "nowhere") >= 1


def test_memory_is_left_up_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("268435456\n")
    (tmp_path / "memory.current").write_text("68435456\n")
    assert memory_left(tmp_path) == 200_000_000


def test_memory_is_left_up_to_the_limit_of_an_older_kernel_s_groups(tmp_path: Path) -> None:
    (tmp_path / "memory").mkdir()
    (tmp_path / "memory/memory.limit_in_bytes").write_text("268435456\n")
    (tmp_path / "memory/memory.usage_in_bytes").write_text("68435456\n")
    assert memory_left(tmp_path) == 200_000_000


@pytest.mark.parametrize("told", ["max\n", ""])
def test_without_a_limit_nobody_knows_how_much_is_left(tmp_path: Path, told: str) -> None:
    (tmp_path / "memory.max").write_text(told)
    (tmp_path / "memory.current").write_text("1\n")
    assert memory_left(tmp_path) is None
    assert memory_left(tmp_path / "nowhere") is None
