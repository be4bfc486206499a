"""Old addresses in front matter, in every form that authors give them."""

from collections.abc import Mapping

import pytest

from app.dialects.native import NativeDialect
from app.front_matter import read_front_matter
from app.library.moves.aliases import AliasUpdate, alias_edits, written_aliases
from app.library.moves.editable_text import EditableText
from app.markdown.edits import EditedText
from app.site.schema import Site


def after(
    text: str,
    add: str | None,
    remove: tuple[str, ...] = (),
    rewrite: Mapping[str, str] | None = None,
) -> str | None:
    """The text with the alias `add` and without others; None if that is not certain."""
    editable = EditableText.of("a.md", text.encode())
    assert editable is not None
    front_matter, _ = read_front_matter(editable.source.text)
    key = NativeDialect(Site()).alias_key
    edits = alias_edits(editable, front_matter, key, AliasUpdate(add, remove, rewrite or {}))
    return None if edits is None else EditedText(editable.text, edits).text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# T\n", "---\naliases:\n  - /x/\n---\n\n# T\n"),
        ("# T\r\n", "---\r\naliases:\r\n  - /x/\r\n---\r\n\r\n# T\r\n"),
        ("---\n---\nT", "---\naliases:\n  - /x/\n---\nT"),
        ("---\na: 1\n---\nT", "---\na: 1\naliases:\n  - /x/\n---\nT"),
        (
            "---\r\na: |\r\n  b\r\n\r\n---\r\n",
            "---\r\na: |\r\n  b\r\n\r\naliases:\r\n  - /x/\r\n---\r\n",
        ),
        ("---\n  a: 1\n---\nT", "---\n  a: 1\n  aliases:\n    - /x/\n---\nT"),
        ("---\na: 1\n...\nT", "---\na: 1\naliases:\n  - /x/\n...\nT"),
        ("---\n{a: 1}\n---\n", "---\n{aliases: [/x/], a: 1}\n---\n"),
        ("---\n{}\n---\n", "---\n{aliases: [/x/]}\n---\n"),
        ("---\naliases: /o/ # a\n---\n", "---\naliases: [/o/, /x/] # a\n---\n"),
        ("---\nredirect_from: '/o/'\n---\n", "---\nredirect_from: ['/o/', '/x/']\n---\n"),
        ("---\naliases: [/o/]\n---\n", "---\naliases: [/o/, /x/]\n---\n"),
        ('---\naliases: ["/o/"] # a\n---\n', '---\naliases: ["/o/", "/x/"] # a\n---\n'),
        ("---\naliases: []\n---\n", "---\naliases: [/x/]\n---\n"),
        ("---\naliases:\n- /o/\nb: 1\n---\n", "---\naliases:\n- /o/\n- /x/\nb: 1\n---\n"),
        (
            "---\naliases:\n  -  '/o/' # a\n---\n",
            "---\naliases:\n  -  '/o/' # a\n  -  '/x/'\n---\n",
        ),
        ("---\naliases: [\n  /o/,\n]\n---\n", "---\naliases: [\n  /o/,\n  /x/,\n]\n---\n"),
        ("+++\na = 1\n[b]\nc = 2\n+++\n", '+++\naliases = ["/x/"]\na = 1\n[b]\nc = 2\n+++\n'),
        ("+++\naliases = ['/o/'] # a\n+++\n", "+++\naliases = ['/o/', '/x/'] # a\n+++\n"),
        (
            '+++\naliases = [\n  "/o/",\n  "/p/"\n]\n+++\n',
            '+++\naliases = [\n  "/o/",\n  "/p/",\n  "/x/"\n]\n+++\n',
        ),
        ('{\n  "a": 1\n}\nT', '{\n  "aliases": ["/x/"],\n  "a": 1\n}\nT'),
        ('{"aliases": []}\nT', '{"aliases": ["/x/"]}\nT'),
        ('{"aliases": ["/o/"], "b": 1}\n', '{"aliases": ["/o/", "/x/"], "b": 1}\n'),
    ],
)
def test_an_alias_is_added_in_the_form_that_is_there(old: str, new: str) -> None:
    assert after(old, "/x/") == new
    added = written_aliases(read_front_matter(new.replace("\r\n", "\n"))[0])
    assert added is not None
    assert added.values[-1] == "/x/"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("---\na: 1\naliases: /o/ # a\nb: 1\n---\n", "---\na: 1\nb: 1\n---\n"),
        ("---\naliases: [/o/]\nb: 1\n---\n", "---\nb: 1\n---\n"),
        ("---\naliases: [/o/, /p/]\n---\n", "---\naliases: [/p/]\n---\n"),
        ("---\naliases: [/p/, '/o/']\n---\n", "---\naliases: [/p/]\n---\n"),
        ("---\naliases:\n- /o/\n- /p/\n---\n", "---\naliases:\n- /p/\n---\n"),
        ("---\naliases:\n  - /p/\n  - /o/ # a\nb: 1\n---\n", "---\naliases:\n  - /p/\nb: 1\n---\n"),
        ("---\naliases:\n  - /o/\nb: 1\n---\n", "---\nb: 1\n---\n"),
        ('+++\naliases = [\n  "/o/",\n]\nb = 1\n+++\n', "+++\nb = 1\n+++\n"),
        ('+++\naliases = ["/o/", "/p/"]\n+++\n', '+++\naliases = ["/p/"]\n+++\n'),
        ("---\naliases: [/p/]\n---\n", "---\naliases: [/p/]\n---\n"),
        ("---\n{t: A, aliases: [/o/]}\n---\n", "---\n{t: A, aliases: []}\n---\n"),
        ("---\n{t: A, aliases: '/o/', b: 1}\n---\n", "---\n{t: A, aliases: [], b: 1}\n---\n"),
        ('{"t": "A", "aliases": ["/o/"]}\n# A\n', '{"t": "A", "aliases": []}\n# A\n'),
        ('{\n"t": 1,\n"aliases": [\n"/o/"\n]\n}\n', '{\n"t": 1,\n"aliases": []\n}\n'),
        ('{\n  "aliases": ["/o/"],\n  "t": 1\n}\n', '{\n  "t": 1\n}\n'),
        ('{\n"aliases": ["/o/"], "t": 1}\n', '{\n"aliases": [], "t": 1}\n'),
    ],
)
def test_an_alias_is_removed_with_what_held_it(old: str, new: str) -> None:
    assert after(old, None, ("/o/",)) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("---\naliases: /o/\n---\n", "---\naliases: /x/\n---\n"),
        ("---\naliases: [/p/, '/o/', /q/]\n---\n", "---\naliases: [/p/, '/x/', /q/]\n---\n"),
        ("---\naliases:\n- /o/\n---\n", "---\naliases:\n- /x/\n---\n"),
    ],
)
def test_one_takes_the_place_of_another(old: str, new: str) -> None:
    assert after(old, "/x/", ("/o/",)) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[/old/, /a/, /o/, /o]", "[/old/, /a/]"),
        ("['/o/', /o, /a/]", "[/a/]"),
        ("[/o, /a/, /o/]", "[/a/]"),
        ("[/o, /o/, /a/, /o/ ,\n  /o, ]", "[/a/ , ]"),
    ],
)
def test_neighbours_are_removed_together(old: str, new: str) -> None:
    text = f"---\naliases: {old}\n---\n"
    assert after(text, None, ("/o/", "/o")) == f"---\naliases: {new}\n---\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("aliases: o\n", "aliases: [/a/o, /x/]\n"),
        ("aliases: 'o' # a\n", "aliases: ['/a/o', '/x/'] # a\n"),
        ("aliases: [o, /p/]\n", "aliases: [/a/o, /p/, /x/]\n"),
        ("aliases:\n- /p/\n- o\n", "aliases:\n- /p/\n- /a/o\n- /x/\n"),
        ('aliases: ["\\x6f", /p/]\n', None),
    ],
)
def test_one_is_written_in_another_form(old: str, new: str | None) -> None:
    text = after(f"---\n{old}---\n", "/x/", (), {"o": "/a/o"})
    assert text == (None if new is None else f"---\n{new}---\n")


def test_one_is_written_in_another_form_without_a_new_one() -> None:
    assert after("---\naliases: o\n---\n", None, (), {"o": "/a/o"}) == "---\naliases: /a/o\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\na: &a [/o/]\naliases: *a\n---\n",
        '---\naliases: "\\x2fo/"\n---\n',
        "---\naliases: >\n  /o/\n---\n",
    ],
)
def test_a_form_that_is_not_certain_is_left(text: str) -> None:
    assert after(text, "/x/", ("/o/",)) is None
