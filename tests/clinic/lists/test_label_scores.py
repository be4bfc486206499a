"""What labels say."""

import pytest

from app.clinic.lists.label_scores import LabelKind, deciding_label, is_certain, score_label


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Indications", LabelKind.INDICATIONS),
        ("Skin conditions", LabelKind.NAMED),
        ("Injuries", LabelKind.WEAK),
        ("Our team", LabelKind.OTHER),
        ("Spine", LabelKind.SILENT),
        ("We address the root cause of pain", LabelKind.SILENT),
        ("Common underlying causes", LabelKind.AGAINST),
        ("Causes of knee pain that we treat", LabelKind.WEAK),
        ("Ursachen, die wir behandeln", LabelKind.WEAK),
        ("Nous traitons les causes les plus fréquentes du mal de dos", LabelKind.WEAK),
        ("Tratamos las causas más frecuentes del dolor de rodilla", LabelKind.WEAK),
        ("What causes knee pain and how we treat it", LabelKind.AGAINST),
        ("We do not treat all causes of dizziness", LabelKind.AGAINST),
        ("Bei diesen Notfällen helfen wir sofort", LabelKind.FOR),
        ("Sofort zu uns bei", LabelKind.AGAINST),
        ("Therapy services for:", LabelKind.FOR),
        ("Soins pour", LabelKind.FOR),
        ("Tipos de duelo con los que trabajo", LabelKind.FOR),
        ("Rest can help recover from issues including:", LabelKind.FOR),
        ("Our services", LabelKind.SERVICES),
        ("How it affects posture", LabelKind.OTHER),
        ("Áreas frecuentes de atención", LabelKind.FOR),
        ("Anamnesebogen", LabelKind.AGAINST),
        ("Get clearance if:", LabelKind.AGAINST),
        ("What goes wrong", LabelKind.AGAINST),
        ("You should get medical help if you notice any of these:", LabelKind.AGAINST),
        ("Four cases, four different diagnoses", LabelKind.WEAK),
        ("Potential problems", LabelKind.AGAINST),
        ("Errores frecuentes", LabelKind.AGAINST),
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
    assert score_label(label).kind is LabelKind.FOR


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
    assert score_label(label).kind in {LabelKind.OTHER, LabelKind.AGAINST}


@pytest.mark.parametrize(
    ("label", "heading", "kind"),
    [
        ("Nous classons les symptômes :", "Pour quel motif consulter ?", LabelKind.WEAK),
        ("Symptômes fréquents :", "Pour quel motif consulter ?", LabelKind.OTHER),
        ("Nous classons les symptômes :", "La sciatique", LabelKind.OTHER),
    ],
)
def test_signs_that_the_clinic_speaks_of_may_be_what_is_treated(
    label: str, heading: str, kind: LabelKind
) -> None:
    assert deciding_label([label, heading])[1].kind is kind


def test_a_label_that_only_refers_back_leaves_the_next_one_to_decide() -> None:
    assert deciding_label(["These include:", "Conditions we treat"])[0] == 1


def test_conditions_in_another_sense_say_nothing() -> None:
    label = "These spores survive harsh conditions, including:"
    assert score_label(label).kind is LabelKind.SILENT


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
    assert deciding_label(labels)[1].kind is LabelKind.OTHER


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
    assert deciding_label(labels)[1].kind is LabelKind.FOR


@pytest.mark.parametrize(
    "label",
    ["A stiff neck can provoke:", "Das kann auslösen:", "Cela peut engendrer :", "Ocasiona:"],
)
def test_what_something_provokes_is_not_treated(label: str) -> None:
    assert deciding_label([label, "Conditions we treat"])[1].kind is LabelKind.AGAINST


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
    assert deciding_label([label, heading])[1].kind is LabelKind.AGAINST
    assert deciding_label([label.partition(":")[0], "Osteopathy"])[1].kind is not LabelKind.OTHER


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
    assert score_label(label).kind is LabelKind.FOR


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
    assert score_label(label).kind is LabelKind.AGAINST


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
    assert score_label("Indications for acupuncture").kind is LabelKind.WEAK


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
    assert score_label(label).kind is LabelKind.AGAINST


@pytest.mark.parametrize(
    "label",
    [
        "Your doctor may refer you to us for the following conditions:",
        "It has shown promising results in treating conditions such as:",
    ],
)
def test_a_cause_or_a_referral_in_what_is_treated_does_not_speak_against_it(label: str) -> None:
    assert score_label(label).kind is LabelKind.FOR


