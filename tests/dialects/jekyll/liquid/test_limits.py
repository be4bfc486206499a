"""Templates that exceed a limit are reported and bounded, and affect no other document."""

import tracemalloc
from collections import UserDict
from typing import Any

import pytest

from app.dialects.jekyll.liquid.limits import (
    DEPTH,
    ITEMS,
    OWN_STEPS,
    PARSING_STEPS,
    SHARED_STEPS,
    STEPS,
    TEXT,
)
from app.dialects.jekyll.liquid.templates import Rendering
from tests.dialects.jekyll.liquid.hostile import ANSWERED, INCLUDES, LIMITED, PAGE, loop
from tests.dialects.jekyll.liquid.sites import places, source, templates

# The body of a loop that takes many steps and writes little.
BUSY = "{{ i }}" + "{% assign x = i %}" * 9


class Everything(UserDict[Any, str]):
    """A mapping in which every name is there."""

    def __missing__(self, key: object) -> str:
        return "secret"

    def __contains__(self, key: object) -> bool:
        return True


def render(text: str) -> Rendering:
    return templates(includes=INCLUDES).render(source(text), 0, PAGE)


@pytest.mark.parametrize("name", LIMITED)
def test_what_exceeds_a_limit_is_a_problem(name: str) -> None:
    result = render(LIMITED[name])
    assert "liquid-limit" in {problem.code for problem in result.problems}
    assert len(result.text.text) <= TEXT


@pytest.mark.parametrize("name", ANSWERED)
def test_what_is_odd_is_answered(name: str) -> None:
    assert len(render(ANSWERED[name]).text.text) <= TEXT


def test_what_was_rendered_before_a_limit_is_served() -> None:
    result = render("before\n\n" + loop(90_000, BUSY) + "\nafter")
    assert result.text.text.startswith("before\n\n1234567")
    assert "after" not in result.text.text
    assert [(problem.line, problem.code) for problem in result.problems] == [(3, "liquid-limit")]
    assert f"{STEPS:,} steps" in result.problems[0].message


def test_a_limit_in_an_include_is_reported_at_the_include() -> None:
    result = render("a\n{% include itself.html %}\nb")
    assert places(result) == [("page.md", 2, 1, "liquid-limit")]


def test_one_document_has_no_effect_on_the_next() -> None:
    site = templates(includes=INCLUDES)
    site.render(source(LIMITED["loops in loops"]), 0, PAGE)
    assert site.render(source("{{ 'a' | upcase }}"), 0, PAGE).text.text == "A"
    looping = source(LIMITED["an include that loops"])
    again = [site.render(looping, 0, PAGE) for _ in range(2)]
    assert again[0].problems == again[1].problems
    assert again[0].text.text == again[1].text.text


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..%2F..%2Fetc%2Fpasswd",
        "%2e%2e/secret.html",
        "a/../../secret.html",
        "./secret.html",
        "a//secret.html",
        "..\\secret.html",
        "{{ page.out }}",
    ],
)
@pytest.mark.parametrize("tag", ["include", "include_relative"])
def test_no_include_leads_out(name: str, tag: str) -> None:
    # Every file is there for the asking, so the name alone decides.
    everything = Everything()
    site = templates(includes=everything, pieces=everything)
    assert site.render(source(f"{{% {tag} a.html %}}"), 0, {}).text.text == "secret"
    text = f"a{{% {tag} {name} %}}b"
    result = site.render(source(text), 0, {"out": "../../etc/passwd"})
    assert result.text.text == "ab"
    assert places(result) == [("page.md", 1, 2, "liquid-include")]


