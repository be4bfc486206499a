"""Filters of addresses."""

import pytest

from app.dialects.jekyll.liquid.filters.urls import normalized
from tests.dialects.jekyll.liquid.sites import rendered


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("/a/./b/../c", "/a/c"),
        ("/a b/%7Ex/%2f", "/a%20b/~x/%2F"),
        ("/é?q=é#é", "/%C3%A9?q=%C3%A9#%C3%A9"),
    ],
)
def test_an_address_has_a_normal_form(address: str, expected: str) -> None:
    assert normalized(address) == expected


def test_addresses_lie_below_the_base_path() -> None:
    template = "{{ v | relative_url }} {{ v | absolute_url }}"
    assert rendered(template, v="/a") == "/clinic/a https://example.org/clinic/a"
    assert rendered(template, v={"url": "/b"}) == "/clinic/b https://example.org/clinic/b"
    assert rendered(template, v="mailto:a@b") == "mailto:a@b mailto:a@b"
