"""`<input>` in HTML: only the box of a task, which is disabled."""

import pytest

from app.markdown.sanitise import Policy


def _tag_by_tag(html: str) -> str:
    policy = Policy()
    parts = policy.tags(html)
    return "".join(part if isinstance(part, str) else policy.render(part) for part in parts)


@pytest.mark.parametrize(
    "html",
    [
        "<input>",
        "<input type=text>",
        "<input type=password disabled>",
        "<INPUT TYPE=CHECKBOX>",
        "<input type=submit title='type=\"checkbox\"'>",
        "<input type=text title=' type=\"checkbox\"' aria-label='a>b'>",
    ],
)
def test_a_field_is_not_served(html: str) -> None:
    # Browsers read the type in any case; nh3 makes it no lower case.
    assert Policy().clean(f"a{html}b") == "ab"
    assert _tag_by_tag(f"a{html}b") == "ab"


@pytest.mark.parametrize(
    "html", ['<input type="checkbox">', '<input type="checkbox" disabled="" checked="">']
)
def test_a_box_is_disabled(html: str) -> None:
    for served in (Policy().clean(html), _tag_by_tag(html)):
        assert ' disabled=""' in served
        assert ' type="checkbox"' in served
        assert (' checked=""' in served) == ("checked" in html)


def test_text_about_inputs_stays() -> None:
    html = '<p title="&lt;input&gt;">&lt;input type="text"&gt;</p>'
    assert Policy().clean(html) == html
