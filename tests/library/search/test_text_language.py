"""The language of texts by their common words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.search.text_language import language_of_texts

GERMAN = (
    "Wir behandeln Rückenschmerzen und Beschwerden der Gelenke. Sie können sich telefonisch oder "
    "über das Formular anmelden, und wir rufen zurück. Die erste Sitzung dauert eine Stunde, weil "
    "wir uns Zeit für Ihre Geschichte nehmen. Bringen Sie bitte Ihre Befunde mit, wenn Sie welche "
    "haben, und ziehen Sie etwas an, in dem Sie sich gut bewegen können."
)
FRENCH = (
    "Nous soignons le dos et les articulations. Vous pouvez prendre rendez-vous par téléphone ou "
    "avec le formulaire, et nous vous rappelons. La première séance dure une heure, parce que nous "
    "prenons le temps pour votre histoire. Apportez vos examens si vous en avez, et mettez des "
    "vêtements dans lesquels vous êtes à l'aise pour bouger."
)
SPANISH = (
    "Tratamos el dolor de espalda y las molestias de las articulaciones. Puede pedir cita por "
    "teléfono o con el formulario, y le llamamos. La primera sesión dura una hora, porque nos "
    "tomamos el tiempo para su historia. Traiga sus informes si los tiene, y venga con ropa "
    "cómoda, que le deje moverse bien desde el primer momento y hasta el final."
)
ENGLISH = (
    "We treat back pain and problems of the joints. You can book by telephone or with the form, "
    "and we will call you back. The first session takes an hour, because we take our time for "
    "your story. Please bring your reports if you have any, and wear something that you can move "
    "in with ease, from the first moment to the last."
)
CATALAN = (
    "Tractem el mal d'esquena i les molèsties de les articulacions. Podeu demanar hora per telèfon "
    "o amb el formulari, i us trucarem. La primera sessió dura una hora, perquè ens prenem el "
    "temps per a la vostra història. Porteu els informes si en teniu, i veniu amb roba còmoda que "
    "us deixi moure bé des del primer moment i fins al final."
)


@pytest.mark.parametrize(
    ("text", "code"), [(GERMAN, "de"), (FRENCH, "fr"), (SPANISH, "es"), (ENGLISH, "en")]
)
def test_common_words_tell_the_language(text: str, code: str) -> None:
    assert language_of_texts([text]).code == code


def test_the_reason_shows_words_as_they_are_written() -> None:
    assert '"für"' in language_of_texts([f"{GERMAN} für für für für für"]).reason


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ([], "too few words"),
        (["Wir behandeln Sie."], "too few words"),
        ([GERMAN, ENGLISH], "both of"),
        ([CATALAN], "few words"),
        ([" ".join(["lorem ipsum dolor"] * 40)], "few words"),
    ],
)
def test_where_the_words_do_not_tell_there_is_a_reason(texts: list[str], reason: str) -> None:
    found = language_of_texts(texts)
    assert found.code is None
    assert reason in found.reason


@given(st.lists(st.text()))
def test_any_texts_have_a_reason(texts: list[str]) -> None:
    assert language_of_texts(texts).reason
