"""No way of writing a path leads to what is not to be read, over a real connection."""

import pytest

from tests.conftest import Ask
from tests.http.traversals import ROUTES, targets

# Of the site file, of another configuration beside it, of the machine.
SECRETS = (b"{title: Home, path", b"hunter2", b"root:")


@pytest.mark.parametrize("route", ROUTES)
def test_no_path_leads_out_or_to_sources(ask: Ask, route: str) -> None:
    asked = tuple(targets(route))
    assert len(asked) > 500
    for target in asked:
        received = ask(target)
        assert received.status_code < 500, target
        assert not any(secret in received.content for secret in SECRETS), target
        if received.status_code == 200:
            # Some say but in a roundabout way where a page is: a record is no source.
            assert received.headers["content-type"].startswith(("application/json", "text/html"))
            assert not received.content.startswith((b"---", b"#")), target
