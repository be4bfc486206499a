"""No value of a configuration stops the reading of its tree."""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.library.load import load
from tests.conftest import site_at

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.sampled_from(
        ["posts", "a", "/:title/", ":sections[9]", "(", "[z-a]", "{", "*", "**/", "es"]
    ),
    st.sampled_from(["http://[", "2024-02-30", "../..", "content", ":year", "%", "\\", "page"]),
)
JEKYLL = (
    *("title", "name", "url", "baseurl", "lang", "timezone", "collections", "collections_dir"),
    *("defaults", "scope", "path", "type", "values", "permalink", "include", "exclude"),
    *("kramdown", "input", "toc_levels", "auto_ids", "limit_posts", "plugins", "markdown"),
    *("markdown_ext", "excerpt_separator", "output", "order", "sort_by", "posts", "published"),
    *("data_dir", "includes_dir", "destination", "future"),
)
HUGO = (
    *("title", "baseURL", "timeZone", "languages", "es", "weight", "contentDir", "disabled"),
    *("defaultContentLanguage", "defaultContentLanguageInSubdir", "module", "mounts", "source"),
    *("target", "lang", "sites", "matrix", "permalinks", "page", "section", "uglyURLs", "menus"),
    *("main", "name", "pageRef", "identifier", "frontmatter", "date", "cascade", "path", "kind"),
    *("ignoreFiles", "taxonomies", "disableKinds", "markup", "goldmark", "parser", "attribute"),
    *("block", "autoHeadingID", "sectionPagesMenu", "params", "description", "staticDir"),
)
FILES = {
    "_posts/2024-01-02-a.md": "---\ntitle: A\n---\n",
    "content/es/_index.md": "---\ntitle: B\n---\n",
    "content/b/c.md": "---\ntitle: C\ndate: 2024-01-02\n---\n",
    "static/d.txt": "d",
    "e.md": "---\n---\n# E\n",
}


def configurations(keys: tuple[str, ...]) -> st.SearchStrategy[object]:
    """Mappings of known keys to values of any type."""
    inner = st.recursive(
        SCALARS,
        lambda values: (
            st.lists(values, max_size=3)
            | st.dictionaries(st.sampled_from(keys), values, max_size=4)
        ),
        max_leaves=8,
    )
    return st.dictionaries(st.sampled_from(keys), inner, max_size=6)


@settings(max_examples=40)
@given(
    st.one_of(
        st.tuples(st.just("_config.yml"), configurations(JEKYLL)),
        st.tuples(st.just("hugo.yaml"), configurations(HUGO)),
    )
)
def test_any_configuration_can_be_read(configuration: tuple[str, object]) -> None:
    name, values = configuration
    with tempfile.TemporaryDirectory() as folder:
        content = site_at(Path(folder), {**FILES, name: json.dumps(values)})
        for problem in load(content).problems:
            assert problem.line >= 1


def test_a_slice_of_very_many_digits_is_no_error(tmp_path: Path) -> None:
    text = f"permalinks: {{b: '/:sections[{'9' * 5000}]/:title/'}}\n"
    assert len(load(site_at(tmp_path, {**FILES, "hugo.yaml": text})).pages) == 2
