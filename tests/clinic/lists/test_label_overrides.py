"""Labels of lists that the site file includes or excludes."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import pytest

from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_overrides import LabelOverrides, Override
from app.library.library import Library
from app.site.schema import ConditionLists

LoadFiles: TypeAlias = Callable[[Mapping[str, str]], Library]
OVERRIDES = LabelOverrides(ConditionLists(include=("^my work$",), exclude=("we treat",)))
NAMES = ("Gout", "Lupus", "Sciatica")
TEXT = "A text about it, of several words."
PAGES = {
    "list": "## {}\n\n- Gout\n- Lupus\n- Sciatica\n",
    "label with a colon": "**{}:**\n\n- Gout\n- Lupus\n- Sciatica\n",
    "line": "## {}\n\nGout, Lupus and Sciatica.\n",
    "headings": "## {}\n\n" + "".join(f"### {name}\n\n{TEXT}\n\n" for name in NAMES),
    "bold paragraphs": "## {}\n\n" + "".join(f"**{name}**\n\n{TEXT}\n\n" for name in NAMES),
    "beginnings": "## {}\n\n" + "".join(f"{name}: {TEXT}\n\n" for name in NAMES),
    "title in front matter": (
        "---\nparts:\n  title: {}\n  items: [Gout, Lupus, Sciatica]\n---\nText\n"
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_label_that_is_included_names_conditions_however_they_are_written(
    load_files: LoadFiles, page: str
) -> None:
    files = {"site.yaml": "condition_lists:\n  include: ['^my work$']\n"}
    unknown = page.format("My work").replace("Gout", "Blorb").replace("Lupus", "Grumps")
    without = load_files({"page.md": unknown})
    included = load_files({**files, "page.md": unknown})
    assert without.conditions == ()
    assert [each.name for each in included.conditions] == ["Blorb", "Grumps", "Sciatica"]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_label_that_is_excluded_names_none_however_they_are_written(
    load_files: LoadFiles, page: str
) -> None:
    files = {"site.yaml": "condition_lists:\n  exclude: ['^conditions we treat$']\n"}
    without = load_files({"page.md": page.format("Conditions we treat")})
    excluded = load_files({**files, "page.md": page.format("Conditions we treat")})
    assert tuple(each.name for each in without.conditions) == NAMES
    assert excluded.conditions == ()


@pytest.mark.parametrize(
    ("labels", "override"),
    [
        (["My work"], Override(0, counts=True)),
        (["Spine", "My work: "], Override(1, counts=True)),
        (["What we treat", "My work"], Override(0, counts=False)),
        (["Spine", "My work here"], None),
    ],
)
def test_the_nearest_label_that_the_site_file_names_decides(
    labels: list[str], override: Override | None
) -> None:
    assert OVERRIDES.find(labels) == override


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_list_that_is_excluded_has_a_verdict_that_says_so(
    load_files: LoadFiles, page: str
) -> None:
    files = {"site.yaml": "condition_lists:\n  exclude: ['^conditions we treat$']\n"}
    library = load_files({**files, "page.md": page.format("Conditions we treat")})
    judged = library.judged_lists["page.md"]
    excluded = [each for each in judged if each.verdict.reason.endswith("lists: exclude")]
    assert any(set(NAMES) <= set(each.parsed.texts) for each in excluded)


def test_to_exclude_a_label_wins() -> None:
    both = LabelOverrides(ConditionLists(include=("work",), exclude=("my work",)))
    assert both.find(["My work"]) == Override(0, counts=False)


def test_a_label_that_the_site_file_does_not_name_is_scored_by_its_words() -> None:
    assert OVERRIDES.kind_of("My work") is LabelKind.TREATED
    assert OVERRIDES.kind_of("What we treat") is LabelKind.OTHER
    assert OVERRIDES.kind_of("Contraindications") is LabelKind.NOT_TREATED
