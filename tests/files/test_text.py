"""Bytes → text: what is refused, what is mended, and the way back to lines and columns."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.files.text import SourceText, damaged_words, decode, mend
from app.problems import Fault, Problem

# The bytes to which Windows-1252 gives no sign; programs then keep them as they are.
_UNUSED = frozenset(b"\x81\x8d\x8f\x90\x9d")


def damaged(text: str) -> str:
    """The text as it looks once its UTF-8 has been read as Windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252" if byte not in _UNUSED else "latin-1")
        for byte in text.encode()
    )


def read(data: bytes | str) -> SourceText:
    source = decode("a.md", data if isinstance(data, bytes) else data.encode())
    assert isinstance(source, SourceText)
    return source


def refused(data: bytes) -> tuple[int, int, str]:
    problem = decode("a.md", data)
    assert isinstance(problem, Problem)
    assert (problem.file, problem.code) == ("a.md", "not-text")
    return problem.line, problem.column, problem.message


def located(source: SourceText, word: str) -> tuple[int, int]:
    """Where in the file a word of the mended text stands."""
    return source.locate(source.text.index(word))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\nb\n", "a\nb\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        (b"a\r\n\rb\n\r", "a\n\nb\n\n"),
        (b"\xef\xbb\xbfa", "a"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
        ("é\u2028\x85".encode(), "é\u2028\x85"),
    ],
)
def test_marks_and_line_ends_are_taken_off(data: bytes, text: str) -> None:
    assert read(data).text == text


def test_what_is_no_utf_8_is_refused_at_its_place() -> None:
    assert refused(b"caf\xe9")[:2] == (1, 4)
    assert "0xE9" in refused(b"caf\xe9")[2]
    assert refused("é\r\nüber ".encode() + b"\xff")[:2] == (2, 6)
    assert refused(b"\xef\xbb\xbfab\xff")[:2] == (1, 3)
    assert refused(b"a\rb\r\nc\xc3")[:2] == (3, 2)
    assert refused("é\né\0".encode())[:2] == (2, 2)
    assert refused("é\ufdd0".encode())[:2] == (1, 2)
    assert "UTF-16" in refused("a".encode("utf-16"))[2]
    assert "UTF-32" in refused("a".encode("utf-32"))[2]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_and_columns_are_those_of_the_file(newline: str, mark: str) -> None:
    source = read(mark + newline.join(["one", "", "zwölf drei", "日本 vier 🙂 fünf", ""]))
    assert located(source, "one") == (1, 1)
    assert located(source, "drei") == (3, 7)
    assert located(source, "vier") == (4, 4)
    assert located(source, "fünf") == (4, 11)
    assert source.locate(len(source.text)) == (5, 1)
    assert source.locate(10_000) == (5, 1)
    assert source.locate(-1) == (1, 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_columns_count_what_stands_in_the_file_before_it_is_mended(newline: str, mark: str) -> None:
    before = damaged("Golfer’s")
    line = f"{before} and {before}, then **[{before}](/golf/)** end"
    source = read(mark + newline.join(["first", line, "then"]))
    assert source.text == "first\nGolfer’s and Golfer’s, then **[Golfer’s](/golf/)** end\nthen"
    # Golferâ€™s has ten characters, Golfer’s has eight.
    assert len(before) == 10
    assert located(source, "and") == (2, 12)
    assert located(source, "then **") == (2, 28)
    assert located(source, "[") == (2, 35)
    assert located(source, "(") == (2, 47)
    assert located(source, "end") == (2, 58)
    assert located(source, "then") == (2, 28)
    assert source.locate(source.text.rindex("then")) == (3, 1)
    assert [(p.line, p.column, p.message) for p in source.mojibake()] == [
        (2, column, '"Golferâ€™s" is doubly encoded; served as "Golfer’s"')
        for column in (1, 16, 36)
    ]


def test_a_column_within_a_word_that_is_mended_twice() -> None:
    source = read(f'x: "{damaged("Ü")}b{damaged("ä")}c"')
    assert source.text == 'x: "Übäc"'
    assert [located(source, letter)[1] for letter in 'Übäc"'] == [5, 7, 8, 10, 4]
    assert source.locate(source.text.rindex('"')) == (1, 11)


def test_a_fault_becomes_a_problem_at_its_line() -> None:
    problem = read("é\nab").problem(Fault(3, "broken-link", "told", "Hint."))
    assert problem == Problem("a.md", 2, 2, "broken-link", "told", "Hint.")
    assert str(problem) == "a.md:2:2: warning[broken-link]: told. Hint."


@pytest.mark.parametrize(
    "sound",
    [
        "Golfer’s elbow",
        "“Quoted” ‘single’ – and — dashes…",
        "Crème brûlée, naïve façade, Ærø, Łódź, İstanbul, Größe",
        "ÂME ÃO PAULO À É Ü",
        "São Paulo, Ñandú, Århus, ÎLE",
        "Zürich–Genève",
        "10 € or 5 £, 20 °C ± 1, ½ cup, 3 × 4, §5, ©2024™ ®",
        "Физиотерапия и массаж",
        "العلاج الطبيعي",
        "理学療法、膝の痛み",
        "물리치료",
        "हिन्दी में",
        "🙂👩‍⚕️🏃🏽‍♀️🇺🇸",
        "«Bonjour» ¿qué? ¡Hola!",
        "naïve’s café’s",
        "Å“ is two letters",
        "",
    ],
)
def test_sound_text_is_never_touched(sound: str) -> None:
    assert damaged_words(sound) == ()
    assert mend(sound.encode()) == sound.encode()


@pytest.mark.parametrize(
    "text",
    [
        "Golfer’s",
        "“Quoted”",
        "Crème",
        "Größe",
        "naïve",
        "–",
        "…",
        "膝",
        "боль",
        "½",
        "it’s—here",
    ],
)
def test_what_was_read_as_windows_1252_is_mended(text: str) -> None:
    wrong = damaged(text)
    assert mend(f"a {wrong} z".encode()).decode() == f"a {text} z"
    (repair,) = damaged_words(f"a {wrong} z")
    assert (repair.start, repair.damaged, repair.repaired) == (2, wrong, text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("{0}\n```\n{0}\n```\n{0}\n", 2),
        ("~~~ x\r\n{0}\r\n~~~\r\n{0}\r\n", 1),
        ("> ````\n> {0}\n> ```\n> {0}\n> ````\n{0}", 1),
        ("- a\n\n  ```\n  {0}\n  ```\n  ```\n{0}\n", 0),
        ("~~~\n```\n{0}\n~~~\n{0}\n", 1),
        ("```a`\n{0}\n", 1),
        ("a ```\n{0}\n", 1),
        ("```\n``` a\n{0}\n", 0),
    ],
)
def test_fenced_code_shows_what_is_written(text: str, number: int) -> None:
    wrong = damaged("Golfer’s")
    whole = text.format(wrong)
    assert len(damaged_words(whole)) == number
    assert mend(whole.encode()).decode().count(wrong) == text.count("{0}") - number


