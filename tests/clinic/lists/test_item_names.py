"""The names that the items of lists give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clinic.lists.item_names import ItemText, item_names


@pytest.mark.parametrize(
    ("text", "lead", "name"),
    [
        ("Sciatica", None, "Sciatica"),
        ("Sciatica.", None, "Sciatica"),
        ("Entorses ;", None, "Entorses"),
        ("✓ Neck pain", None, "Neck pain"),
        ("• Hip pain…", None, "Hip pain"),
        ("Golfer's elbow, etc.", None, "Golfer's elbow"),
        ("Milia: white bumps", "Milia", "Milia"),
        ("Milia – white bumps", "Milia", "Milia"),
        ("Milia: white bumps", "Milia:", "Milia"),
        ("Milia. White bumps.", "Milia.", "Milia"),
        ("Tennis Elbow", "Tennis Elbow", "Tennis Elbow"),
        ("Acne We treat teenagers and adults with creams", "Acne", "Acne"),
        ("Back pain and spasms", "Back pain", "Back pain and spasms"),
        ("Frozen shoulder →", None, "Frozen shoulder"),
        ("Carie : un trou que l’on comble", "Carie", "Carie"),
        ("Muscle Strains & Sports Injuries", None, "Muscle Strains & Sports Injuries"),
        ("Hals- und Nackenschmerzen", None, "Hals- und Nackenschmerzen"),
        ("Tennis elbow (lateral pain)", None, "Tennis elbow (lateral pain)"),
        ("Post-surgical pain", None, "Post-surgical pain"),
        ("Sciatica [3]", None, "Sciatica"),
        ("Neck pain [7],[8], [9].", None, "Neck pain"),
        ("Neck pain [7–9]", None, "Neck pain"),
        ("Pain [acute]", None, "Pain [acute]"),
        ("1. Bunions", None, "Bunions"),
        ("2) Croup", None, "Croup"),
        ("3 – Vertigo", None, "Vertigo"),
        ("4. Gout. In the toe.", "4. Gout.", "Gout"),
        ("3D gait problems", None, "3D gait problems"),
        ("Kopf- Knie- oder Gelenkschmerzen", None, "Kopf- Knie- oder Gelenkschmerzen"),
        ("Fobias: miedo de volar, de agujas", None, "Fobias"),
        ("Insomnia (a protocol exists: CBT)", None, "Insomnia (a protocol exists: CBT)"),
    ],
)
def test_an_item_names_one_condition(text: str, lead: str | None, name: str) -> None:
    assert item_names([ItemText(text, lead)]) == ((name,),)


def test_most_items_share_a_separator() -> None:
    items = [ItemText("Tendonitis – sore"), ItemText("Bursitis – swollen"), ItemText("Gout")]
    assert item_names(items) == (("Tendonitis",), ("Bursitis",), ("Gout",))


def test_one_dash_of_many_items_belongs_to_the_name() -> None:
    items = [ItemText("Pain - acute"), ItemText("Bursitis"), ItemText("Gout")]
    assert item_names(items)[0] == ("Pain - acute",)


def test_names_after_a_colon_are_a_group() -> None:
    items = [ItemText("Shoulder: bursitis, rotator cuff tears and frozen shoulder")]
    assert item_names(items) == (("bursitis", "rotator cuff tears", "frozen shoulder"),)


def test_a_description_with_commas_is_no_group() -> None:
    items = [
        ItemText("Acne: spots, pain, and redness", "Acne"),
        ItemText("Gout: a sore toe", "Gout"),
    ]
    assert item_names(items) == (("Acne",), ("Gout",))


@given(st.lists(st.builds(ItemText, st.text(), st.none() | st.text())))
def test_every_item_gives_names(items: list[ItemText]) -> None:
    assert len(item_names(items)) == len(items)


def test_a_group_may_name_two() -> None:
    items = [ItemText("Knee: meniscus tears and bursitis"), ItemText("Hip: arthritis, sprains")]
    assert item_names(items) == (("meniscus tears", "bursitis"), ("arthritis", "sprains"))


def test_where_most_items_are_groups_all_are() -> None:
    items = [
        ItemText("Knee: bursitis, sprains"),
        ItemText("Hip: arthritis, bursitis"),
        ItemText("Digestive: reflux, colic"),
    ]
    assert item_names(items)[2] == ("reflux", "colic")


def test_names_of_groups_that_go_on_or_are_examples_are_names() -> None:
    items = [
        ItemText("Syndromes rhumatismaux : tendinoses, infiltrations, coxarthrose, etc."),
        ItemText("Suites d’accidents : contractures, hématomes, contusions"),
        ItemText("Oedèmes : migraine, notamment sinusite, jambes lourdes, etc."),
    ]
    assert item_names(items) == (
        ("tendinoses", "infiltrations", "coxarthrose"),
        ("contractures", "hématomes", "contusions"),
        ("migraine", "sinusite", "jambes lourdes"),
    )


def test_names_of_a_named_group_may_be_longer() -> None:
    long = "roturas del ligamento cruzado anterior de la rodilla"
    assert item_names([ItemText(f"Lesiones: esguinces, {long}")]) == (("esguinces", long),)


def test_the_name_of_a_group_gives_way_to_its_names() -> None:
    items = [
        ItemText("Digestive disorders: colic, reflux and constipation"),
        ItemText("Dolores de espalda:Lumbago, dorsalgia"),
        ItemText("Respiratory problems: asthma"),
        ItemText("Sciatica: pain, tingling"),
        ItemText("Migraine"),
        ItemText("Vertigo"),
        ItemText("Insomnia"),
        ItemText("Bursitis"),
        ItemText("Whiplash"),
    ]
    assert item_names(items)[:4] == (
        ("colic", "reflux", "constipation"),
        ("Lumbago", "dorsalgia"),
        ("asthma",),
        ("Sciatica",),
    )


def test_a_sentence_after_a_bold_beginning_describes_it_where_most_items_have_one() -> None:
    items = [
        ItemText("Reflux Settling the stomach", "Reflux"),
        ItemText("Burnout Gentle, paced care", "Burnout"),
        ItemText("Back pain and spasms", "Back pain"),
    ]
    assert item_names(items) == (("Reflux",), ("Burnout",), ("Back pain and spasms",))
    assert item_names([items[0], ItemText("Colic"), ItemText("Croup")])[0] == (
        "Reflux Settling the stomach",
    )


@pytest.mark.parametrize("lead_in", ["", "such as ", "like ", "e.g. ", "including "])
def test_words_that_lead_into_the_names_of_a_group_are_no_names(lead_in: str) -> None:
    (names,) = item_names([ItemText(f"Sports injuries: {lead_in}sprains, strains and fractures.")])
    assert names == ("sprains", "strains", "fractures")


@pytest.mark.parametrize("lead", [None, "Sinus problems:"])
def test_bullets_part_the_names_of_a_group(lead: str | None) -> None:
    texts = ["Sinus problems: Hay fever • Sinusitis • Rhinitis", "Sinus problems: Colds • Flu"]
    assert item_names([ItemText(text, lead) for text in texts]) == (
        ("Hay fever", "Sinusitis", "Rhinitis"),
        ("Colds", "Flu"),
    )


def test_one_group_among_described_names_is_described_too() -> None:
    texts = ["Apraxia: planning speech", "Stuttering: blocks", "Tongue tie: a short band"]
    names = item_names([ItemText(text) for text in [*texts, "Voice disorders: pitch, volume"]])
    assert names == (("Apraxia",), ("Stuttering",), ("Tongue tie",), ("Voice disorders",))


def test_a_dash_without_a_space_before_it_separates_where_most_items_share_it() -> None:
    texts = ["Gout- Crystals in a joint", "Sciatica- A nerve", "Croup - A cough"]
    assert item_names([ItemText(text) for text in texts]) == (("Gout",), ("Sciatica",), ("Croup",))
    assert item_names([ItemText("Kopf- und Nackenschmerzen")]) == (("Kopf- und Nackenschmerzen",),)


def test_examples_after_a_dash_describe_a_name() -> None:
    names = item_names([ItemText("Chronic diarrhoea – such as with colitis"), ItemText("Gout")])
    assert names == (("Chronic diarrhoea",), ("Gout",))


def test_parts_of_the_body_that_share_a_last_word_are_no_group() -> None:
    texts = ["Soft tissue damage: muscle, tendon and ligament injuries", "Whiplash: a jolt"]
    names = item_names([ItemText(text) for text in texts])
    assert names == (("Soft tissue damage",), ("Whiplash",))


@pytest.mark.parametrize(
    ("text", "lead", "name"),
    [
        ("Sciatica pain that runs down one leg", "Sciatica", "Sciatica"),
        ("Arthritis in a knee or hip", "Arthritis", "Arthritis in a knee or hip"),
        ("Arthritis – worse", "Arthritis", "Arthritis"),
        (
            "Back pain during pregnancy, or after",
            "Back pain",
            "Back pain during pregnancy, or after",
        ),
        ("Headache every day", "Headache", "Headache every day"),
        ("Welcome here on any day", "Welcome", "Welcome here on any day"),
    ],
)
def test_a_bold_condition_is_the_name_before_words_that_describe_it(
    text: str, lead: str, name: str
) -> None:
    others = [ItemText("Gout a toe that burns", "Gout"), ItemText("Croup a barking cough", "Croup")]
    assert item_names([ItemText(text, lead), *others]) == ((name,), ("Gout",), ("Croup",))


def test_a_name_ends_before_the_word_that_leads_out_of_it() -> None:
    items = [ItemText("Addictions involving: alcohol, sugar and work"), ItemText("Gout")]
    assert item_names(items) == (("Addictions",), ("Gout",))


def test_a_clause_after_a_dash_describes_a_name() -> None:
    items = [ItemText("Schwindel – wenn sich alles dreht"), ItemText("Gicht"), ItemText("Asthma")]
    assert item_names(items) == (("Schwindel",), ("Gicht",), ("Asthma",))
    assert item_names([ItemText("Gicht – Rheuma – Asthma")]) == (("Gicht – Rheuma – Asthma",),)


def test_only_the_name_before_a_colon_loses_the_word_that_leads_out() -> None:
    assert item_names([ItemText("Ankle sprains, the left one especially")]) == (
        ("Ankle sprains, the left one especially",),
    )


# Each took minutes when the expressions looked at the rest of the text from every sign again.
@pytest.mark.parametrize(
    "text",
    [
        "Gout" + "," * 200_000 + "music",
        "Gout" + " [1]" * 60_000 + " [x]",
        "Pain: " + "gout," * 60_000 + "sprains",
        "Pain: sprains and (" + "gout and " * 40_000 + ")",
    ],
)
def test_a_long_item_is_read_in_linear_time(text: str) -> None:
    ((name, *_),) = item_names([ItemText(text)])
    assert name


@pytest.mark.parametrize(
    ("text", "lead", "name"),
    [
        ("Myofascial pain \u2014 pain in tight areas of muscles", None, "Myofascial pain"),
        ("Arthritis \u2014 knee, hip and hand in old age", None, None),
        ("\u2013 Gout", None, "Gout"),
        ("Stress, low mood, anger, grief and many sleepless nights", "Stress", None),
        ("Colic, ear infections, colds (croup, bronchitis, sinusitis, hives)", "Colic,", None),
    ],
)
def test_what_follows_a_name_explains_it_or_goes_on_with_it(
    text: str, lead: str | None, name: str | None
) -> None:
    assert item_names([ItemText(text, lead)]) == ((name or text,),)


def test_a_group_that_is_described_by_whom_it_befalls_is_a_name() -> None:
    texts = ["Respiratory diseases: from babies with croup to adults", "Digestive disorders: colic"]
    assert item_names([ItemText(text) for text in texts])[0] == ("Respiratory diseases",)


@pytest.mark.parametrize(
    "rest",
    [", when it keeps you up at night", ", pour un retour en douceur", ", die nicht weggehen will"],
)
def test_a_clause_after_a_comma_describes_the_bold_names_of_a_list(rest: str) -> None:
    items = [ItemText(f"{name}{rest}", name) for name in ("Gout", "Croup")]
    assert item_names(items) == (("Gout",), ("Croup",))


def test_names_after_a_part_of_the_body_are_of_it() -> None:
    texts = ["Feet - gout, heel spurs", "Hip \u2013 bursitis", "Knee - patellar tendonitis"]
    assert item_names([ItemText(text) for text in texts]) == (
        ("gout", "heel spurs"),
        ("bursitis",),
        ("patellar tendonitis",),
    )


@pytest.mark.parametrize("text", ["Neck - Shoulder pain", "Knie -, Hals- und Schulterprobleme"])
def test_a_hyphen_between_parts_of_the_body_joins_them(text: str) -> None:
    assert item_names([ItemText(text), ItemText("Gout"), ItemText("Croup")])[0] == (text,)


def test_another_name_of_the_same_is_no_name_of_the_part() -> None:
    texts = ["Neck \u2013 called cervical spondylosis", "Back \u2013 known as lumbar spondylosis"]
    assert item_names([ItemText(text) for text in texts]) == (("Neck",), ("Back",))


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["de verrues", "d’ongles incarnés", "Cors"], ["verrues", "ongles incarnés", "Cors"]),
        (["De la migraña", "De ansiedad"], ["migraña", "ansiedad"]),
        (["d'eczéma", "des migraines", "de l'arthrose"], ["eczéma", "migraines", "arthrose"]),
    ],
)
def test_items_that_a_preposition_joins_to_their_label_lose_it(
    texts: list[str], names: list[str]
) -> None:
    assert item_names(list(map(ItemText, texts))) == tuple((name,) for name in names)


@pytest.mark.parametrize(
    "texts",
    [
        ["De Quervain's tendinitis", "Tennis elbow", "Gout"],
        ["De Quervain's tendinitis", "Gout"],
        ["des migraines", "du stress"],
        ["de dos", "de l'épaule"],
        ["Dermatitis", "Diabetes"],
    ],
)
def test_items_keep_what_is_a_part_of_them(texts: list[str]) -> None:
    assert item_names(list(map(ItemText, texts))) == tuple((text,) for text in texts)


def test_a_clause_after_a_bold_name_describes_it_where_others_are_described() -> None:
    described = [ItemText("Gout — a red toe", "Gout"), ItemText("Croup — a cough", "Croup")]
    clause = ItemText("Back pain that wakes you at night", "Back pain")
    assert item_names([*described, clause])[2] == ("Back pain",)
    assert item_names([ItemText("Gout"), ItemText("Croup"), clause])[2] == (clause.text,)


def test_one_group_with_a_clause_after_a_dash_is_described_where_others_are() -> None:
    described = [
        ItemText("Gout — when a toe is red", "Gout"),
        ItemText("Croup — a cough at night", "Croup"),
    ]
    group = "Sports injuries — sprains, bruises and tightness that slows you down"
    assert item_names([*described, ItemText(group, "Sports injuries")])[2] == ("Sports injuries",)
    names = "Sports injuries — sprains, bruises"
    assert item_names([*described, ItemText(names, "Sports injuries")])[2] == ("sprains", "bruises")


def test_those_who_have_conditions_are_no_names_of_them() -> None:
    item = ItemText("Chronic pain sufferers — people with back pain, headaches or a stiff neck")
    assert item_names([item, ItemText("Runners — those who train")])[0] == (
        "Chronic pain sufferers",
    )
