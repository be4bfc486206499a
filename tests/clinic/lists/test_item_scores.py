"""What items are."""

import pytest

from app.clinic.lists.item_scores import (
    KNOWN,
    is_category,
    is_group,
    is_medical,
    is_service,
    score_item,
)


@pytest.mark.parametrize(
    "name",
    [
        "Plantar fasciitis",
        "Fibromyalgia",
        "Ankle sprain",
        "IT band syndrome",
        "Panic attacks",
        "Kniearthrose",
        "Bänderriss",
        "Schlafstörungen",
        "Schlaflosigkeit",
        "Bandscheibenvorfall",
        "Capsulite",
        "Névralgie d’Arnold",
        "Troubles du sommeil",
        "Maux de tête",
        "Dolor lumbar",
        "Tendinopatías",
        "Ataques de pánico",
        "Hernia discal",
        "Health anxiety",
        "Cherry eye",
        "Prickly heat",
        "Zahnlücke",
        "Katzenschnupfen",
        "Sécheresse cutanée",
        "Coryza",
        "Tos ferina",
        "Mordida cruzada",
        "Stimmlippenknötchen",
        "Hammerzehen",
        "Dysorthographie",
        "Orteils en griffe",
        "Disfemia y dislalias",
        "Dedos en martillo",
    ],
)
def test_names_of_ills_are_medical(name: str) -> None:
    assert is_medical(name)


@pytest.mark.parametrize(
    "name",
    [
        "Shoulder",
        "Free parking",
        "Osteopathy",
        "Home visits",
        "Diploma",
        "Our purpose",
        "Cirugía endoscópica de columna",
        "Rééducation fonctionnelle du genou",
        "Cistoscopia",
        "Narbenbehandlung",
        "Physiotherapie",
        "Osteopathie",
        "Analyse",
        "Site internet",
        "Thérapie de couple",
        "Hypnose",
        "Masaje deportivo",
        "Idiomas",
        "Homeopatía",
        "Mole mapping",
        "Muttermalkontrolle",
        "Exérèse de grains de beauté",
        "Control de lunares",
        "Health",
    ],
)
def test_other_names_are_not_medical(name: str) -> None:
    assert not is_medical(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Infections", True), ("Inflammatory", True), ("Skin infections", False), ("Gout", False)],
)
def test_a_kind_of_conditions(name: str, expected: bool) -> None:
    assert is_category(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Digestive disorders", True),
        ("Troubles ORL", True),
        ("Problemas de piel", True),
        ("Bewegungsapparat", True),
        ("Système respiratoire", True),
        ("Digestive system", True),
        ("Sciatica", False),
        ("", False),
    ],
)
def test_the_name_of_a_group(name: str, expected: bool) -> None:
    assert is_group(name) is expected


@pytest.mark.parametrize(
    ("name", "is_sentence"),
    [
        ("Pain that gets worse at night", False),
        ("Bleeding that won't stop", False),
        (
            "Anxiety disorders (including panic, phobias, obsessions, compulsions, flashbacks)",
            False,
        ),
        ("Dolor que no cede", False),
        ("El dolor se mantiene mucho tiempo", True),
        ("Te sientes sin fuerzas", True),
        ("The knee that you hurt is swollen", True),
        ("1 in 3 women with pelvic pain", True),
        ("50 % der Läufer mit Schmerzen", True),
        ("12 sprains", False),
    ],
)
def test_a_clause_after_a_name_makes_no_sentence_and_a_share_makes_one(
    name: str, is_sentence: bool
) -> None:
    assert score_item(name).sentence is is_sentence


@pytest.mark.parametrize("name", ["Pain after surgery", "Pain due to endoscopic examination"])
def test_pain_after_what_is_done_is_medical(name: str) -> None:
    assert is_medical(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Adults with back pain", "Runners who have shin splints", "Post-surgical knee patients"),
        *("Athletes of all levels", "Anyone experiencing vertigo", "Prenatal and postnatal"),
        *("Personnes stressées ou anxieuses", "Mujeres estresadas"),
    ],
)
def test_those_who_come_are_no_conditions(name: str) -> None:
    assert score_item(name).other
    assert not score_item(name).medical


def test_a_couple_of_something_is_no_condition_of_couples() -> None:
    assert score_item("A couple of hours").other
    assert is_medical("Couple conflicts")


@pytest.mark.parametrize("name", ["Anxiety in children", "Sports injuries in young athletes"])
def test_a_condition_of_people_is_medical(name: str) -> None:
    assert is_medical(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Reducing stress", "Improves acne", "Support for chronic pain", "Scar camouflage"),
        *("Rehabilitation of the hip", "Pelvic rehab", "Scoliosis correction", "Anti-ageing"),
    ],
)
def test_what_is_done_or_gained_is_no_condition(name: str) -> None:
    assert score_item(name).other
    assert not score_item(name).medical


