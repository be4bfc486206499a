"""What labels say."""

import pytest

from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_scores import deciding_label, is_certain, score_label


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Indications", LabelKind.INDICATIONS),
        ("Skin conditions", LabelKind.CONDITIONS),
        ("Injuries", LabelKind.MAYBE_TREATED),
        ("Our team", LabelKind.OTHER),
        ("Spine", LabelKind.SAYS_NOTHING),
        ("We address the root cause of pain", LabelKind.SAYS_NOTHING),
        ("Common underlying causes", LabelKind.NOT_TREATED),
        ("Causes of knee pain that we treat", LabelKind.MAYBE_TREATED),
        ("Ursachen, die wir behandeln", LabelKind.MAYBE_TREATED),
        ("Nous traitons les causes les plus fréquentes du mal de dos", LabelKind.MAYBE_TREATED),
        ("Tratamos las causas más frecuentes del dolor de rodilla", LabelKind.MAYBE_TREATED),
        ("What causes knee pain and how we treat it", LabelKind.NOT_TREATED),
        ("We do not treat all causes of dizziness", LabelKind.NOT_TREATED),
        ("Bei diesen Notfällen helfen wir sofort", LabelKind.TREATED),
        ("Sofort zu uns bei", LabelKind.NOT_TREATED),
        ("Therapy services for:", LabelKind.TREATED),
        ("Soins pour", LabelKind.TREATED),
        ("Tipos de duelo con los que trabajo", LabelKind.TREATED),
        ("Rest can help recover from issues including:", LabelKind.TREATED),
        ("Our services", LabelKind.SERVICES),
        ("How it affects posture", LabelKind.OTHER),
        ("Áreas frecuentes de atención", LabelKind.TREATED),
        ("Anamnesebogen", LabelKind.NOT_TREATED),
        ("Get clearance if:", LabelKind.NOT_TREATED),
        ("What goes wrong", LabelKind.NOT_TREATED),
        ("You should get medical help if you notice any of these:", LabelKind.NOT_TREATED),
        ("Four cases, four different diagnoses", LabelKind.MAYBE_TREATED),
        ("Potential problems", LabelKind.NOT_TREATED),
        ("Errores frecuentes", LabelKind.NOT_TREATED),
        ("How do dentists treat decay?", LabelKind.OTHER),
    ],
)
def test_kinds_of_labels(label: str, kind: LabelKind) -> None:
    assert score_label(label).kind is kind


@pytest.mark.parametrize(
    "label",
    [
        "These include the evaluation and treatment of:",
        "We treat spine-related pain",
        "People come to our clinic for",
        "Come and see us if you are bothered by any of these:",
        "Les difficultés les plus souvent évoquées en séance",
        "Mögliche Gründe für eine Paartherapie:",
        "Les TCC sont une solution pour :",
        "Llegan a nuestra consulta por:",
    ],
)
def test_labels_that_clinics_write_say_what_is_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.TREATED


@pytest.mark.parametrize(
    "label",
    [
        "Most patients with gout also suffer from these symptoms:",
        "Common symptoms may include:",
        "First aid for dogs:",
        "Actúa rápido en caso de:",
        "Health problems tied to the gut",
        "Los síntomas más habituales:",
        "Esto se traduce en:",
        "After treatment some people notice:",
    ],
)
def test_signs_of_a_disease_are_not_what_is_treated(label: str) -> None:
    assert score_label(label).kind in {LabelKind.OTHER, LabelKind.NOT_TREATED}


@pytest.mark.parametrize(
    ("label", "heading", "kind"),
    [
        ("Nous classons les symptômes :", "Pour quel motif consulter ?", LabelKind.MAYBE_TREATED),
        ("Symptômes fréquents :", "Pour quel motif consulter ?", LabelKind.OTHER),
        ("Nous classons les symptômes :", "La sciatique", LabelKind.OTHER),
    ],
)
def test_signs_that_the_clinic_speaks_of_may_be_what_is_treated(
    label: str, heading: str, kind: LabelKind
) -> None:
    assert deciding_label([label, heading]).score.kind is kind


def test_a_label_that_only_refers_back_leaves_the_next_one_to_decide() -> None:
    assert deciding_label(["These include:", "Conditions we treat"]).place == 1


def test_conditions_in_another_sense_say_nothing() -> None:
    label = "These spores survive harsh conditions, including:"
    assert score_label(label).kind is LabelKind.SAYS_NOTHING