def test_illnesses_that_cause_pain_may_be_what_is_treated() -> None:
    label = "Used to alleviate pain caused by everyday illnesses, including:"
    assert score_label(label).kind is LabelKind.WEAK


def test_a_therapy_without_medicines_is_no_product() -> None:
    assert deciding_label(["¿Qué trata?", "Terapia sin medicamentos"])[1].kind is LabelKind.FOR
    assert deciding_label(["¿Qué trata?", "Medicamentos"])[1].kind is LabelKind.OTHER


@pytest.mark.parametrize("label", ["Condiciones de uso", "Términos y condiciones"])
def test_terms_are_no_conditions(label: str) -> None:
    assert score_label(label).kind is LabelKind.OTHER
    assert score_label("Diversas condiciones:").kind is LabelKind.WEAK


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        (("In children", "How it can show up"), LabelKind.OTHER),
        (("Minor injuries", "Tips for runners"), LabelKind.OTHER),
        (("What massage focuses on", "Physio versus massage"), LabelKind.OTHER),
        (("Indications include", "Knee surgery", "Arthritis"), LabelKind.OTHER),
        (("Indications include", "Knee taping", "Arthritis"), LabelKind.WEAK),
        (("Minor injuries", "Injury prevention", "Sports clinic"), LabelKind.WEAK),
        (("Minor injuries", "About us"), LabelKind.WEAK),
        (("Conditions we treat", "Tips for runners"), LabelKind.FOR),
    ],
)
def test_examples_below_signs_or_in_an_article_of_advice_are_not_treated(
    labels: tuple[str, ...], kind: LabelKind
) -> None:
    assert deciding_label(labels)[1].kind is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Acupuntura y ecografía", LabelKind.WEAK),
        ("Akupunktur und Sonographie", LabelKind.WEAK),
        ("Massage oils", LabelKind.OTHER),
        ("Echografía y ecografía", LabelKind.OTHER),
    ],
)
def test_what_belongs_to_a_therapy_is_no_product(title: str, kind: LabelKind) -> None:
    assert deciding_label(["Aplicaciones clínicas", title])[1].kind is kind


@pytest.mark.parametrize(
    "label", ["Treatment and advice for many conditions", "Services for skin conditions"]
)
def test_what_is_offered_for_conditions_says_that_they_are_treated(label: str) -> None:
    assert score_label(label).kind is LabelKind.FOR
    assert score_label(label.replace(" for ", ", ")).kind is not LabelKind.FOR


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
    assert score_label(label).kind is LabelKind.AGAINST


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
    assert score_label(label).kind is LabelKind.FOR


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
    assert score_label(label).kind is LabelKind.AGAINST


def test_a_diagnosis_that_is_only_spoken_of_is_not_treated() -> None:
    assert score_label("Elle permet de poser un diagnostic précis").kind is LabelKind.OTHER


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("When to avoid massage", LabelKind.AGAINST),
        ("Interdit en cas de :", LabelKind.AGAINST),
        ("Prohibido en caso de:", LabelKind.AGAINST),
        ("Verboten bei:", LabelKind.AGAINST),
        ("Ne convient pas aux enfants ayant :", LabelKind.AGAINST),
        ("Vous traversez :", LabelKind.FOR),
        ("Nous accueillons les enfants ayant :", LabelKind.FOR),
        ("Atiendo a niños que presentan:", LabelKind.FOR),
    ],
)
def test_what_is_forbidden_and_those_who_have_something(label: str, kind: LabelKind) -> None:
    assert score_label(label).kind is kind


def test_autism_in_spanish_is_no_drink() -> None:
    assert deciding_label(["Áreas de trabajo:", "Intervención en TEA"])[0] == 0
    assert deciding_label(["It helps with:", "Green tea"])[1].kind is LabelKind.OTHER


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Des personnes qui ont des enjeux tels que :", LabelKind.WEAK),
        ("Herausforderungen wie:", LabelKind.WEAK),
        ("Retos como:", LabelKind.WEAK),
        ("Le bilan permet de dépister :", LabelKind.FOR),
        ("Abklärung von:", LabelKind.FOR),
    ],
)
def test_challenges_may_be_what_is_treated_and_what_is_examined_is(
    label: str, kind: LabelKind
) -> None:
    assert score_label(label).kind is kind
