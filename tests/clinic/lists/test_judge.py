"""Lists of pages: their verdicts, and the conditions that their items are."""

import json
import time
from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from app.library.library import Library

LoadFiles: TypeAlias = Callable[[Mapping[str, str]], Library]


def names(library: Library) -> list[str]:
    return [condition.name for condition in library.conditions]


@pytest.mark.parametrize(
    "page",
    [
        "## Conditions We Treat\n\n### Spine\n\n- Sciatica\n",
        "## Conditions We Treat\n\n**Spine**\n\n- Sciatica\n",
        "## Conditions We Treat\n\nThey are many.\n\n![A spine](/spine.png)\n\n---\n\n- Sciatica\n",
        "## Conditions We Treat\n\n<div class='two'>\n\n- Sciatica\n\n</div>\n",
        "*Conditions we treat*\n\n- Sciatica\n",
        "<h2>Conditions we treat</h2>\n\n- Sciatica\n",
        "**Conditions we treat**<br>\n- Sciatica\n",
        "## Conditions we treat\n\n<ul><li>Sciatica</li></ul>\n",
        "## Conditions we treat\n\n1. Sciatica\n",
        "---\ntitle: Conditions we treat\n---\n- Sciatica\n",
        "# What we treat\n\n- Spine\n  - Sciatica\n",
        "# Areas of focus\n\n- **Spine**\n  - Sciatica\n",
        "# Conditions treated with acupuncture and herbs\n\n## Nerve disorders\n\n- Sciatica\n",
        "Most common injuries include:\n\n- Sciatica\n",
        "## Behandlungsschwerpunkte\n\n- Sciatica\n",
        "## Motifs de consultation\n\n- Sciatica\n",
        "## Qué tratamos\n\n- Sciatica\n",
        "## What we treat\n\n| Name | Visits |\n|---|---|\n| Sciatica | 6 |\n",
        "<h2>What we treat</h2>\n<dl><dt>Sciatica</dt><dd>In the leg.</dd></dl>\n",
        "**We treat:** sciatica, sciatica and sciatica.\n",
        "---\ntitle: What we treat\n---\n\u2022 Sciatica\n",
        "## What we treat\n\nSciatica\n: It runs down the leg, from the hip.\n",
        "## What we treat\n\n\u2022 Sciatica\n",
        "## What we treat\n\n**\u2022** Sciatica\n",
        "We treat:\n\u2022 Sciatica<br>\u2022 Sciatica\n",
        "Conditions we treat:\n\n**Spine**\n\n- Sciatica\n",
        "- Conditions we treat:\n- Sciatica\n",
        "## What we treat\n\n- Inflammatory\n  - Sciatica\n",
    ],
)
def test_these_lists_name_what_is_treated(load_files: LoadFiles, page: str) -> None:
    library = load_files({"index.md": page})
    assert [name.lower() for name in names(library)] == ["sciatica"]


def _gap(label: str) -> str:
    """Return the empty line below a label, but where that is the first item of its list."""
    return "" if label.startswith("-") else "\n"


@pytest.mark.parametrize(
    "label",
    [
        "Some conditions are better seen by others. I refer out in these cases:",
        "## Conditions we do not treat",
        "## Contraindicated conditions",
        "We write a plan that is tailored to your condition. These plans may include:",
        "Other causes may include:",
        "May worsen the condition:",
        "Weather conditions:",
        "- Contraindications:",
        "## Conditions générales de vente",
    ],
)
def test_these_labels_name_nothing_that_is_treated(load_files: LoadFiles, label: str) -> None:
    library = load_files(
        {"index.md": f"{label}\n{_gap(label)}- Sciatica\n- Neck pain\n- Bursitis\n"}
    )
    assert names(library) == []


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("**Milia**: white bumps", "Milia"),
        ("**Tennis Elbow**\n\n  It comes with the racket.", "Tennis Elbow"),
        ("Sciatica<br>of the left leg", "Sciatica of the left leg"),
        ("Neck pain.", "Neck pain"),
        ("**Jaw:** bruxism, headaches", "bruxism"),
    ],
)
def test_an_item_gives_its_name_without_a_description(
    load_files: LoadFiles, item: str, name: str
) -> None:
    library = load_files({"index.md": f"## What we treat\n\n- {item}\n- Gout\n"})
    assert name in names(library)
    assert len(names(library)) <= 3


