"""The shortcodes of a text as a tree: which end belongs to which beginning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dialects.hugo.shortcodes.tree import MAX_NESTING, Item, Shortcode, read_shortcodes
from app.markdown.edits import Edit


def _shape(items: tuple[Item, ...]) -> list[object]:
    """Names, with what is in them; literals as their text."""
    return [
        item.text
        if isinstance(item, Edit)
        else (item.name, _shape(item.items))
        if item.inner is not None
        else item.name
        for item in items
    ]


def _read(text: str) -> tuple[list[object], list[str]]:
    items, faults = read_shortcodes(text)
    return _shape(items), [f"{fault.offset} {fault.code}" for fault in faults]


def test_one_that_encloses_something_must_have_an_end() -> None:
    text = "{{< a >}}{{< b >}}{{% a %}}{{< a />}}{{< a >}}{{< /a >}}"
    items, faults = read_shortcodes(text, {"a"})
    assert _shape(items) == ["a", "b", "a", "a", ("a", [])]
    assert [(fault.offset, fault.hint.split()[1:4]) for fault in faults] == [
        (0, ["{{<", "/a", ">}}"]),
        (18, ["{{%", "/a", "%}}"]),
    ]


def test_an_end_belongs_to_the_nearest_beginning_of_its_name() -> None:
    assert _read("{{< a >}}{{< b >}}{{< /b >}}{{< /a >}}") == ([("a", [("b", [])])], [])
    assert _read("{{< a >}}{{< a >}}{{< /a >}}") == (["a", ("a", [])], [])
    assert _read("{{< a >}}{{% /a %}}") == ([("a", [])], [])


def test_one_without_an_end_stands_for_itself() -> None:
    assert _read("{{< a >}}{{< b >}}") == (["a", "b"], [])
    assert _read("{{< a >}}{{< b >}}{{< c >}}{{< /a >}}") == ([("a", ["b", "c"])], [])
    assert _read("{{< a />}}{{< /a >}}") == (["a", ""], ["10 shortcode-syntax"])


def test_an_end_without_a_beginning_is_told_of() -> None:
    assert _read("{{< /a >}}") == ([""], ["0 shortcode-syntax"])
    assert _read("{{< a >}}{{< b >}}{{< /a >}}{{< /b >}}") == (
        [("a", ["b"]), ""],
        ["28 shortcode-syntax"],
    )


@pytest.mark.parametrize("end", ["{{</>}}", "{{< / >}}", "{{%/%}}", "{{% /%}}"])
def test_an_end_without_a_name_is_that_of_the_innermost(end: str) -> None:
    assert _read(f"{{{{< a >}}}}{end}") == ([("a", [])], [])
    assert _read(f"{{{{< a >}}}}{{{{% b %}}}}{end}{end}") == ([("a", [("b", [])])], [])
    assert _read(f"{{{{< a >}}}}{{{{< b />}}}}{end}") == ([("a", ["b"])], [])
    assert _read(f"{{{{< a >}}}}{end}{end}") == (
        [("a", []), ""],
        [f"{9 + len(end)} shortcode-syntax"],
    )


def test_an_end_without_a_name_is_for_one_that_may_have_content() -> None:
    items, faults = read_shortcodes("{{< a >}}{{< b >}}{{</>}}{{</>}}", {"a"}, {"b"})
    assert _shape(items) == [("a", ["b"]), ""]
    assert [fault.offset for fault in faults] == [25]


@pytest.mark.parametrize("tag", ["{{< >}}", "{{</ ? >}}"])
def test_a_tag_without_a_name_is_a_mistake_elsewhere(tag: str) -> None:
    assert _read(f"{{{{< a >}}}}{tag}") == (["a", ""], ["9 shortcode-syntax"])


def test_comments_and_what_is_broken_stand_among_the_others() -> None:
    text = "{{< a >}}{{</* b */>}}{{< c !\n{{< /a >}}"
    assert _read(text) == ([("a", ["{{< b >}}", ""])], ["22 shortcode-syntax"])


def test_places_are_offsets_of_the_text() -> None:
    text = "é {{< a b=c >}} x {{< /a >}}"
    ((found,), _) = read_shortcodes(text)
    assert isinstance(found, Shortcode)
    assert text[found.start : found.end] == text[2:]
    assert found.inner is not None
    assert text[slice(*found.inner)] == " x "


def test_an_argument_is_the_first_that_is_not_empty() -> None:
    ((found,), _) = read_shortcodes('{{< a b="" c=d >}}')
    assert isinstance(found, Shortcode)
    assert (found.argument("b", "c"), found.argument("e", "b")) == ("d", "")


def test_deep_ones_are_dissolved() -> None:
    beyond = 3
    depth = MAX_NESTING + beyond
    text = "{{< a >}}" * depth + "{{< b >}}{{< /b >}}{{< c >}}" + "{{< /a >}}" * depth
    items, faults = read_shortcodes(text)
    assert [(fault.offset, fault.code) for fault in faults] == [(900, "nested-too-deep")]
    for _ in range(MAX_NESTING):
        (found,) = items
        assert isinstance(found, Shortcode)
        items = found.items
    assert _shape(items) == [*([""] * (beyond + 2)), "c", *([""] * beyond)]


_PIECES = st.sampled_from(
    [
        *(
            "{{< a >}}",
            "{{< /a >}}",
            "{{% a %}}",
            "{{% /a %}}",
            "{{</>}}",
            "{{< b />}}",
            "{{< b",
            ">}}",
            "%}}",
        ),
        *(
            "{{</* ",
            " */>}}",
            '"',
            "`",
            "=",
            "\n",
            "{{< c.inline >}}",
            "{{< /c.inline >}}",
            "x",
            "/",
        ),
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_text_is_read_and_all_stands_in_order(text: str) -> None:
    items, faults = read_shortcodes(text)
    _assert_in_order(items, 0, len(text))
    assert all(0 <= fault.offset <= len(text) for fault in faults)
    assert list(faults) == sorted(faults, key=lambda fault: fault.offset)


def _assert_in_order(items: tuple[Item, ...], start: int, end: int) -> None:
    for item in items:
        assert start <= item.start < item.end <= end
        start = item.end
        if isinstance(item, Shortcode) and item.inner is not None:
            assert item.start < item.inner[0] <= item.inner[1] < item.end
            _assert_in_order(item.items, *item.inner)
