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
        ('<svg role="img"><g><path d="M0"/><text>a</text></g></svg>', "svg"),
        ('<video controls><source src="/a.mp4"><iframe src="//b"></iframe></video>', "video"),
        ("<object><object></object><form></form></object>", "object"),
        ("<dialog open><button>a</button></dialog>", "dialog"),
        ("<fieldset><legend>a</legend><input name='b'></fieldset>", "fieldset"),
        ("<fieldset><input type='checkbox'>a <select></select></fieldset>", "fieldset"),
        (
            "<fieldset>a<fieldset><textarea></textarea></fieldset><form></form></fieldset>",
            "fieldset",
        ),
        ("<fieldset>a<fieldset>b</fieldset><button>c</button></fieldset>", "fieldset"),
        ("<fieldset><button>a</button>", "fieldset"),
    ],
)
def test_only_the_outermost_element_is_reported(html: str, name: str) -> None:
    assert problems(parse(f"{html}\n")) == [
        f"1:1 removed-html <{name}> was removed by the HTML sanitiser"
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<fieldset>a</fieldset>", "a"),
        ("<fieldset>a", "a"),
        ("<fieldset><legend>a</legend> b</fieldset>", "a b"),
        ("<fieldset>a<fieldset>b</fieldset>c</fieldset> <button>d</button>", "abc d"),
    ],
)
def test_a_frame_around_text_has_no_effect_and_the_text_remains(html: str, text: str) -> None:
    body = parse(f"{html}\n")
    (problem,) = problems(body)
    assert problem.startswith(
        "1:1 dropped-html HTML that has no effect here is not served: <fieldset>"
    )
    assert body.content.unpack().text == text


def test_what_a_frame_around_text_holds_is_reported() -> None:
    body = parse("<fieldset>a <embed src='/a.pdf'></fieldset>\n\n<select></select>\n")
    assert [problem.split(" ")[1] for problem in problems(body)] == ["removed-html", "dropped-html"]


def test_what_follows_a_removed_element_is_reported_again() -> None:
    body = parse("<form>a</form>\n\n<embed src='/a.pdf'>\n\n<dialog></dialog>\n")
    assert [problem.split(" ")[0] for problem in problems(body)] == ["1:1", "3:1", "5:1"]


def test_a_frame_names_the_setting_that_lets_it_through() -> None:
    (problem,) = parse('<iframe src="http://maps.example/a?b"></iframe>\n').problems
    assert problem.hint == (
        "To let it through, write `iframe_hosts: [maps.example]` into site.yaml, and https."
    )
    for source in ("/own", "http://[a", ""):
        (problem,) = parse(f'<iframe src="{source}"></iframe>\n').problems
        assert problem.hint.startswith("The API does not serve it")


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg role="img"><path d="M0"/></svg>',
        '<svg aria-label="a foot"><path d="M0"/></svg>',
        '<svg aria-labelledby="b"><title id="b">a foot</title></svg>',
        "<svg><g><text>12 %</text></g><text>13 %</text></svg>",
    ],
)
def test_a_drawing_that_says_something_is_lost(drawing: str) -> None:
    assert problems(parse(f"a {drawing}\n")) == [
        "1:3 removed-html <svg> was removed by the HTML sanitiser"
    ]


@pytest.mark.parametrize("end", ["</svg>", "<svg></svg></svg>", ""])
def test_any_other_drawing_is_an_ornament(end: str) -> None:
    body = parse(f'a <svg viewBox="0 0 1 1"><path d="M0"/>{end}\n')
    assert problems(body) == ["1:3 dropped-html HTML that has no effect here is not served: <svg>"]


def test_a_text_after_an_ornament_is_not_taken_for_its_own() -> None:
    body = parse("<svg><path/></svg> <text>a</text>\n")
    assert problems(body) == [
        "1:1 dropped-html HTML that has no effect here is not served: <svg>, <text>"
    ]


@pytest.mark.parametrize(
    "source", ["https://b.example/c.js", "//b.example/c.js", " HTTP://b.example"]
)
def test_a_script_of_another_site_may_show_something(source: str) -> None:
    assert problems(parse(f'<script src="{source}"></script>\n')) == [
        "1:1 removed-html <script> was removed by the HTML sanitiser"
    ]


@pytest.mark.parametrize(
    "script",
    [
        "<script>a()</script>",
        '<script src="/a.js"></script>',
        '<script async src="https://platform.twitter.com/widgets.js"></script>',
        '<script src="//www.instagram.com/embed.js"></script>',
        '<script src="//platform.instagram.com/en_US/embeds.js"></script>',
        '<script type="application/ld+json">{}</script>',
        '<script src="https://cdnjs.cloudflare.com/ajax/libs/flowbite/2.2.1/flowbite.js"></script>',
        '<script src="//cdn.jsdelivr.net/npm/mathjax@3/es5/tex-mml-chtml.js"></script>',
        '<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>',
    ],
)
def test_a_script_of_the_page_has_no_effect(script: str) -> None:
    assert problems(parse(f"{script}\n")) == [
        "1:1 dropped-html HTML that has no effect here is not served: <script>"
    ]


def test_a_button_and_a_handler_of_events_have_no_effect_and_the_text_remains() -> None:
    body = parse('<a href="/b/" onclick="c()">d</a> <button>e</button><canvas></canvas>\n')
    assert problems(body) == [
        "1:1 dropped-html HTML that has no effect here is not served: onclick, <button>, <canvas>"
    ]
    assert body.content.unpack().text == "d e"


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<select id="filter"><option>a</option></select>', "select"),
        ("<textarea>a</textarea>", "textarea"),
    ],
)
def test_a_control_in_no_form_has_no_effect(html: str, name: str) -> None:
    assert problems(parse(f"{html}\n")) == [
        f"1:1 dropped-html HTML that has no effect here is not served: <{name}>"
    ]
    named = html.replace(f"<{name}", f'<{name} form="order"', 1)
    assert problems(parse(f"{named}\n")) == [
        f"1:1 removed-html <{name}> was removed by the HTML sanitiser"
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<applet code="A.class"></applet>',
        '<object data="/a.swf"></object>',
        '<embed src="https://x.test/A.SWF">',
    ],
)
def test_what_browsers_do_not_run_any_more_has_no_effect(html: str) -> None:
    (problem,) = problems(parse(f"{html}\n"))
    assert problem.startswith("1:1 dropped-html")


@pytest.mark.parametrize("html", ['<object data="/a.pdf"></object>', '<embed src="/a.svg">'])
def test_other_plugins_show_something(html: str) -> None:
    (problem,) = problems(parse(f"{html}\n"))
    assert problem.startswith("1:1 removed-html")