def test_a_leading_link_says_which_condition_an_item_is(load_files: LoadFiles) -> None:
    library = load_files(
        {
            "conditions/back-pain.md": "# Back pain",
            "index.md": (
                "## What we treat\n\n- [Aching backs](/conditions/back-pain/): hands-on care\n"
                "- [Back pain](/conditions/back-pain/) and spasms\n"
            ),
        }
    )
    back, spasms = library.conditions
    assert [treatment.slug for treatment in back.treatments] == ["index"]
    assert [(each.text, each.label) for each in back.mentions] == [
        ("Aching backs: hands-on care", "What we treat")
    ]
    assert spasms.name == "Back pain and spasms"
    assert [each.slug for each in spasms.related] == ["back-pain"]


def test_what_fills_a_list_is_left_out(load_files: LoadFiles) -> None:
    library = load_files({"index.md": "## Conditions\n\n- Gout\n- Sciatica\n- etc.\n"})
    assert names(library) == ["Gout", "Sciatica"]
    (judged,) = library.judged_lists["index.md"]
    assert judged.left_out == ("etc.",)


def test_the_record_has_the_label_that_decides_and_the_group(load_files: LoadFiles) -> None:
    library = load_files(
        {"index.md": "## Conditions we treat\n\n### Spine\n\n- Sciatica\n\n## Team\n\n- Ann\n"}
    )
    listed, team = library.pages[0].lists
    assert (listed.title, listed.group, listed.role) == (
        "Conditions we treat",
        "Spine",
        "conditions",
    )
    assert (team.title, team.group, team.role) == ("Team", None, None)


def test_names_that_other_documents_have_decide_what_is_undecided(load_files: LoadFiles) -> None:
    pages = {"index.md": "## Expertise\n\n- Zumba foot\n- Gamer grip\n- Desk neck\n"}
    assert names(load_files(pages)) == []
    others = {
        f"conditions/{name}.md": f"# {name.replace('-', ' ').capitalize()}"
        for name in ("zumba-foot", "gamer-grip", "desk-neck")
    }
    library = load_files({**pages, **others})
    assert [each.treatments[0].slug for each in library.conditions] == ["index"] * 3


def test_a_list_that_nearly_counts_is_a_hint(
    load_files: LoadFiles, places: Callable[[Library], list[tuple[str, int, int, str]]]
) -> None:
    library = load_files({"index.md": "Hello\n\n## Specials\n\n- Sciatica\n- Gout\n"})
    assert places(library) == [("index.md", 5, 1, "maybe-conditions")]
    assert names(library) == []


def test_a_short_group_beside_one_that_counts_counts_too(load_files: LoadFiles) -> None:
    groups = "**In spring**\n\n- Asthma\n- Hives\n- Rhinitis\n\n**In winter**\n\n- {}\n"
    assert "Croup" in names(load_files({"a.md": groups.format("Croup")}))
    assert "Snow" not in names(load_files({"a.md": groups.format("Snow")}))
    alone = load_files({"a.md": "**In winter**\n\n- Croup\n"})
    assert names(alone) == []
    services = groups.format("Croup\n- Cough assessment\n- Breathing exercises")
    assert "Croup" not in names(load_files({"a.md": services}))


def test_a_line_that_describes_its_heading_names_no_conditions(load_files: LoadFiles) -> None:
    text = (
        "# Conditions we treat\n\n## Gout\n\nToe pain, swelling, redness.\n\n## Croup\n\n## Colic\n"
    )
    assert names(load_files({"a.md": text})) == ["Colic", "Croup", "Gout"]


def test_items_below_a_service_are_none_unless_the_label_says_that_they_are_treated(
    load_files: LoadFiles,
) -> None:
    nested = "- Our conditions\n  - Gout\n  - Sprains\n- Our treatments\n  - Back pain\n"
    weak = load_files({"a.md": f"# Us\n\n## Expertise\n\n{nested}"})
    assert names(weak) == ["Gout", "Sprains"]
    sure = load_files({"a.md": f"# Us\n\n## Conditions we treat\n\n{nested}"})
    assert names(sure) == ["Back pain", "Gout", "Sprains"]