@pytest.mark.parametrize(
    "name", ["doubling by replace", "doubling by join", "100 MB by doubling", "lists in lists"]
)
def test_what_would_be_too_large_is_never_made(name: str) -> None:
    tracemalloc.start()
    try:
        render(LIMITED[name])
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_blocks_and_includes_nest_together_up_to_the_limit() -> None:
    # Each include takes two levels: itself and the output in it.
    result = templates(includes={"a.html": "x{% if true %}{% include a.html %}{% endif %}"}).render(
        source("{% include a.html %}"), 0, {}
    )
    assert result.text.text == "x" * (DEPTH // 2)


@pytest.mark.parametrize("tag", ["include", "include_relative"])
def test_a_path_from_the_root_is_one_from_the_folder(tag: str) -> None:
    result = render(f"a{{% {tag} /etc/passwd %}}b")
    assert result.text.text == "ab"
    assert places(result) == [("page.md", 1, 2, "liquid-include")]
    assert '"etc/passwd"' in result.problems[0].message


def test_a_loop_may_take_as_many_turns_as_the_limit_says_and_no_more() -> None:
    assert render(loop(ITEMS, "")).problems == ()
    result = render(loop(ITEMS + 1, ""))
    assert f"{ITEMS:,} entries" in result.problems[0].message


@pytest.mark.parametrize("name", ["markdownify", "slugify", "smartify", "number_of_words"])
def test_a_slow_filter_is_charged_by_the_text_that_it_reads(name: str) -> None:
    doubled = "{% for i in (1..12) %}{% assign s = s | append: s %}{% endfor %}"
    text = f"{{% assign s = 'abcdefgh' %}}{doubled}"
    once = f"{text}{{{{ s | {name} | size }}}}"
    often = f"{text}{{% for i in (1..300) %}}{{% assign t = s | {name} %}}{{% endfor %}}"
    assert not render(once).problems
    assert [problem.code for problem in render(often).problems] == ["liquid-limit"]


def test_markdown_is_charged_for_every_character() -> None:
    text = "{% assign s = 'abcdefgh' %}{% for i in (1..10) %}{% assign s = s | append: s %}"
    text += "{% endfor %}{% for i in (1..N) %}{% assign t = s | markdownify %}{% endfor %}"
    assert render(text.replace("N", "10")).problems == ()
    assert [problem.code for problem in render(text.replace("N", "40")).problems] == [
        "liquid-limit"
    ]


def test_a_list_of_some_hundred_posts_with_excerpts_fits() -> None:
    excerpt = "{% capture text %}" + "Some *words*. " * 20 + "{% endcapture %}"
    post = "{% if i %}{{ text | markdownify | strip_html | truncate: 300 }}{% endif %}"
    result = render(excerpt + loop(500, f"{post}{{{{ i | markdownify }}}}"))
    assert result.problems == ()


def test_parsing_has_a_limit_of_its_own() -> None:
    (problem,) = render("{{ a }}" * PARSING_STEPS).problems
    assert problem.message == f"the template takes more than {PARSING_STEPS:,} steps"


def test_texts_that_are_kept_in_a_list_are_bounded() -> None:
    tracemalloc.start()
    try:
        doubled = "{% for i in (1..16) %}{% assign s = s | append: s %}{% endfor %}"
        kept = loop(90_000, "{% assign t = s | append: i %}{% assign a = a | push: t %}")
        render(f"{{% assign s = 'abcdefgh' %}}{doubled}{{% assign a = '' | split: ',' %}}{kept}")
        assert tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()


def test_the_documents_of_a_site_share_a_number_of_steps() -> None:
    """Documents that do little are rendered, whatever others do."""
    site = templates()
    greedy, modest = loop(30_000, BUSY * 3), loop(1_000, "{{ i }}")
    results = [site.render(source(greedy, f"{number}.md"), 0, {}) for number in range(20)]
    lengths = [len(result.text.text) for result in results]
    whole = SHARED_STEPS // (STEPS - OWN_STEPS)
    assert set(lengths[:whole]) == {lengths[0]}
    assert lengths[0] > lengths[whole] > lengths[whole + 1] == lengths[-1]
    (problem,) = results[-1].problems
    assert (problem.file, problem.code) == ("19.md", "liquid-limit")
    assert f"{SHARED_STEPS:,} steps" in problem.message
    assert f'first "0.md", which takes {STEPS - OWN_STEPS:,} more' in problem.hint
    assert site.render(source(modest), 0, {}).problems == ()
