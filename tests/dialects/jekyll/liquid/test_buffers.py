"""Rendered text leads back to the places in the source that it came from."""

from hypothesis import given
from hypothesis import strategies as st

from app.problems import Fault
from tests.dialects.jekyll.liquid.sites import rendering, source, templates

INCLUDES = {"a.html": "in\ncluded {{ include.x }}", "b.html": "{% include a.html x=1 %}{% oops %}"}
SITE = templates(includes=INCLUDES, variables={"site": {"list": ["x", "y"], "n": 3}})
PAGE = {"title": "Neck", "rows": [{"k": "a", "w": 1}, {"k": None}], "html": "<b>x</b>"}

TOKENS = [
    "{{", "}}", "{%", "%}", "{{-", "-%}", "|", ":", ",", ".", "..", "(", ")", "[", "]", '"', "'",
    "==", "<", ">=", "contains", "and", "or", "in", "if", "elsif", "else", "endif", "unless",
    "endunless", "for", "endfor", "case", "when", "endcase", "assign", "capture", "endcapture",
    "comment", "endcomment", "raw", "endraw", "include", "a.html", "b.html", "x=1", "link",
    "post_url", "highlight", "endhighlight", "tablerow", "endtablerow", "cycle", "increment",
    "break", "continue", "liquid", "echo", "ifchanged", "endifchanged", "nothing", "=", "a", "b",
    "page", "page.title", "page.rows", "site.list", "site.n", "forloop", "nil", "empty", "blank",
    "true", "0", "-7", "2.5", "1000000000000", "'k'", "upcase", "split", "join", "where",
    "where_exp", "group_by", "sort", "date", "'%F'", "slice", "jsonify", "default", "map", "push",
    "size", "times", "divided_by", "replace", "slugify", "relative_url", "\n", "é", "\U0001f600",
]  # fmt: skip
OUTPUTS = st.lists(st.sampled_from(TOKENS), max_size=8).map(" ".join)
PARTS = st.one_of(
    OUTPUTS.map(lambda text: "{{ " + text + " }}"),
    OUTPUTS.map(lambda text: "{% " + text + " %}"),
    OUTPUTS.map(lambda text: "{% if true %}" + text + "{% endif %}"),
    OUTPUTS.map(lambda text: "{% for a in page.rows %}" + text + "{% endfor %}"),
    st.sampled_from(TOKENS),
    st.text(alphabet="{}%|'\" \t\n\x1b-.az09é中\U0001f600", max_size=9),
)
LITERALS = st.text(alphabet="ab{}% é\n\U0001f600", max_size=30)


@given(st.lists(PARTS, max_size=12).map("".join))
def test_no_template_raises_and_every_place_is_in_the_source(text: str) -> None:
    result = SITE.render(source(text), 0, PAGE)
    lines = result.text.source.text.split("\n")
    for offset in range(len(result.text.text) + 1):
        line, column = result.text.locate(offset)
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    for problem in result.problems:
        assert problem.line >= 1
        assert problem.column >= 1
    assert SITE.render(source(text), 0, PAGE) == result


@given(st.lists(st.tuples(LITERALS, st.sampled_from(["{{ page.title }}", "{% assign x = 1 %}"]))))
def test_text_outside_tags_is_unchanged_and_leads_to_itself(parts: list[tuple[str, str]]) -> None:
    pieces = [(literal.replace("{", "(").replace("}", ")"), tag) for literal, tag in parts]
    text = "".join(literal + tag for literal, tag in pieces)
    result = SITE.render(source(text), 0, PAGE)
    assert result.problems == ()
    at = place = 0
    for literal, tag in pieces:
        assert result.text.text[at : at + len(literal)] == literal
        for offset in range(len(literal)):
            assert result.text.origin(at + offset) == place + offset
        at += len(literal)
        if tag.startswith("{{"):
            assert result.text.text[at : at + 4] == "Neck"
            assert result.text.origin(at + 3) == place + len(literal)
            at += 4
        place += len(literal) + len(tag)


def located(text: str, start: int = 0) -> list[tuple[str, int, int]]:
    """Each character of what a text renders to, with where it came from."""
    result = SITE.render(source(text), start, PAGE)
    return [(sign, *result.text.locate(offset)) for offset, sign in enumerate(result.text.text)]


def test_text_in_blocks_has_its_own_place() -> None:
    text = "---\n---\n{% for i in (1..2) %}\na{{ i }}{% if true %}b{% endif %}{% endfor %}c"
    places = [place for place in located(text, 8) if place[0] != "\n"]
    assert places == [
        ("a", 4, 1), ("1", 4, 2), ("b", 4, 22),
        ("a", 4, 1), ("2", 4, 2), ("b", 4, 22),
        ("c", 4, 46),
    ]  # fmt: skip


def test_what_an_include_or_a_variable_puts_out_has_the_place_of_the_tag() -> None:
    text = "{% capture q %}x\ny{% endcapture %}{{ q }}\n {% include b.html %}z"
    places = located(text)
    assert {place[1:] for place in places[:3]} == {(2, 18)}
    assert places[3:5] == [("\n", 2, 25), (" ", 3, 1)]
    assert {place[1:] for place in places[5:-1]} == {(3, 2)}
    assert places[-1] == ("z", 3, 22)


def test_white_space_that_a_dash_takes_moves_no_place() -> None:
    assert located("a {{- 1 -}}  b\nc") == [
        ("a", 1, 1), ("1", 1, 3), ("b", 1, 14), ("\n", 1, 15), ("c", 2, 1),
    ]  # fmt: skip


def test_what_a_template_makes_is_text_as_a_file_may_hold_it() -> None:
    template = "{{ a }}|{{ '%00%EF%B7%90' | url_decode }}"
    result = rendering(template, a="1\r\n2\r3\ud800\ufdd0")
    assert result.text.text == "1\n2\n3\ufffd\ufffd|\ufffd\ufffd"
    assert result.text.origin(8) == 8


def test_raw_text_has_its_own_place() -> None:
    assert located("{% raw %}{{ a{% endraw %}")[3:] == [("a", 1, 13)]


def test_a_problem_of_the_rendered_text_is_reported_in_the_file() -> None:
    result = rendering("{% assign x = 1 %}\n\n[a](/none/)")
    offset = result.text.text.index("[")
    problem = result.text.problem(Fault(offset, "broken-link", "none"))
    assert (problem.file, problem.line, problem.column) == ("page.md", 3, 1)


def test_an_empty_rendering_lies_where_the_body_began() -> None:
    result = SITE.render(source("---\n---\n"), 8, PAGE)
    assert result.text.text == ""
    assert result.text.locate(0) == (3, 1)


def test_what_is_wrong_in_an_include_is_reported_in_its_file() -> None:
    result = SITE.render(source("{% include b.html %}{% include b.html %}"), 0, PAGE)
    assert [(problem.file, problem.line, problem.column) for problem in result.problems] == [
        ("_includes/b.html", 1, 25)
    ]