@pytest.mark.parametrize(
    "labels",
    [
        ["Lavender oil can help with"],
        ["Ingwer hilft bei:"],
        ["Une tisane peut aider en cas de :"],
        ["Una infusión ayuda con:"],
        ["It can help with:", "Turmeric and your joints"],
        ["Arnica gel helps with:"],
        ["What weighted blankets can help with"],
        ["¿Para qué se utiliza?", "Diazepam"],
        ["Indications", "Les tétracyclines"],
        ["Indicaciones terapéuticas:", "Complejo B inyectable"],
        ["Elles aident à soulager :", "Nos huiles"],
        ["Das hilft bei:", "Unsere Salben"],
    ],
)
def test_what_a_product_helps_with_is_not_treated(labels: list[str]) -> None:
    assert deciding_label(labels).score.kind is LabelKind.OTHER


@pytest.mark.parametrize(
    "labels",
    [
        ["Conditions we treat", "Teas and tinctures"],
        ["With herbs and oils we help with"],
        ["It can help with:", "Our diet clinic"],
        ["Acupuncture with Chinese herbs can help with:"],
    ],
)
def test_a_clinic_that_speaks_may_use_products(labels: list[str]) -> None:
    assert deciding_label(labels).score.kind is LabelKind.TREATED


@pytest.mark.parametrize(
    "label",
    ["A stiff neck can provoke:", "Das kann auslösen:", "Cela peut engendrer :", "Ocasiona:"],
)
def test_what_something_provokes_is_not_treated(label: str) -> None:
    assert deciding_label([label, "Conditions we treat"]).score.kind is LabelKind.NOT_TREATED


@pytest.mark.parametrize(
    ("label", "heading"),
    [
        ("In the following cases we work with gentle techniques:", "Contraindications"),
        ("In folgenden Fällen arbeiten wir besonders sanft:", "Kontraindikationen"),
        ("La séance est déconseillée dans les cas suivants :", "Contre-indications"),
    ],
)
def test_a_label_that_only_points_takes_the_meaning_of_the_heading(
    label: str, heading: str
) -> None:
    assert deciding_label([label, heading]).score.kind is LabelKind.NOT_TREATED
    assert deciding_label([label.partition(":")[0], "Osteopathy"]).score.kind is not LabelKind.OTHER


@pytest.mark.parametrize(
    "label",
    [
        "Elle peut être intéressante en cas de :",
        "Nous proposons une prise en charge en cas de :",
        "Votre ostéopathe apaisera vos douleurs",
        "Acompaña a personas que enfrentan:",
        "¿Qué puedo atender en la consulta?",
        "Quand l'hypnose est-elle indiquée ?",
        "Pour quel motif consulter un ostéopathe ?",
        "What we work on",
    ],
)
def test_further_labels_that_clinics_write_say_what_is_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.TREATED


@pytest.mark.parametrize(
    "label",
    [
        "Mangelerscheinungen",
        "Comorbidités fréquentes",
        "Elle se présente en association avec d'autres troubles :",
        "Consulta a un especialista en sueño si experimentas:",
        "Si presentas estos síntomas, podrías necesitar un tratamiento de conductos:",
    ],
)
def test_what_comes_along_or_needs_others_is_not_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.NOT_TREATED


def test_what_a_disturbance_shows_as_is_not_treated() -> None:
    assert score_label("Störungen können sich äußern als:").kind is LabelKind.OTHER


@pytest.mark.parametrize(
    "label",
    [
        "Indications for root canal therapy:",
        "Indikationen für eine Wurzelbehandlung",
        "Indications de la prothèse de hanche",
        "Indicaciones de la endodoncia",
    ],
)
def test_the_reasons_for_a_procedure_are_not_what_is_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.OTHER


def test_indications_for_a_therapy_may_be_what_is_treated() -> None:
    assert score_label("Indications for acupuncture").kind is LabelKind.MAYBE_TREATED


@pytest.mark.parametrize(
    "label",
    [
        "May be treated with caution",
        "Sur avis médical, avec précaution :",
        "Puede tratarse con precaución:",
        "Conditions for a disability pension",
    ],
)
def test_what_asks_for_caution_or_gives_a_claim_is_not_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.NOT_TREATED


@pytest.mark.parametrize(
    "label",
    [
        "Your doctor may refer you to us for the following conditions:",
        "It has shown promising results in treating conditions such as:",
    ],
)
def test_a_cause_or_a_referral_in_what_is_treated_does_not_speak_against_it(label: str) -> None:
    assert score_label(label).kind is LabelKind.TREATED


def test_illnesses_that_cause_pain_may_be_what_is_treated() -> None:
    label = "Used to alleviate pain caused by everyday illnesses, including:"
    assert score_label(label).kind is LabelKind.MAYBE_TREATED


def test_a_therapy_without_medicines_is_no_product() -> None:
    assert (
        deciding_label(["¿Qué trata?", "Terapia sin medicamentos"]).score.kind is LabelKind.TREATED
    )
    assert deciding_label(["¿Qué trata?", "Medicamentos"]).score.kind is LabelKind.OTHER


