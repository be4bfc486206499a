"""Names of variables are found as leniently as Ruby's Liquid finds them."""

import pytest

from tests.dialects.jekyll.liquid.sites import places, rendered, rendering


@pytest.mark.parametrize(
    ("name", "output", "expected"),
    [
        ("/dev/null", "dev", "a1"),
        ("'x y'", "x", "a1"),
        ("foo bar", "foo", "a1"),
        ("1x", "1x", "a1"),
        ("a-b", "a-b", "a1"),
        # Names that no output can have.
        ("a.b", "a.b", ""),
        ("(x)", "x", ""),
    ],
)
def test_a_capture_takes_the_first_name_and_runs_its_block(
    name: str, output: str, expected: str
) -> None:
    block = f"{{% capture {name} %}}a{{% assign inner = 1 %}}{{{{ inner }}}}{{% endcapture %}}"
    assert rendered(f"{block}[{{{{ {output} }}}}]{{{{ inner }}}}") == f"[{expected}]1"


@pytest.mark.parametrize("markup", ["", " /", ' "" '])
def test_a_capture_without_a_name_is_a_syntax_error(markup: str) -> None:
    result = rendering(f"{{% capture{markup} %}}a{{% endcapture %}}b")
    assert result.text.text == "b"
    assert places(result) == [("page.md", 1, 1, "liquid-syntax")]


@pytest.mark.parametrize(
    ("markup", "name", "expected"),
    [
        ("foo bar = 1", "bar", "1"),
        ("$x = 1", "x", "1"),
        ("{x = 'a b'", "x", "a b"),
        ("a, b = 'x = y'", "b", "x = y"),
    ],
)
def test_what_stands_before_the_name_of_a_variable_is_ignored_and_reported(
    markup: str, name: str, expected: str
) -> None:
    result = rendering(f"{{% assign {markup} %}}{{{{ {name} }}}}")
    assert result.text.text == expected
    assert places(result) == [("page.md", 1, 1, "liquid-syntax")]


@pytest.mark.parametrize("markup", ["'x' = 1", "x"])
def test_an_assignment_that_no_output_can_show_is_a_syntax_error(markup: str) -> None:
    result = rendering(f"{{% assign {markup} %}}b")
    assert result.text.text == "b"
    assert [problem.code for problem in result.problems] == ["liquid-syntax"]


@pytest.mark.parametrize("name", ["a.b", "a[0]", "a.b.c"])
def test_an_assignment_takes_a_path_for_a_name(name: str) -> None:
    result = rendering(f"{{% assign {name} = 1 %}}b{{{{ {name} }}}}{{{{ a }}}}")
    assert (result.text.text, result.problems) == ("b", ())


@pytest.mark.parametrize("name", ["x", "/x", "a.b", "x y"])
def test_a_counter_takes_all_of_its_text_as_its_name(name: str) -> None:
    tags = f"{{% increment {name} %}}{{% increment {name} %}}{{% decrement {name} %}}"
    assert rendered(f"{tags}{{% increment x | plus: 1 %}}") == "0110"
