"""Conditions: where they come from, when two are one, who treats them, who names them."""

import datetime as dt
import time
from pathlib import Path

import pytest

from app.clinic.conditions import ConditionDraft
from app.clinic.names import name_key
from app.library.diagnostics.advice import advice
from app.library.library import Library
from app.library.load import load
from app.records import Condition, Ref
from tests.paths import SITES

SITE = SITES / "conditions"


def made(folder: Path, files: dict[str, str]) -> Library:
    """The library of a folder with these files."""
    for name, text in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return load(folder)


def listing(items: str, label: str = "Conditions we treat:") -> str:
    """A page whose one labelled list has these items."""
    return f"# Page\n\n{label}\n\n{items}\n"


def names(library: Library) -> list[str]:
    """The names of all conditions, in their order."""
    return [condition.name for condition in library.conditions]


def condition(library: Library, slug: str) -> Condition:
    """The condition of this slug."""
    return library.conditions_by_slug[slug]


def codes(library: Library) -> list[str]:
    """The codes of all problems but orphans, of which small sites are full."""
    return [problem.code for problem in library.problems if problem.code != "orphan"]


# ----- the page of a specialty, whole


def test_a_list_of_21_items_and_a_page_of_its_own_make_22_conditions() -> None:
    library = load(SITE)
    assert len(library.conditions) == 22
    assert codes(library) == []
    assert len(library.pages_by_slug["iastm"].conditions) == 21


def test_an_item_that_is_a_link_to_a_condition_is_that_condition() -> None:
    library = load(SITE)
    neck = condition(library, "neck-pain-whiplash")
    assert neck.name == "Neck Pain & Whiplash"
    assert neck.page is not None
    assert neck.page.path == "/neck-pain-whiplash/"
    assert [(each.page.slug, each.text, each.line) for each in neck.mentions] == [
        ("iastm", "Neck Pain", 24)
    ]
    assert [page.slug for page in neck.treatments] == ["iastm"]
    assert "Neck Pain" not in names(library)


def test_an_item_without_a_link_is_a_condition_without_a_page() -> None:
    carpal = condition(load(SITE), "carpal-tunnel-syndrome")
    assert (carpal.name, carpal.page, carpal.related) == ("Carpal Tunnel Syndrome", None, ())
    assert [page.slug for page in carpal.treatments] == ["iastm"]


def test_an_item_that_links_in_part_is_its_own_and_related_to_what_it_links_to() -> None:
    strains = condition(load(SITE), "muscle-strains-and-sports-injuries")
    assert [(ref.kind, ref.slug) for ref in strains.related] == [("condition", "sports-injuries")]


def test_an_item_that_links_to_a_page_of_no_condition_is_its_own_and_related_to_the_page() -> None:
    pain = condition(load(SITE), "myofascial-pain-and-restrictions")
    assert [(ref.kind, ref.slug) for ref in pain.related] == [("page", "trigger-point-therapy")]


def test_indications_are_no_conditions() -> None:
    assert "Limited motion" not in names(load(SITE))


def test_pages_point_to_their_conditions_by_kind_condition() -> None:
    refs = load(SITE).pages_by_slug["iastm"].conditions
    assert {ref.kind for ref in refs} == {"condition"}
    assert [ref.title for ref in refs][:3] == [
        "Tennis and Golfer’s elbow",
        "Carpal Tunnel Syndrome",
        "Neck Pain & Whiplash",
    ]


def test_a_page_says_which_condition_it_is() -> None:
    library = load(SITE)
    assert library.pages_by_slug["sports-injuries"].condition == "sports-injuries"
    assert library.pages_by_slug["sports-injuries"].kind == "condition"
    assert library.pages_by_slug["iastm"].condition is None


# ----- lists as others write them


@pytest.mark.parametrize(
    "text",
    [
        "### Conditions we treat\n\n- Bursitis\n- Hip Pain\n",
        "Conditions\n==========\n\n1. Bursitis\n2. Hip Pain\n",
        "**Conditions**\n\n* Bursitis\n* Hip Pain\n",
        "Which conditions do we treat?\n\n- **Bursitis**\n- *Hip Pain*\n",
        "Conditions we treat:\n- Bursitis.\n- Hip Pain,\n",
        "**CONDITIONS**\n\n- Bursitis\n\n* Hip Pain\n",
        "## Conditions\n\n- Bursitis\n  - Hip Pain\n",
        "## Condition\n\n<!-- kept short -->\n\n- Bursitis\n- Hip Pain\n",
        "> **Conditions:**\n>\n> - Bursitis\n> - Hip Pain\n",
        "## Conditions\n\n- Bursitis\n\n- Hip Pain\n",
        "We treat many conditions.\n\n- Bursitis\n- Hip Pain\n",
    ],
)
def test_lists_of_conditions_are_found_however_they_are_written(tmp_path: Path, text: str) -> None:
    assert names(made(tmp_path, {"index.md": text})) == ["Bursitis", "Hip Pain"]