@pytest.mark.parametrize(
    "name",
    ["Stroke rehabilitation", "Post-surgical recovery", "Addiction recovery", "Knee replacement"],
)
def test_what_patients_recover_from_is_one(name: str) -> None:
    assert score_item(name).medical


@pytest.mark.parametrize(
    "name", ["Children and babies", "Kinder und Jugendliche", "Femmes enceintes", "Deportistas"]
)
def test_people_are_no_conditions(name: str) -> None:
    assert score_item(name).other
    assert not score_item(name).medical


@pytest.mark.parametrize(
    "name",
    ["Eases stomach cramps", "Soothing sore throats", "Lindert Schmerzen", "Apaise la douleur"],
)
def test_what_is_done_about_a_condition_is_none(name: str) -> None:
    assert score_item(name).other
    assert not is_medical(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Feline calicivirus", "Retained baby teeth", "Contact dermatitis"),
        *("Katzenseuche", "Glaukom", "Kehlkopfpfeifen", "Zöliakie"),
        *("Lymphome", "Folliculite", "Pieds-mains-bouche", "Jaunisse du nouveau-né"),
        *("Pubertad precoz", "Costra láctea", "Pénfigo", "Embarazo psicológico"),
    ],
)
def test_names_of_animals_children_and_skin_are_medical(name: str) -> None:
    assert is_medical(name)


@pytest.mark.parametrize("name", ["Type of scar", "Tipo de cicatriz", "Degré de douleur"])
def test_what_measures_a_condition_is_none(name: str) -> None:
    assert score_item(name).other


@pytest.mark.parametrize(
    "name",
    [
        "La gestion du stress",
        "Le suivi de la douleur",
        "El manejo de la ansiedad",
        "Die Behandlung von Warzen",
        "Sophrologue pour l'anxiété",
        "Umgang mit Ängsten",
        "Verarbeitung von Traumata",
        "Le retour au sport après une entorse",
        "Remise en place des articulations",
        "Beweglichkeit und Durchblutung",
    ],
)
def test_what_is_done_is_no_condition_with_its_article_or_by_whom(name: str) -> None:
    assert score_item(name).medical == 0


@pytest.mark.parametrize(
    "name", ["Mieux gérer la douleur", "Superar fobias y miedos", "Apprivoiser ses angoisses"]
)
def test_an_aim_is_no_condition(name: str) -> None:
    assert score_item(name).sentence


def test_names_by_comma_are_no_sentence_however_many() -> None:
    name = (
        "anxiété, timidité, cauchemars, tristesse, isolement, colères, énurésie, tics, peur du noir"
    )
    assert not score_item(name).other


@pytest.mark.parametrize(
    "name",
    [
        "Réduction des douleurs du dos",
        "Besoin d'une écoute",
        "Aménagement du poste de travail",
        "Reducción del riesgo de lesiones",
        "Alivio del dolor de cuello",
        "Linderung von Rückenschmerzen",
        "Wunsch nach besserem Schlaf",
        "Pacientes con artrosis",
        "Körperwahrnehmung",
        "Konzentrationsfähigkeit",
    ],
)
def test_what_is_gained_wished_or_measured_first_is_no_condition(name: str) -> None:
    assert score_item(name).medical == 0


@pytest.mark.parametrize(
    "name",
    [
        "Douleurs après un massage",
        "Anxiété de performance",
        "Dolor tras el ejercicio",
        "Arbeitsunfähigkeit durch Schmerzen",
    ],
)
def test_what_follows_the_medical_noun_only_describes_it(name: str) -> None:
    assert is_medical(name)


@pytest.mark.parametrize("name", ["Arthrose et massage", "Caries y limpieza dental"])
def test_a_service_after_and_is_another_noun(name: str) -> None:
    assert score_item(name).other


@pytest.mark.parametrize(
    "name", ["Verbessert Rückenschmerzen", "Soulage la sciatique", "Alivia la ansiedad"]
)
def test_what_a_therapy_does_is_no_condition(name: str) -> None:
    assert score_item(name).other
    assert not is_medical(name)


@pytest.mark.parametrize("name", ["Otros síntomas de tensión", "Weitere Erkrankungen der Haut"])
def test_further_conditions_that_are_not_named_fill_a_list(name: str) -> None:
    assert score_item(name).filler


@pytest.mark.parametrize(
    "name", ["Lower back pain", "Arthritis of your hip", "Chemotherapy neuropathy"]
)
def test_words_of_other_kinds_that_belong_to_a_condition_leave_it_one(name: str) -> None:
    assert score_item(name) == KNOWN


@pytest.mark.parametrize("name", ["Medication for chronic pain", "Wanting to return to sport"])
def test_medication_and_wishes_are_no_conditions(name: str) -> None:
    assert not is_medical(name)
    assert score_item(name).other