WORDS = st.one_of(
    st.sampled_from(
        ["plain", "Golfer’s", "naïve", "“so”", "—", "日本語", "🙂", "**", "[a](/b)", "c++", "été"]
    ),
    st.text(
        st.characters(exclude_categories=["Cs", "Z", "Cc", "Cn", "Co"], max_codepoint=0x2FFF),
        min_size=1,
        max_size=8,
    ),
)
SPACES = st.sampled_from([" ", "\n", "\r\n", "\r", "\t", "  "])


@given(st.lists(st.tuples(WORDS, SPACES, st.booleans()), max_size=12), st.booleans())
@example([("Golfer’s", "\r\n", True), ("tail", "\r", False)], True)
def test_mending_changes_damaged_words_and_nothing_else(
    words: list[tuple[str, str, bool]], mark: bool
) -> None:
    pieces = []
    for word, space, is_damaged in words:
        pieces += [damaged(word) if is_damaged else word, space]
    text = ("\ufeff" if mark else "") + "".join(pieces)
    repairs = damaged_words(text)
    mended = mend(text.encode()).decode()
    # Put together anew, the file has every character that is in no damaged word.
    rebuilt, end = [], 0
    for repair in repairs:
        assert repair.start >= end
        assert text[repair.start : repair.start + len(repair.damaged)] == repair.damaged
        assert repair.repaired != repair.damaged
        assert not any(space in repair.damaged for space in " \t\r\n\ufeff")
        rebuilt += [text[end : repair.start], repair.repaired]
        end = repair.start + len(repair.damaged)
    assert mended == "".join((*rebuilt, text[end:]))
    # What readers get is what the mended file says.
    plain = mended.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    source = read(text)
    assert source.text == plain
    # Each character that was not mended is found where it stands in the file.
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset, character in enumerate(plain):
        line, column = source.locate(offset)
        if character.isascii() and character != "\n":
            assert lines[line - 1][column - 1] == character
    for repair, problem in zip(repairs, source.mojibake(), strict=True):
        assert lines[problem.line - 1][problem.column - 1 :].startswith(repair.damaged)


@given(st.binary(max_size=60))
@example(b"\xff\xfe\x00\x00")
@example(b"\xef\xbb\xbf")
def test_any_bytes_are_text_or_a_located_problem(data: bytes) -> None:
    source = decode("a.md", data)
    if isinstance(source, Problem):
        assert source.line >= 1
        assert source.column >= 1
        assert source.hint
    else:
        assert "\r" not in source.text
        assert mend(data).decode() is not None


@given(st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xFF), max_size=40))
def test_mending_twice_is_mending_until_nothing_is_damaged(text: str) -> None:
    once = mend(text.encode())
    assert damaged_words(once.decode()) == () or mend(once) != once