@pytest.mark.parametrize(
    "text",
    [
        "## Terms and conditions\n\n- Pay in time\n",
        "**Terms & Conditions**\n\n- Pay in time\n",
        "## Contraindications\n\n- Fever\n",
        "## Conditioning\n\n- Squats\n",
        "We like conditions to be clear.\n\n- Bursitis\n",
        "## Prices\n\n| a | b |\n|---|---|\n| Bursitis | 80 |\n| Hip Pain | 90 |\n",
        "- Bursitis\n",
    ],
)
def test_other_lists_and_tables_name_no_conditions(tmp_path: Path, text: str) -> None:
    assert names(made(tmp_path, {"index.md": text})) == []


def test_the_site_file_says_which_labels_speak_of_conditions(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "site.yaml": "condition_lists: {include: '^my work', exclude: [of the hip]}\n",
            "index.md": (
                "## Conditions\n### My work\n\n- Bursitis\n\n### Of the hip\n\n- Hip Pain\n"
                "\n### Knee\n\n- Knee Pain\n"
            ),
        },
    )
    assert names(library) == ["Bursitis", "Knee Pain"]


# ----- equal names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Golfer's Elbow", "golfer’s elbow"),
        ("Neck Pain & Whiplash", "Neck pain and whiplash"),
        ("Sprains/Strains", "Sprains – strains"),
        ("IT-Band  Syndrome", "it band syndrome"),
        ("Ｂursitis", "bursitis"),  # noqa: RUF001 - full width, which NFKC makes plain
        ("Straße", "STRASSE"),
    ],
)
def test_names_are_equal_apart_from_case_apostrophes_ampersand_and_punctuation(
    one: str, other: str
) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Café", "Cafe"), ("Hip Pain", "Hip Pains")])
def test_names_that_differ_in_letters_are_not_equal(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_equal_names_are_one_condition_shown_as_first_written_by_path(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "b.md": listing("- HIP PAIN\n- Bursitis"),
            "a.md": listing("- Shin splints\n- Hip pain"),
        },
    )
    assert names(library) == ["Bursitis", "Hip pain", "Shin splints"]
    hip = condition(library, "hip-pain")
    assert [page.slug for page in hip.treatments] == ["a", "b"]
    assert [(each.page.slug, each.text, each.line) for each in hip.mentions] == [
        ("a", "Hip pain", 6),
        ("b", "HIP PAIN", 5),
    ]


def test_the_name_of_a_document_and_its_alternate_names_are_found_in_lists(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/knee.md": "---\ntitle: Knee Pain\nalternate_names: [Runner’s knee]\n---\n",
            "page.md": listing("- Runners' Knee\n- knee pain"),
        },
    )
    assert names(library) == ["Knee Pain"]
    knee = condition(library, "knee")
    assert [each.text for each in knee.mentions] == ["Runners' Knee", "knee pain"]
    assert [page.slug for page in knee.treatments] == ["page"]


def test_an_alternate_name_of_several_is_all_of_them(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/neck.md": "---\ntitle: Neck Pain\nalternate_names: [Pinched nerve]\n---\n",
            "conditions/arm.md": "---\ntitle: Arm Pain\nalternate_names: [Pinched nerve]\n---\n",
            "page.md": listing("- Pinched Nerve"),
        },
    )
    assert names(library) == ["Arm Pain", "Neck Pain"]
    assert [ref.slug for ref in library.pages_by_slug["page"].conditions] == ["arm", "neck"]


def test_a_link_comes_before_a_name_and_a_name_before_an_alternate_name(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/hip.md": "---\ntitle: Hip Pain\n---\n",
            "conditions/knee.md": "---\ntitle: Knee Pain\nalternate_names: [Hip Pain, Limp]\n---\n",
            "conditions/limp.md": "---\ntitle: Limp\n---\n",
            "page.md": listing("- [Hip Pain](/conditions/knee/)\n- Limp"),
        },
    )
    assert [ref.slug for ref in library.pages_by_slug["page"].conditions] == ["knee", "limp"]


def test_a_link_to_an_anchor_or_an_old_address_of_a_condition_counts(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/hip.md": "---\ntitle: Hip Pain\naliases: [/old-hip/]\n---\n## Why\n",
            "a.md": listing("- [Sore hip](/conditions/hip/#why)"),
            "b.md": listing("- [Bad hip](/old-hip/)"),
        },
    )
    assert names(library) == ["Hip Pain"]
    assert [page.slug for page in condition(library, "hip").treatments] == ["a", "b"]


# ----- front matter


def test_front_matter_names_conditions_by_slug_or_name_and_others_are_new(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/hip-pain.md": "---\ntitle: Sore Hips\n---\n",
            "conditions/knee.md": "---\ntitle: Knee Pain\n---\n",
            "page.md": "---\ntitle: P\nconditions:\n  - hip-pain\n  - knee pain\n  - Gout\n---\n",
        },
    )
    assert [(ref.slug, ref.title) for ref in library.pages_by_slug["page"].conditions] == [
        ("hip-pain", "Sore Hips"),
        ("knee", "Knee Pain"),
        ("gout", "Gout"),
    ]
    assert [each.line for each in condition(library, "gout").mentions] == [6]


