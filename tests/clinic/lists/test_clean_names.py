"""Names without the marks and words of their list."""

import pytest

from app.clinic.lists.clean_names import clean


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" • Gout. ", "Gout"),
        ("✓ Neck pain →", "Neck pain"),
        ("🌀 Ansiedad social", "Ansiedad social"),
        ("🏃🏽\u200d♀️ Runner's knee", "Runner's knee"),
        ("¿Dolor?", "¿Dolor?"),
        ("🌀", "🌀"),
        ("Sprains, etc.", "Sprains"),
        ("Verspannungen usw.", "Verspannungen"),
        ("Sprains, among others", "Sprains"),
        ("Bunions and others", "Bunions"),
        ("Bunions and many more.", "Bunions"),
        ("Lumbago entre autres", "Lumbago"),
        ("Autolesiones, entre otras.", "Autolesiones"),
        ("Sprains (knee, ankle, others)", "Sprains (knee, ankle, others)"),
        ("Head, neck", "Head, neck"),
        ("Sciatica [3], [7].", "Sciatica"),
        ("Sciatica [left]", "Sciatica [left]"),
        ("Back pain, but not fractures", "Back pain"),
        ("...", "..."),
    ],
)
def test_a_name_is_what_remains(text: str, name: str) -> None:
    assert clean(text) == name
