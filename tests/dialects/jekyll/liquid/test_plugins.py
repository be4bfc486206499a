"""Tags and filters of plugins are told from those that do not exist."""

import pytest

from app.dialects.jekyll.configuration import JekyllConfiguration
from app.dialects.jekyll.liquid.plugins import Pictures, read_plugins
from app.front_matter import read_yaml
from tests.dialects.jekyll.liquid.sites import places, rendering_of, source


def configuration(text: str) -> JekyllConfiguration:
    """Return the configuration of a text."""
    return JekyllConfiguration.of(read_yaml(text)[0])


def test_plugins_are_those_of_the_configuration_the_gemfile_and_the_folder() -> None:
    own = """\
module Telephone
  def tel_link(input)
    input
  end
end
Liquid::Template.register_filter(Telephone)
Liquid::Template.register_tag('map', Map)
Liquid::Template.register_tag :office, Office
"""
    plugins = read_plugins(
        configuration("plugins: [jekyll-toc]"),
        "gem 'jekyll_version_plugin'\n# gem 'jekyll-gist'\n",
        {"own.rb": source(own), "other.rb": source("def helper\nend")},
        {},
    )
    assert plugins.tags == {
        "toc": "jekyll-toc",
        "project_version": "jekyll_version_plugin",
        "map": "_plugins/own.rb",
        "office": "_plugins/own.rb",
    }
    assert set(plugins.filters) == {"toc", "toc_only", "inject_anchors", "tel_link"}
    assert plugins.pictures is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('name = "mark"\nLiquid::Template.register_tag(name, Mark)', {"mark", "notes"}),
        ("NAME = 'mark'.freeze\nLiquid::Template.register_tag NAME, Mark", {"mark", "notes"}),
        (
            "['one', 'two'].each { |name| Liquid::Template.register_tag(name, Mark) }",
            {"one", "two", "notes"},
        ),
        ("Liquid::Template.register_tag(Mark.tag_name, Mark)", {"notes"}),
        ("other = 'mark'\nLiquid::Template.register_tag('note', Mark)", {"note"}),
        ("other = 'mark'", set()),
    ],
)
def test_a_tag_that_is_named_by_a_variable_may_be_any_word_of_the_file(
    text: str, names: set[str]
) -> None:
    plugins = read_plugins(configuration(""), "", {"tags/notes.rb": source(text)}, {})
    assert plugins.tags == dict.fromkeys(names, "_plugins/tags/notes.rb")


def test_settings_of_pictures_are_those_of_configuration_and_data() -> None:
    presets = {"presets": {"direct": {"markup": "direct_url"}, "large": {"markup": "picture"}}}
    plugins = read_plugins(
        configuration("plugins: [jekyll_picture_tag]\npicture: {source: ./images/full/}"),
        "",
        {},
        presets,
    )
    assert plugins.pictures == Pictures("images/full", frozenset({"direct"}))


def test_a_tag_or_filter_of_a_plugin_is_a_hint() -> None:
    plugins = read_plugins(
        configuration("plugins: [jekyll-toc]"), "gem 'jekyll_version_plugin'", {}, {}
    )
    result = rendering_of("{% project_version %}{{ 'a' | toc_only }}{{ 'b' | tok }}", plugins)
    assert result.text.text == "ab"
    assert places(result) == [
        ("page.md", 1, 1, "liquid-plugin"),
        ("page.md", 1, 31, "liquid-plugin"),
        ("page.md", 1, 51, "liquid-unknown-filter"),
    ]


def test_a_link_to_a_page_that_a_plugin_makes_is_no_problem() -> None:
    made = "site.pages << PageWithoutAFile.new(site, site.source, 'shop', \"#{a}.md\")\n"
    plugins = read_plugins(configuration(""), "", {"a.rb": source(made)}, {})
    result = rendering_of("{% link shop/a.md %} {% link shops/a.md %}", plugins)
    assert result.text.text == "/clinic/shop/a.html "
    assert places(result) == [("page.md", 1, 22, "liquid-reference")]


def test_a_plugin_that_is_not_known_may_add_a_tag_of_its_name() -> None:
    gemfile = "gem 'jekyll-cloudinary'\ngem 'jekyll_web_cards'\ngem 'jekyll-toc'\n"
    assert read_plugins(configuration(""), gemfile, {}, {}).tags == {
        "cloudinary": "jekyll-cloudinary",
        "web_cards": "jekyll_web_cards",
        "toc": "jekyll-toc",
    }


BLANK = "{% if page.a == blank %}=={% endif %}{% if page.a != blank %}!={% endif %}"
CASE = "{% case page.a %}{% when blank %}=={% else %}!={% endcase %}"


@pytest.mark.parametrize("template", [BLANK, CASE])
@pytest.mark.parametrize(
    ("value", "is_blank"),
    [
        (None, True),
        (False, True),
        ("", True),
        (" \n", True),
        ([], True),
        ({}, True),
        (0, False),
        (True, False),
        ("a", False),
        ([None], False),
        ({"a": None}, False),
    ],
)
@pytest.mark.parametrize(
    ("text", "gemfile"),
    [("plugins: [jemoji]", ""), ("plugins: [jekyll-mentions]", ""), ("", "gem 'github-pages'\n")],
)
def test_plugins_that_load_rails_know_what_is_blank(
    template: str, value: object, is_blank: bool, text: str, gemfile: str
) -> None:
    plugins = read_plugins(configuration(text), gemfile, {}, {})
    result = rendering_of(template, plugins, {"a": value}).text.text
    assert result == ("==" if is_blank else "!=")


@pytest.mark.parametrize("value", [None, "", False])
def test_other_plugins_do_not(value: object) -> None:
    plugins = read_plugins(configuration("plugins: [jekyll-toc]"), "", {}, {})
    assert rendering_of(BLANK, plugins, {"a": value}).text.text == "!="