def test_slugs_under_a_key_of_front_matter_are_conditions_by_slug_and_others_are_new(
    tmp_path: Path,
) -> None:
    library = made(
        tmp_path,
        {
            "conditions/hip-pain.md": "---\ntitle: Sore Hips\n---\n",
            "page.md": "---\ntitle: P\nconditionsTreated:\n  - hip-pain\n  - knee-pain\n---\n",
        },
    )
    assert [(ref.slug, ref.title) for ref in library.pages_by_slug["page"].conditions] == [
        ("hip-pain", "Sore Hips"),
        ("knee-pain", "Knee pain"),
    ]
    assert [each.text for each in condition(library, "knee-pain").mentions] == ["knee-pain"]


def test_a_document_names_the_pages_that_treat_it(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/hip.md": "---\ntitle: Hip\ntreatments: [a, /b/, The Third]\n---\n",
            "a.md": "# A\n",
            "b.md": "# B\n",
            "c.md": "# The third\n",
        },
    )
    assert [page.slug for page in condition(library, "hip").treatments] == ["a", "b", "c"]
    assert [ref.slug for ref in library.pages_by_slug["a"].conditions] == ["hip"]


def test_a_treatment_that_is_no_page_is_an_error_at_its_place(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/hip.md": "---\ntitle: Hip\ntreatments:\n  - iastn\n---\n",
            "iastm.md": "# IASTM\n",
        },
    )
    (problem,) = [each for each in library.problems if each.code == "unknown-reference"]
    assert (problem.file, problem.line, problem.column) == ("conditions/hip.md", 4, 5)
    assert '"iastn"' in problem.message
    assert problem.hint == 'Did you mean "iastm"?'


def test_related_names_conditions_first_and_pages_else(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/hip.md": "---\ntitle: Hip\nrelated: [Knee, pay, nothing]\n---\n",
            "conditions/knee.md": "# Knee\n",
            "pay.md": "# Pay\n",
        },
    )
    related = condition(library, "hip").related
    assert [(ref.kind, ref.slug) for ref in related] == [("condition", "knee"), ("page", "pay")]
    assert codes(library) == ["unknown-reference"]


def test_many_pages_are_related_once_each_in_linear_time() -> None:
    draft = ConditionDraft("Gout")
    refs = [Ref("page", f"p{number}", f"/p{number}/", "P") for number in range(20_000)]
    start = time.process_time()
    for ref in refs * 2:
        draft.relate(ref)
    draft.relate(draft)
    # Each was compared with all before it: that took a minute.
    assert time.process_time() - start < 5
    assert list(draft.related.values()) == refs


def test_a_page_that_lists_itself_does_not_treat_itself(tmp_path: Path) -> None:
    text = "# Hip Pain\n\nConditions of the hip:\n\n- Hip pain\n- Bursitis\n"
    library = made(tmp_path, {"conditions/hip.md": text})
    assert condition(library, "hip").treatments == ()
    assert len(condition(library, "hip").mentions) == 1
    assert [page.slug for page in condition(library, "bursitis").treatments] == ["conditions/hip"]


# ----- slugs


def test_two_documents_that_want_one_slug_both_take_their_pages(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/arm/pain.md": "# Arm Pain\n",
            "conditions/leg/pain.md": "# Leg Pain\n",
        },
    )
    assert [each.slug for each in library.conditions] == [
        "conditions-arm-pain",
        "conditions-leg-pain",
    ]
    assert codes(library) == ["shared-slug", "shared-slug"]


def test_an_id_is_the_slug_and_a_folder_gives_its_name(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/a.md": "---\nid: knee\ntitle: Knee\n---\n",
            "conditions/hip/index.md": "# Hip\n",
        },
    )
    assert [each.slug for each in library.conditions] == ["hip", "knee"]


def test_a_condition_without_a_document_gives_way_to_one_with_its_slug(tmp_path: Path) -> None:
    library = made(
        tmp_path,
        {
            "conditions/bursitis.md": "# Sore Bursa\n",
            "page.md": listing("- Bursitis"),
        },
    )
    assert [(each.slug, each.name) for each in library.conditions] == [
        ("bursitis-2", "Bursitis"),
        ("bursitis", "Sore Bursa"),
    ]


# ----- hints


def test_names_that_are_nearly_equal_are_a_hint_and_stay_two(tmp_path: Path) -> None:
    library = made(tmp_path, {"a.md": listing("- Ankle Sprain\n- Ankle Sprains\n- Hip Pain")})
    assert len(library.conditions) == 3
    (hint,) = advice(library, dt.date(2026, 11, 24))
    assert (hint.file, hint.line, hint.code) == ("a.md", 5, "near-duplicate")


def test_a_page_not_reviewed_for_a_year_is_a_hint_on_the_day_after(tmp_path: Path) -> None:
    text = "---\ntitle: Hip\nlast_reviewed: 2025-11-24\n---\n"
    library = made(tmp_path, {"conditions/hip.md": text})
    assert advice(library, dt.date(2026, 11, 24)) == ()
    (hint,) = advice(library, dt.date(2026, 11, 25))
    assert (hint.file, hint.line, hint.column) == ("conditions/hip.md", 3, 16)
    assert hint.code == "stale-review"