@pytest.mark.parametrize("label", ["Contre-indications", "Indications et contre-indications"])
def test_contraindications_are_no_indications(load_files: LoadFiles, label: str) -> None:
    library = load_files({"index.md": f"## {label}\n\n- Grossesse\n- Fracture\n- Cancer\n"})
    assert library.pages[0].lists[0].role is None
    assert names(library) == []


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"<h3>Gout {n}</h3><a href='#'>Flu {n}</a>" for n in range(4000)),
        " ".join(f"[Gout {n}](#a)" for n in range(8000)),
        "".join(f"- Gout {n}\n\nIt hurts.\n\n" for n in range(4000)),
        f"---\nblock: {json.dumps(20_000 * chr(10))}\n---\n",
    ],
    ids=["cards", "links", "broken list", "front matter"],
)
def test_pages_of_many_pieces_are_judged_in_linear_time(load_files: LoadFiles, text: str) -> None:
    start = time.process_time()
    load_files({"page.md": f"{text}\n"})
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            (
                "---\ntitle: What we do\n---\n"
                "Chiropractors often treat people who have these types of headaches:\n\n"
                "- Tension headaches\n- Cluster headaches\n"
            ),
            ["Cluster headaches", "Tension headaches"],
        ),
        (
            (
                "---\ntitle: Tratamiento biológico de la rodilla\n---\n## Tipos\n\n"
                "Hoy se distinguen dos tipos de osteonecrosis:\n\n"
                "- un primer tipo denominado osteonecrosis primaria\n"
                "- un segundo tipo denominado osteonecrosis secundaria\n"
            ),
            [],
        ),
        (
            (
                "## Disorders we treat\n\n"
                "- **Voice disorders:** trouble with speaking for a whole day, loss of voice\n"
                "- **Sleep disorders:** trouble with falling asleep in the evening, nightmares\n"
            ),
            ["Sleep disorders", "Voice disorders"],
        ),
        (
            (
                f"## For whom\n\nThese are troubles {'that my patients come with ' * 3}and "
                "that we treat: *Migraine • Asthma (mild, severe) • Gout • Colic*\n"
            ),
            ["Asthma (mild, severe)", "Colic", "Gout", "Migraine"],
        ),
        (
            (
                f"## For whom\n\nThese are troubles {'that my patients come with ' * 3}and "
                "that we treat: migraine, asthma, gout\n"
            ),
            [],
        ),
        (
            (
                "---\ntitle: Services for trauma and OCD\n---\n## Therapy services for\n\n"
                "- Anxiety\n- Grief\n- Anger\n\n## Our services are for\n\n- Children\n- Adults\n"
            ),
            ["Anger", "Anxiety", "Grief"],
        ),
        (
            (
                "## What we treat\n\n### Digestive problems\n\n"
                "We treat several disorders:\n\n- Reflux\n- Colic\n\n"
                "### Back disorders\n\nWe treat pain of all kinds:\n\n- Sciatica\n- Lumbago\n\n"
                "### Neck problems\n\nWe treat:\n\n- Whiplash\n- Torticollis\n"
            ),
            ["Colic", "Lumbago", "Reflux", "Sciatica", "Torticollis", "Whiplash"],
        ),
        (
            (
                "---\ntitle: Bone health\n---\n## What changes with time\n\n**Density:**\n\n"
                "- Peak bone mass around age 30\n- Gradual loss after menopause\n"
                "- Estrogen decline accelerates loss\n- Women more affected than men\n"
            ),
            [],
        ),
        (
            (
                "---\ntitle: Bone health\n---\n"
                "- Leads to kyphosis\n- Results in height loss\n- Causes spinal compression\n"
            ),
            [],
        ),
        (
            (
                "## Conditions we treat\n\nGout: This arthritis begins in one joint.  \n"
                "Sciatica: This pain runs down the leg.  \nLupus: an autoimmune disease.\n"
            ),
            ["Gout", "Lupus", "Sciatica"],
        ),
        (
            (
                "## Conditions we treat\n\nGout: This is an arthritis.\n\n"
                "Sciatica: The leg hurts.\n\nLupus: This is a disease.\n"
            ),
            ["Gout", "Lupus", "Sciatica"],
        ),
        (
            (
                "## What we treat\n\nGout, lupus and sciatica.\n\n"
                "## Care\n\nWe are warm, calm and kind.\n"
            ),
            ["Gout", "lupus", "sciatica"],
        ),
        (
            (
                "## Conditions we treat\n\nOur rooms are bright, calm, and warm.\n\n"
                "## What we treat\n\nWe like it here, always, on Sundays.\n\n"
                "## We help with\n\nPrice: It is low.\n\nTime: It is short.\n\nRoom: It is ours.\n"
            ),
            [],
        ),
    ],
    ids=[
        *("kinds treated", "kinds told apart", "definitions", "row", "long sentence"),
        *("services for", "heading of a sentence", "far title", "what something does"),
        *(
            "lines with descriptions",
            "short descriptions",
            "three names and a full stop",
            "sentences",
        ),
    ],
)
def test_forms_definitions_and_rows(load_files: LoadFiles, page: str, expected: list[str]) -> None:
    assert names(load_files({"page.md": page})) == expected
