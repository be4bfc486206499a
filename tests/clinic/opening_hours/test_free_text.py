import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinic.opening_hours.free_text import suggested_syntax


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("Di,Do", "Tu,Th"),
        ("daily 9 to 5", "Mo-Su 09:00-17:00"),
        ("Mon-Fri 9am-5pm", "Mo-Fr 09:00-17:00"),
        ("Lun-Ven 9h-18h", "Mo-Fr 09:00-18:00"),
        ("Monday to Friday, 9am to 5pm; Saturday closed", "Mo-Fr 09:00-17:00; Sa off"),
        ("Mo. - Fr. 8 - 12 Uhr und 14 - 18 Uhr", "Mo-Fr 08:00-12:00,14:00-18:00"),
        ("du lundi au vendredi de 9h30 à 18h", "Mo-Fr 09:30-18:00"),
        ("De lunes a viernes de 9:00 a 18:00", "Mo-Fr 09:00-18:00"),
        ("Mon, Wed, Fri 8:30 a.m. - 6 p.m.", "Mo,We,Fr 08:30-18:00"),
        ("Mon-Thu 8-6, Fri 8 to noon", "Mo-Th 08:00-18:00; Fr 08:00-12:00"),
        ("Tues & Thurs 1-5pm", "Tu,Th 13:00-17:00"),
        ("by appointment", '"by appointment"'),
        ("Sa nach Vereinbarung", 'Sa "nach Vereinbarung"'),
    ],
)
def test_hours_in_own_words_are_shown_in_the_syntax(text: str, syntax: str) -> None:
    assert suggested_syntax(text) == syntax


@pytest.mark.parametrize("text", ["", "whenever", "Mo 7", "Mo 9-12 lunch", "x" * 1000])
def test_other_words_are_not_guessed(text: str) -> None:
    assert suggested_syntax(text) is None


@given(st.one_of(st.text(), st.text(alphabet="MoFri 0129:.-apmh,;", max_size=40)))
def test_no_text_raises(text: str) -> None:
    syntax = suggested_syntax(text)
    assert syntax is None or syntax.strip()