@pytest.mark.parametrize(
    "name", ["Tendon pain that flares with training", "Headaches not responsive to medication"]
)
def test_what_a_clause_says_of_a_condition_leaves_it_one(name: str) -> None:
    assert score_item(name) == KNOWN


@pytest.mark.parametrize("name", ["Truck accidents", "Life transitions", "Identity", "Fertilidad"])
def test_a_theme_is_half_a_condition(name: str) -> None:
    assert score_item(name).medical == 0.5


def test_a_theme_with_a_condition_is_one() -> None:
    assert is_medical("Car accident injuries")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Grief support", True),
        ("Pain management", True),
        ("Grief", False),
        ("Support of life", False),
    ],
)
def test_the_last_word_of_a_service_says_so(name: str, expected: bool) -> None:
    assert is_service(name) is expected


@pytest.mark.parametrize(
    "name",
    [
        "Personas con poco tiempo",
        "Étudiants avec des examens",
        "Menschen mit wenig Zeit",
        "Stärken erkennen",
        "Neuorientierung",
        "Prise de parole en public",
        "Pour effacer les traumatismes",
        "Para tratar la ansiedad",
        "Développement personnel",
        "Abklärung von Schmerzen",
        "Lerndiagnostik (z.B. Schwierigkeiten beim Lesen)",
    ],
)
def test_people_and_goals_in_other_languages_are_no_conditions(name: str) -> None:
    assert score_item(name).other


@pytest.mark.parametrize(
    "name",
    [
        "Angst bei Kindern",
        "Ansiedad en niños",
        "Stress des parents",
        "Pour cancer du sein",
        "Ängste (vor dem, was Sie nicht mehr können)",
    ],
)
def test_conditions_of_people_in_other_languages_are_conditions(name: str) -> None:
    assert is_medical(name)


@pytest.mark.parametrize(
    ("name", "medical"), [("Pregnancy massage", 0.0), ("Migraine acupuncture", 0.5)]
)
def test_what_is_done_for_a_part_of_the_body_names_no_condition(name: str, medical: float) -> None:
    assert score_item(name).medical == medical


@pytest.mark.parametrize("name", ["40+ more", "12 others"])
def test_a_number_of_further_names_is_none(name: str) -> None:
    assert score_item(name).filler
    assert not score_item("40 fractures").filler


@pytest.mark.parametrize(
    ("name", "share"),
    [("Skin issues", 1.0), ("Login issues", 0.2), ("Problem 1", 0.0), ("Issue", 0.0)],
)
def test_a_trouble_is_as_medical_as_what_it_is_of(name: str, share: float) -> None:
    assert score_item(name).medical == share


def test_a_clause_after_a_comma_belongs_to_no_name() -> None:
    name = score_item("Trauer, die nicht enden will")
    assert (name.medical, name.other, name.sentence) == (1.0, False, False)
    assert score_item("Tische, die nicht wackeln wollen").sentence


def test_only_a_short_item_that_reads_as_a_label_fills_its_list() -> None:
    assert score_item("Other conditions we treat").filler
    assert not score_item("Individuals living with HIV and other chronic medical conditions").filler


@pytest.mark.parametrize(
    "name",
    [
        "emotionale Überreaktionen",
        "belastende Beziehungsmuster",
        "Conflits parents-enfants",
        "Conflictos entre padres e hijos",
        "Parent-child conflict",
    ],
)
def test_what_weighs_on_people_is_medical(name: str) -> None:
    assert is_medical(name)


@pytest.mark.parametrize("name", ["Parents et enfants", "Umgang mit belastenden Gefühlen"])
def test_people_and_what_is_learned_are_not(name: str) -> None:
    assert not is_medical(name)


@pytest.mark.parametrize(
    "name", ["Young people 11+", "Children 5-12", "Kinder 6-10", "Active expats", "Adults 65+"]
)
def test_people_of_an_age_are_no_conditions(name: str) -> None:
    assert score_item(name).other


def test_a_referral_is_done_and_referred_pain_is_not() -> None:
    assert score_item("Coordinated specialist referral").other
    assert is_medical("Referred pain")


@pytest.mark.parametrize(
    "name",
    [
        "Traumatologie (entorses, fractures)",
        "Neurologie (Schlaganfall, Multiple Sklerose)",
        "Neurología (ictus, Parkinson)",
        "Paediatrics (colic, torticollis)",
    ],
)
def test_a_field_of_medicine_with_conditions_in_parentheses_names_them(name: str) -> None:
    assert is_medical(name)


@pytest.mark.parametrize(
    "name", ["Traumatologie", "Neurologie (IRM, scanner)", "Surgery (hernia)", "Chirurgie (hernie)"]
)
def test_a_field_of_medicine_and_operations_are_no_conditions(name: str) -> None:
    assert not is_medical(name)