@pytest.mark.parametrize("label", ["Condiciones de uso", "Términos y condiciones"])
def test_terms_are_no_conditions(label: str) -> None:
    assert score_label(label).kind is LabelKind.OTHER
    assert score_label("Diversas condiciones:").kind is LabelKind.MAYBE_TREATED


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        (("In children", "How it can show up"), LabelKind.OTHER),
        (("Minor injuries", "Tips for runners"), LabelKind.OTHER),
        (("What massage focuses on", "Physio versus massage"), LabelKind.OTHER),
        (("Indications include", "Knee surgery", "Arthritis"), LabelKind.OTHER),
        (("Indications include", "Knee taping", "Arthritis"), LabelKind.MAYBE_TREATED),
        (("Minor injuries", "Injury prevention", "Sports clinic"), LabelKind.MAYBE_TREATED),
        (("Minor injuries", "About us"), LabelKind.MAYBE_TREATED),
        (("Conditions we treat", "Tips for runners"), LabelKind.TREATED),
    ],
)
def test_examples_below_signs_or_in_an_article_of_advice_are_not_treated(
    labels: tuple[str, ...], kind: LabelKind
) -> None:
    assert deciding_label(labels).score.kind is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Acupuntura y ecografía", LabelKind.MAYBE_TREATED),
        ("Akupunktur und Sonographie", LabelKind.MAYBE_TREATED),
        ("Massage oils", LabelKind.OTHER),
        ("Echografía y ecografía", LabelKind.OTHER),
    ],
)
def test_what_belongs_to_a_therapy_is_no_product(title: str, kind: LabelKind) -> None:
    assert deciding_label(["Aplicaciones clínicas", title]).score.kind is kind


@pytest.mark.parametrize(
    "label", ["Treatment and advice for many conditions", "Services for skin conditions"]
)
def test_what_is_offered_for_conditions_says_that_they_are_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.TREATED
    assert score_label(label.replace(" for ", ", ")).kind is not LabelKind.TREATED


def test_a_label_is_certain_without_the_words_that_are_ignored_in_it() -> None:
    assert is_certain("We treat presenting (not limited to) problems")
    assert not is_certain("Sciatica")


@pytest.mark.parametrize(
    "label",
    [
        "Contres indications",
        "Contra indicaciones",
        "Kontra-Indikationen",
        "Avoid in patients presenting with:",
    ],
)
def test_contraindications_written_apart_are_not_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.NOT_TREATED


@pytest.mark.parametrize(
    "label",
    [
        "The injections are used for people who are experiencing:",
        "Gentle osteopathy may benefit patients experiencing:",
        "We often see children presenting with:",
        "L'évaluation permet de préciser un diagnostic de :",
        "La evaluación permite confirmar el diagnóstico de:",
        "Ich begleite Menschen, die unter den Folgen leiden, z. B. durch:",
    ],
)
def test_those_who_come_and_what_is_diagnosed_lead_to_what_is_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.TREATED


@pytest.mark.parametrize(
    "label",
    [
        "Do not come if you are experiencing:",
        "Not suitable for people experiencing:",
        "Folgen von Stress:",
        "Seelische Folgen",
    ],
)
def test_those_who_are_sent_elsewhere_and_consequences_are_not_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.NOT_TREATED


def test_a_diagnosis_that_is_only_spoken_of_is_not_treated() -> None:
    assert score_label("Elle permet de poser un diagnostic précis").kind is LabelKind.OTHER


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("When to avoid massage", LabelKind.NOT_TREATED),
        ("Interdit en cas de :", LabelKind.NOT_TREATED),
        ("Prohibido en caso de:", LabelKind.NOT_TREATED),
        ("Verboten bei:", LabelKind.NOT_TREATED),
        ("Ne convient pas aux enfants ayant :", LabelKind.NOT_TREATED),
        ("Vous traversez :", LabelKind.TREATED),
        ("Nous accueillons les enfants ayant :", LabelKind.TREATED),
        ("Atiendo a niños que presentan:", LabelKind.TREATED),
    ],
)
def test_what_is_forbidden_and_those_who_have_something(label: str, kind: LabelKind) -> None:
    assert score_label(label).kind is kind


def test_autism_in_spanish_is_no_drink() -> None:
    assert deciding_label(["Áreas de trabajo:", "Intervención en TEA"]).place == 0
    assert deciding_label(["It helps with:", "Green tea"]).score.kind is LabelKind.OTHER


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Des personnes qui ont des enjeux tels que :", LabelKind.MAYBE_TREATED),
        ("Herausforderungen wie:", LabelKind.MAYBE_TREATED),
        ("Retos como:", LabelKind.MAYBE_TREATED),
        ("Le bilan permet de dépister :", LabelKind.TREATED),
        ("Abklärung von:", LabelKind.TREATED),
    ],
)
def test_challenges_may_be_what_is_treated_and_what_is_examined_is(
    label: str, kind: LabelKind
) -> None:
    assert score_label(label).kind is kind
