"""The aspects of sections, by their headings in four languages."""

import pytest

from app.clinic.aspects import aspect_of
from app.records import Aspect


@pytest.mark.parametrize(
    ("heading", "aspect"),
    [
        ("Overview", "overview"),
        ("What is sciatica?", "overview"),
        ("Symptoms", "symptoms"),
        ("Signs and symptoms", "symptoms"),
        ("Common causes", "causes"),
        ("Where the pain comes from", "causes"),
        ("How we treat it", "treatment"),
        ("Physical therapy and exercises", "treatment"),
        ("What you can do at home", "self_care"),
        ("When to see a doctor about your treatment", "when_to_seek_help"),
        ("When to call us", "when_to_seek_help"),
        ("Symptome", "symptoms"),
        ("Ursachen", "causes"),
        ("Behandlung", "treatment"),
        ("Wann Sie zum Arzt sollten", "when_to_seek_help"),
        ("Was Sie selbst tun können", "self_care"),
        ("Qué es la ciática", "overview"),
        ("Síntomas", "symptoms"),
        ("Tratamiento", "treatment"),
        ("Cuándo acudir al médico", "when_to_seek_help"),
        ("Symptômes", "symptoms"),
        ("Quand consulter ?", "when_to_seek_help"),
        ("Traitement", "treatment"),
        ("Our team", None),
        ("Opening hours", None),
        ("", None),
    ],
)
def test_a_heading_says_what_its_section_is_about(heading: str, aspect: Aspect | None) -> None:
    assert aspect_of(heading) == aspect
