"""Templates: what is text stays text."""

import re
from importlib.resources import files

import pytest

from app.views.explorer.rendering import environment, prepare

TEMPLATES = sorted(
    item.name
    for item in files("app.views.explorer").joinpath("templates").iterdir()
    if item.name.endswith(".html")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_has_what_the_policy_forbids(name: str) -> None:
    text = files("app.views.explorer").joinpath("templates", name).read_text("utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text)
    assert "|safe" not in text.replace(" ", "")


def test_the_style_sheet_loads_nothing() -> None:
    text = files("app.views.explorer").joinpath("static", "explorer.css").read_text("utf-8")
    assert "url(" not in text
    assert "@import" not in text


def test_once_prepared_no_template_is_read_again() -> None:
    environment.cache_clear()
    prepare()
    cache = environment().cache
    assert cache is not None
    assert {key[1] for key in cache} >= set(TEMPLATES)
