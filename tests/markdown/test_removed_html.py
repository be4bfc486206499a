"""Raw HTML that is not served is reported once, by what readers lose."""

import pytest

from tests.markdown.bodies import parse, problems


def test_attributes_and_tags_without_effect_are_one_hint_a_file() -> None:
    body = parse(
        'a\n\n<p style="x" class="y">b</p>\n\n'
        '<font color="z">c</font> <i style="d" target="e">f</i>\n'
    )
    assert problems(body) == [
        "3:1 dropped-html HTML that has no effect here is not served: style (2), <font>, target"
    ]


def test_many_names_are_cut() -> None:
    names = " ".join(f'data-{letter}="1"' for letter in "abcdefgh")
    (problem,) = problems(parse(f"<p {names}>b</p>\n"))
    assert problem.endswith("data-a, data-b, data-c, data-d, data-e, data-f, …")


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<form action="/x"><label>a</label><input name="b"><button>c</button></form>', "form"),
        ('<svg viewBox="0 0 1 1"><g><path d="M0"/></g></svg>', "svg"),
        ('<video controls><source src="/a.mp4"><iframe src="//b"></iframe></video>', "video"),
        ("<object><object></object><form></form></object>", "object"),
        ("<button onclick='a()'>b</button>", "button"),
    ],
)
def test_only_the_outermost_element_is_reported(html: str, name: str) -> None:
    assert problems(parse(f"{html}\n")) == [
        f"1:1 removed-html <{name}> was removed by the HTML sanitiser"
    ]


def test_what_follows_a_removed_element_is_reported_again() -> None:
    body = parse("<form>a</form>\n\n<embed src='/a.swf'>\n\n<select></select>\n")
    assert [problem.split(" ")[0] for problem in problems(body)] == ["1:1", "3:1", "5:1"]


def test_a_frame_names_the_setting_that_lets_it_through() -> None:
    (problem,) = parse('<iframe src="http://maps.example/a?b"></iframe>\n').problems
    assert problem.hint == (
        "To let it through, write `iframe_hosts: [maps.example]` into site.yaml, and https."
    )
    for source in ("/own", "http://[a", ""):
        (problem,) = parse(f'<iframe src="{source}"></iframe>\n').problems
        assert problem.hint == "Leave it to the front end."


def test_scripts_are_lost_but_data_for_machines_has_no_effect() -> None:
    assert problems(parse("<script>a()</script>\n")) == [
        "1:1 removed-html <script> was removed by the HTML sanitiser"
    ]
    assert problems(parse('<script type="application/ld+json">{}</script>\n')) == [
        "1:1 dropped-html HTML that has no effect here is not served: <script>"
    ]


def test_a_handler_of_events_is_lost() -> None:
    assert problems(parse('<a href="/b/" onclick="c()">d</a>\n')) == [
        '1:1 removed-html the attribute "onclick" of <a> was removed by the HTML sanitiser'
    ]
