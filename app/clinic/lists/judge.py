"""The lists of a page, judged: whether they name conditions, under which label, and which names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, count
from typing import Final

from app.clinic.lists.bold_lists import bold_lists
from app.clinic.lists.broken_lists import joined_lists
from app.clinic.lists.heading_lists import announced_lists, heading_lists
from app.clinic.lists.item_names import (
    ItemText,
    item_names,
)
from app.clinic.lists.item_scores import is_category, is_group, is_medical
from app.clinic.lists.item_texts import (
    has_separator,
    item_texts,
    joined,
    joined_body_parts,
    names_of_parts,
)
from app.clinic.lists.judged_list import OF_DATA, JudgedList, judged_list
from app.clinic.lists.label_kinds import LabelKind
from app.clinic.lists.label_overrides import LabelOverrides
from app.clinic.lists.label_scores import DecidingLabel, deciding_label, score_label
from app.clinic.lists.list_forms import (
    apply_form_rules,
    read_single,
    read_table,
    too_many_sentences,
)
from app.clinic.lists.list_labels import OF_OUTLINE, labelled, labels_of
from app.clinic.lists.list_scores import ListVerdict, judge_list
from app.clinic.lists.lists_beside import beside_another, without_descriptions, without_sentences
from app.clinic.names import search_key
from app.markdown import Body, BodyLink, BodyList
from app.problems import Problem
from app.site.schema import ConditionLists, Site

_PARAGRAPHS: Final = frozenset({"bold", "texts"})
_MAY_BE_OF_DATA: Final = frozenset(
    {LabelKind.TREATED, LabelKind.CONDITIONS, LabelKind.MAYBE_TREATED, LabelKind.INDICATIONS}
)
_MOST_NAMES: Final = 3


class ListJudge:
    """Judges lists by their labels and items, and by what the site file says of labels."""

    def __init__(self, overrides: ConditionLists) -> None:
        self._overrides = LabelOverrides(overrides)

    def judge(
        self, body: Body, page_title: str, known: frozenset[str] = frozenset()
    ) -> tuple[JudgedList, ...]:
        """Return the lists of a body with their verdicts.

        `known` are the search keys of names that are conditions elsewhere.
        """
        if not (body.lists or body.toc or body.raw_headings):  # as many
            return ()
        bold = [parsed for parsed in body.lists if parsed.kind in _PARAGRAPHS]
        written = [parsed for parsed in body.lists if parsed.kind not in OF_OUTLINE]
        written = joined_lists(written)
        judged = [self._judge(parsed, body.links, page_title, known) for parsed in written]
        if any(parsed.kind in OF_DATA for parsed in written):
            are_of_page = list(map(self._is_of_page, written, judged))
            written = list(compress(written, are_of_page))
            judged = list(compress(judged, are_of_page))
        if judged:
            judged = [beside_another(item, index, judged) for index, item in enumerate(judged)]
            judged = without_descriptions(written, judged, body)
        if body.toc or body.raw_headings or bold:
            groups = frozenset(
                chain(*map(_labels_within, judged), _labels_of_lines(written, judged))
            )
            further = [
                *heading_lists(body, page_title, groups, self._overrides),
                *announced_lists(body, page_title, groups, self._overrides),
                *bold_lists(bold, page_title, groups, self._overrides),
            ]
            judged += [self._judge(parsed, body.links, page_title, known) for parsed in further]
            if bold:
                judged = without_sentences(judged)
        return tuple(judged)

    def judge_again(
        self, body: Body, judged: Sequence[JudgedList], page_title: str, known: frozenset[str]
    ) -> tuple[JudgedList, ...]:
        """Return the verdicts with those anew that names known from elsewhere may change."""
        return tuple(
            [
                self._judge(item.parsed, body.links, page_title, known)
                if _may_change(item, known)
                else item
                for item in judged
            ]
        )

    def _judge(
        self, parsed: BodyList, links: Sequence[BodyLink], page_title: str, known: frozenset[str]
    ) -> JudgedList:
        if parsed.kind == "table":
            parsed = read_table(parsed)
        elif parsed.kind == "list":
            parsed = read_single(parsed)
        parsed = labelled(parsed)
        labels = labels_of(parsed, page_title)
        deciding = deciding_label(labels)
        items = item_texts(parsed) if not deciding.score.kind.is_refused else []
        settled = _settled(labels, deciding, items)
        if settled is not None:
            settled = self._override(settled, labels)
            if not settled.counts:
                return judged_list(parsed, labels, settled, [()] * len(parsed.texts))
            items = items or item_texts(parsed)
        names = list(item_names(items))
        if parsed.kind == "line":
            names = joined_body_parts(names)
        for index, group in names_of_parts(parsed).items() if parsed.parts else ():
            names[index] = group
        for index, numbers in enumerate(parsed.links):
            if numbers and len(names[index]) > 1:
                names[index] = joined(names[index], [links[number].text for number in numbers])
        for index in (*_groups(parsed, names), *_below_others(parsed, deciding.score.kind)):
            names[index] = ()
        if len(labels) > 1 and labels[0] == parsed.texts[0]:
            names[0] = ()
        if deciding.score.kind is LabelKind.MAYBE_TREATED and _are_of_causes(parsed.texts, names):
            names = [()] * len(names)
        flat = list(chain.from_iterable(names))
        score = apply_form_rules(parsed, judge_list(labels, flat, known, deciding), flat)
        score = self._override(score, labels)
        if score.dropped:
            dropped = frozenset(score.dropped)
            places = count()
            names = [
                tuple([name for name in group if next(places) not in dropped]) for group in names
            ]
        return judged_list(parsed, labels, score, names)

    def _override(self, score: ListVerdict, labels: Sequence[str]) -> ListVerdict:
        """Return the verdict as the site file has it; the nearest label that it names decides."""
        override = self._overrides.find(labels)
        if override is None:
            return score
        index, counts = override
        key = "include" if counts else "exclude"
        reason = f'the site file has "{labels[index]}" under condition_lists: {key}'
        return score._replace(counts=counts, nearly=False, label=index, reason=reason)

    def _is_of_page(self, parsed: BodyList, judged: JudgedList) -> bool:
        """Return False for a list in front matter that neither its labels nor its items speak for.

        Most are of pictures, prices and the like.
        """
        if parsed.kind not in OF_DATA or judged.verdict.counts:
            return True
        if parsed.kind == "slugs":
            return False
        is_by_words = deciding_label(parsed.labels).score.kind in _MAY_BE_OF_DATA
        return is_by_words or self._overrides.find(parsed.labels) is not None


def judge_for(site: Site) -> Callable[[Body, str], tuple[JudgedList, ...]]:
    """Return the function that judges the lists of a body, given its page's title, by a site."""
    return ListJudge(site.condition_lists).judge


