"""Tags of shortcodes: their names, arguments and errors."""

import pytest

from app.dialects.hugo.shortcodes.tags import Tag, find_tags
from app.markdown.edits import Edit
from app.problems import Fault


def _tags(text: str) -> tuple[list[Tag | Edit], list[Fault]]:
    faults: list[Fault] = []
    return list(find_tags(text, faults)), faults


def _tag(text: str) -> Tag:
    (found,), faults = _tags(text)
    assert isinstance(found, Tag)
    assert faults == []
    assert (found.start, found.end) == (0, len(text))
    return found


def _faults(text: str) -> list[tuple[int, str]]:
    return [(fault.offset, fault.message) for fault in _tags(text)[1]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{{< a >}}", "a"),
        ("{{<a>}}", "a"),
        ("{{% a %}}", "a"),
        ("{{<\n\ta\n>}}", "a"),
        ("{{< a-b_C/d9 >}}", "a-b_C/d9"),
        ("{{< 1é >}}", "1é"),
        ("{{< a.inline >}}", "a.inline"),
    ],
)
def test_a_tag_has_a_name(text: str, name: str) -> None:
    found = _tag(text)
    assert (found.name, found.markup, found.closing) == (name, "%" in text, False)
    assert not found.alone


@pytest.mark.parametrize("text", ["{{< a />}}", "{{< a / >}}", "{{% a b=c /%}}", "{{< a/>}}"])
def test_a_tag_may_stand_for_itself(text: str) -> None:
    assert (_tag(text).alone, _tag(text).closing, _tag(text).name) == (True, False, "a")


@pytest.mark.parametrize("text", ["{{< /a >}}", "{{</a>}}", "{{% / a %}}", "{{<\n/\na\n>}}"])
def test_a_tag_may_end_another(text: str) -> None:
    assert (_tag(text).alone, _tag(text).closing, _tag(text).name) == (False, True, "a")


@pytest.mark.parametrize(
    ("written", "arguments"),
    [
        ("b", {"0": "b"}),
        ('b "c d" `e`', {"0": "b", "1": "c d", "2": "e"}),
        ("b=c", {"b": "c"}),
        ('b="c d" e=`f "g"` h=1.5', {"b": "c d", "e": 'f "g"', "h": "1.5"}),
        ("b = c", {"b": "c"}),
        ("b=true c=false d=-1", {"b": "true", "c": "false", "d": "-1"}),
        ("b=/c/d?e=f#g", {"b": "/c/d?e=f#g"}),
        ('b="c \\"d\\" e\\\\n"', {"b": 'c "d" en'}),
        ('b="c\\d"', {"b": "c\\d"}),
        ('b=""', {"b": ""}),
        ("b=`c\nd`", {"b": "c\nd"}),
        ('b="c"d="e"', {"b": "c", "d": "e"}),
        ("b=c b=d", {"b": "d"}),
        ('b=">}} {{< x >}}"', {"b": ">}} {{< x >}}"}),
        ("b=c\n  d=e\n", {"b": "c", "d": "e"}),
        ('\\"b c\\"', {"0": "b c"}),
        ("1.5 -2 c.d", {"0": "1.5", "1": "-2", "2": "c.d"}),
    ],
)
def test_arguments_have_names_or_numbers(written: str, arguments: dict[str, str]) -> None:
    assert dict(_tag(f"{{{{< a {written} >}}}}").arguments) == arguments
    assert dict(_tag(f"{{{{% a {written}%}}}}").arguments) == arguments


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{</* a b=c */>}}", "{{< a b=c >}}"),
        ("{{%/* /a */%}}", "{{% /a %}}"),
        ("{{</**/>}}", "{{<>}}"),
    ],
)
def test_a_comment_shows_what_is_in_it(text: str, shown: str) -> None:
    assert _tags(f"x {text} y") == ([Edit(2, 2 + len(text), shown)], [])


@pytest.mark.parametrize("text", ["{{ a }}", "{ {< a >}}", "{{a}}", "{{- a }}", "{", "{{"])
def test_what_begins_otherwise_is_none(text: str) -> None:
    assert _tags(text) == ([], [])


def test_in_an_inline_shortcode_there_are_no_others() -> None:
    found, faults = _tags("{{< a.inline >}}{{< b >}}{{ c }}{{< /a.inline >}}{{< d >}}")
    assert [each.name for each in found if isinstance(each, Tag)] == ["a.inline", "a.inline", "d"]
    assert faults == []
    found, _ = _tags("{{< a.inline >}}{{< b >}}")
    assert [each.name for each in found if isinstance(each, Tag)] == ["a.inline", "b"]


@pytest.mark.parametrize(
    ("text", "kept", "rest"),
    [
        ("x {{< a b\ny", None, "\ny"),
        ("x {{< a {{< b >}}", None, "{{< b >}}"),
        ("x {{<", None, ""),
        ('x {{< a "b >}} y', "a", " y"),
        ("x {{< a `b >}} y", "a", " y"),
        ("x {{< a b=c ! >}} y", "a", " y"),
        ("x {{< a.b >}} y", "a", " y"),
        ("x {{< a / b >}} y", "a", " y"),
        ("x {{< /a b >}} y", "a", " y"),
        ("x {{< >}} y", None, " y"),
        ("x {{< -a >}} y", None, " y"),
        ("x {{< a %}} y", None, ""),
        ("x {{</* a y", None, ""),
    ],
)
def test_a_malformed_tag_is_reported_and_removed(text: str, kept: str | None, rest: str) -> None:
    (found, *_), faults = _tags(text)
    assert (found.name if isinstance(found, Tag) else None) == kept
    assert text[found.end :] == rest
    assert [fault.code for fault in faults] == ["shortcode-syntax"]
    assert faults[0].hint


def test_a_fault_has_the_offset_of_the_error() -> None:
    assert _faults('é {{< a b="c >}}\n') == [(10, 'a quote in the shortcode "a" is never closed')]
    assert _faults("{{< a b=c ? >}}") == [(10, '"?" is unexpected in the tag of the shortcode "a"')]
    assert _faults("x {{< a\nb") == [(2, 'a shortcode is never closed: "{{< a"')]
    long = "{{< a " + "b " * 30
    assert _faults(long) == [(0, f'a shortcode is never closed: "{long[:39]}…"')]


def test_arguments_with_and_without_names_are_reported_and_kept() -> None:
    (found,), faults = _tags("{{< a b c=d e >}}")
    assert isinstance(found, Tag)
    assert dict(found.arguments) == {"0": "b", "c": "d", "1": "e"}
    assert [(fault.offset, fault.code) for fault in faults] == [(8, "shortcode-syntax")]