def maybe_conditions(file: str, judged: Iterable[JudgedList]) -> list[Problem]:
    """Return a hint for each list that nearly counts."""
    hints = []
    for item in judged:
        if not item.verdict.nearly or item.role is not None:
            continue
        names = [name for group in item.names for name in group]
        text = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
        where = f'under "{item.title}" ' if item.title else ""
        message = f"the list {where}may name conditions ({text}), but is not read as such"
        hint = (
            "Name its label under condition_lists in the site file, as include or exclude. "
            "`bodywise conditions` shows each verdict."
        )
        hints.append(Problem(file, item.parsed.lines[0], 1, "maybe-conditions", message, hint))
    return hints


def _groups(parsed: BodyList, names: Sequence[tuple[str, ...]]) -> list[int]:
    """Return the items that only hold a list of others, and are no condition themselves."""
    if not (parsed.groups or parsed.depths):
        return []
    labels = frozenset(parsed.groups)
    depths = parsed.depths or (0,) * len(names)
    groups = []
    # The trees of items that follow, by the depth of their roots, and whether any is medical.
    following: list[tuple[int, bool]] = []
    for index in reversed(range(len(names))):
        holds_medical = False
        while following and following[-1][0] > depths[index]:
            holds_medical = following.pop()[1] or holds_medical
        is_condition = any(is_medical(name) and not is_category(name) for name in names[index])
        if is_condition and holds_medical:  # "Our conditions", as a label is
            is_condition = not score_label(parsed.texts[index]).kind.names_conditions
        if not is_condition and (holds_medical or index in labels):
            groups.append(index)
        following.append((depths[index], holds_medical or is_condition))
    return groups


def _are_of_causes(texts: Sequence[str], names: Sequence[tuple[str, ...]]) -> bool:
    """Return True if most items are groups of what is not treated: "Mental factors: stress"."""
    if 2 * sum(not group for group in names) <= len(names):
        return False
    heads = [text.partition(":")[0] for text in texts if ":" in text]
    against = [score_label(head).kind is LabelKind.NOT_TREATED for head in heads]
    return 2 * sum(against) > len(texts)


def _below_others(parsed: BodyList, kind: LabelKind) -> Iterator[int]:
    """Yield the items below one that speaks of something else than what is treated.

    Below "Conditions we treat" that may be a service: "Physiotherapy" above "Back pain".
    """
    is_open = kind is LabelKind.MAYBE_TREATED
    depth: int | None = None
    for index, own in enumerate(parsed.depths):
        if depth is not None and own > depth:
            yield index
        else:
            text = parsed.texts[index]
            own_kind = score_label(text).kind
            is_other = own_kind.is_of_else if is_open else own_kind is LabelKind.NOT_TREATED
            depth = own if is_other and not is_medical(text) else None


def _settled(
    labels: Sequence[str], deciding: DecidingLabel, items: Sequence[ItemText]
) -> ListVerdict | None:
    """Return the verdict that needs no look at each name, as most lists have.

    That is where the label says no, which needs no items, or where one that does not say yes
    stands over sentences. A page of three lists takes 0.06 ms with this, and 0.8 ms without.
    """
    index, label = deciding
    quoted = labels[index] if labels else ""
    words = f' ("{label.words}")' if label.words else ""
    start = f'the label "{quoted}" {label.kind}{words}'
    if label.kind.is_refused:
        reason = f"{start}; the label decides"
    elif label.kind is not LabelKind.TREATED and too_many_sentences(
        label.kind, ["" if has_separator(item) else item.lead or item.text for item in items]
    ):
        reason = f"{start}; the items are sentences"
    else:
        return None
    return ListVerdict(False, False, index, label.kind, 0.0, (), reason)


def _labels_within(judged: JudgedList) -> tuple[str, ...]:
    """Return the labels of a list of conditions up to the one that decides.

    Where that is a sentence, the heading above it is a group too: "Digestive problems".
    """
    if not judged.verdict.counts:
        return ()
    labels, end = judged.labels, judged.verdict.label + 1
    if judged.parsed.has_sentence and end == 1 and any(map(is_group, labels[1:2])):
        end = 2
    return labels[:end]


def _labels_of_lines(written: Sequence[BodyList], judged: Sequence[JudgedList]) -> Iterator[str]:
    """Yield the headings of lines of conditions, also those that say nothing: "Immune disease"."""
    for parsed, item in zip(written, judged, strict=True):
        if parsed.kind == "line" and item.verdict.counts:
            yield from parsed.labels[:1]


def _may_change(judged: JudgedList, known: frozenset[str]) -> bool:
    return (
        not judged.verdict.counts
        and judged.verdict.kind.is_undecided
        and any(search_key(name) in known for group in judged.names for name in group)
    )
