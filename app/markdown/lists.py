"""The lists of a body while it is read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.markdown.body import BodyLink, BodyList, ListKind
from app.markdown.labels import (
    is_caption,
    is_dashed,
    is_label,
    is_short,
    is_statement,
    leading_sentence,
    linked_names,
    names_by_comma,
    names_follow,
    names_on_line,
    typed_items,
    typed_terms,
)
from app.markdown.open_lists import OpenItem, OpenList, one_line

# Of a label that bold lines follow as groups, and of those, below the six of headings.
_SENTENCE_DEPTH: Final = 7
BOLD_DEPTH: Final = 8
# Of the title of a component, which reaches the lists in it.
COMPONENT_DEPTH: Final = 6.9
# A label that speaks for headings of one level stands so much above them.
_HALF_A_LEVEL: Final = 0.5
# More blank pieces of text before the beginning of an item are not looked through: a look at all
# of them would take quadratic time.
MOST_BLANKS: Final = 8
# A longer bold or italic paragraph is emphasis, not a label.
_LONGEST_LABEL: Final = 120
# A longer bold beginning of a line is emphasis.
_LONGEST_OPENING: Final = 80
_COLONS: Final = (":", "\uff1a")
_OF_OUTLINE: Final = frozenset({"bold", "headings", "texts"})
# So many bold lines or headings are the outline of a text, unless names follow one.
_MOST_OUTLINE: Final = 2


class BoldLine(NamedTuple):
    """A line that begins in bold: its beginning, the rest, its first byte, and its links."""

    lead: str
    rest: str
    start: int
    links: Sequence[tuple[int, BodyLink]] = ()


@dataclass(slots=True, eq=False)
class ListCollector:
    """Collects the lists of a body with the labels that reach them.

    `continued_list` is the list that ended directly before the place that is read; one that follows
    continues it. `bold_list` has the bold paragraphs since the last heading, `heading_list` the
    headings of one depth that a sentence leads to, `paragraph_list` short paragraphs that follow
    one another. `open_levels` are the headings that reach this place with their depths, each deeper
    than the one before, and bold lines with a depth below all of them. `in_raw_list` is True in a
    list that is written as HTML: what stands there labels nothing outside of it.
    """

    continued_list: OpenList | None = None
    bold_list: OpenList | None = None
    heading_list: tuple[int, OpenList] | None = None
    paragraph_list: OpenList | None = None
    open_levels: list[tuple[float, str]] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    in_raw_list: bool = False
    # What stands directly before the place that is read, and what before the last paragraph: a
    # paragraph, which is looked at only if a list or a heading follows it, or a heading or bold
    # line.
    paragraph_before: str | None = None
    heading_before: str | None = None
    paragraph_before_last: str | None = None
    heading_before_last: str | None = None
    # The sentence that lines with labels of their own follow, and that of the paragraph before.
    group_sentence: str | None = None
    group_sentence_before: str | None = None
    # The depth of a heading that nothing has followed yet.
    childless_depth: int | None = None
    # The statement above the headings that reach this place, and the depth at which it stands.
    statement: tuple[float, str] | None = None

    def interrupt(self) -> None:
        """End what a sentence reaches, and the list that came last."""
        self.continued_list = None
        self.paragraph_before = self.heading_before = None
        self.childless_depth = None

    def above(self) -> str | None:
        """Return the label that the last paragraph follows directly."""
        return leading_sentence(self.paragraph_before_last) or self.heading_before_last

    def begin(
        self,
        kind: ListKind = "list",
        label: str | None = None,
        outer: tuple[str, ...] | None = None,
    ) -> OpenList:
        """Begin a list; `label` is the item that it stands in, if that is its label.

        `outer` are the labels of the list that has that item.
        """
        self.childless_depth = self.group_sentence = self.paragraph_list = None
        has_sentence = False
        if label is None:
            if self.continued_list is not None and self.continued_list.kind == kind:
                return self.continued_list
            text = self.paragraph_before
            if text is not None:
                # A short line that nothing marks as a label is one too.
                label = leading_sentence(text) or (text if is_caption(text) else None)
                has_sentence = label is not None
        labels = self._labels() if outer is None else outer
        labels = labels if label is None else (label, *labels)
        opened = OpenList(kind, labels, has_sentence=has_sentence, statement=self._statement(label))
        self.lists.append(opened)
        return opened

    def _statement(self, label: str | None) -> tuple[int, str] | None:
        """Return the statement that reaches a list, and its place among the labels."""
        if (
            label is None
            and self.paragraph_before is not None
            and is_statement(self.paragraph_before)
        ):
            return 0, self.paragraph_before
        if self.statement is None:
            return None
        depth, text = self.statement
        below = sum(bool(title) and mark > depth for mark, title in self.open_levels)
        return below + (label is not None), text

    def begin_in(self, outer: OpenList, item: OpenItem, plain: list[str]) -> OpenList:
        """Begin a list in an item of another list; return that one if its items go on in it."""
        item.texts += (*plain[item.plain :], " ")
        if item.label is None:
            outer.deepen(1)
            return outer
        outer.groups.append(item.place)
        return self.begin(label=item.label, outer=outer.labels)

    def open_level(self, depth: float, title: str) -> None:
        """Begin what a heading or a bold line reaches; what is not above it reaches no further."""
        marks = self.open_levels
        while marks and marks[-1][0] >= depth:
            marks.pop()
        marks.append((depth, title))
        self.paragraph_list = None
        if self.statement is not None and self.statement[0] >= depth:
            self.statement = None

    def _labels(self) -> tuple[str, ...]:
        """Return the headings and the bold line that reach this place, the nearest first."""
        return tuple([title for _, title in reversed(self.open_levels) if title])

    def heading(self, depth: int, title: str, start: int) -> None:
        """Begin what a heading reaches.

        One that others of its level follow at once speaks for them, as "When to come to us?" above
        "Back" and "Neck" does; so does a sentence above a heading that ends with a colon. Headings
        that a sentence leads to may be the items of a list.
        """
        sentence = leading_sentence(self.paragraph_before)
        text, self.paragraph_before = self.paragraph_before, None
        if sentence is not None and sentence.endswith("?"):
            sentence = None
        self._announce(depth, sentence)
        self.group_sentence = None
        if self.heading_list is not None and self.heading_list[0] == depth and title:
            self.heading_list[1].add_names([title], start, [])
        bare, self.childless_depth = self.childless_depth, depth
        self.continued_list = self.bold_list = None
        self.heading_before = title or None
        if self.in_raw_list:
            return
        if bare == depth and self.open_levels:
            self.open_level(depth - _HALF_A_LEVEL, self.open_levels.pop()[1])
        elif sentence is not None:
            self.open_level(depth - _HALF_A_LEVEL, sentence)
        is_first = not self.open_levels or self.open_levels[-1][0] < depth
        self.open_level(depth, title)
        if sentence is None and text and is_first and is_statement(text):
            self.statement = depth - _HALF_A_LEVEL, text

    def raw_heading(self, depth: int, title: str, start: int, above: str | None) -> None:
        """Begin what a heading in HTML reaches; `above` is the paragraph directly above it.

        If that leads to it, it speaks for the headings of this level that follow, and they may be
        the items of a list.
        """
        self.interrupt()
        sentence = leading_sentence(above)
        if sentence is not None and (sentence.endswith("?") or not title):
            sentence = None
        self._announce(depth, sentence)
        if self.heading_list is not None and self.heading_list[0] == depth and title:
            self.heading_list[1].add_names([title], start, [])
        if sentence is not None:
            self.open_level(depth - _HALF_A_LEVEL, sentence)
        self.open_level(depth, title)
        self.heading_before = title or None

    def _announce(self, depth: int, sentence: str | None) -> None:
        """Begin or end the list of the headings that follow a sentence such as "We help with:"."""
        if self.heading_list is not None and depth < self.heading_list[0]:
            self.heading_list = None
        if sentence is None or self.in_raw_list:
            return
        around = [mark for mark in self.open_levels if mark[0] < _SENTENCE_DEPTH]
        if not around or around[-1][0] < depth:
            labels = (sentence, *[title for _, title in reversed(around) if title])
            self.heading_list = depth, OpenList("headings", labels, has_sentence=True)
            self.lists.append(self.heading_list[1])

    def paragraph(
        self,
        text: str,
        *,
        bold: bool = False,
        start: int = -1,
        links: Sequence[tuple[int, BodyLink]] = (),
    ) -> None:
        """Begin what a paragraph reaches.

        `start` is the byte where one begins that may be a name, and `links` are those in it.
        """
        self.continued_list = None
        self.group_sentence_before, self.group_sentence = self.group_sentence, None
        text = text.strip()
        if not text:
            # A picture does not part a label from its list.
            return
        self.paragraph_before_last, self.heading_before_last = (
            self.paragraph_before,
            self.heading_before,
        )
        self.paragraph_before, self.heading_before = text, None
        self.childless_depth = None
        if bold:
            self.paragraph_list = None
            self._bold_paragraph(text)
        elif start >= 0:
            self._short_paragraph(text, start, links)

    def _short_paragraph(
        self, text: str, start: int, links: Sequence[tuple[int, BodyLink]]
    ) -> None:
        """Add a paragraph to the short ones that follow one another, or end these."""
        if self.in_raw_list or not (is_short(text) or is_dashed(text)):
            self.paragraph_list = None
            return
        if self.paragraph_list is None:
            sentence = leading_sentence(self.paragraph_before_last)
            labels = self._labels() if sentence is None else (sentence, *self._labels())
            if not labels:
                return
            self.paragraph_list = OpenList("texts", labels, has_sentence=sentence is not None)
            self.lists.append(self.paragraph_list)
        self.paragraph_list.add_names([text], start, links)

    def _bold_paragraph(self, text: str) -> None:
        self.paragraph_before, self.heading_before = None, text
        sentence = leading_sentence(self.paragraph_before_last)
        if sentence is not None and is_label(sentence):
            self.open_level(_SENTENCE_DEPTH, sentence)
        if len(text) <= _LONGEST_LABEL and not self.in_raw_list:
            self.open_level(BOLD_DEPTH, " ".join(text.split()))

    def typed(self, text: str, start: int, links: Callable[[], list[tuple[int, BodyLink]]]) -> bool:
        """Add the items of a paragraph that is a list in all but its marks; return False if none.

        Those of paragraphs that follow one another are one list, as of "• Gout" and "• Sciatica".
        """
        if "\n: " in text and (term := typed_terms(text)) is not None:
            kind: ListKind = "terms"
            items: tuple[str, ...] = (term,)
        elif (typed := typed_items(text)) is not None:
            kind, (label, items) = "line", typed
            if label:
                self.paragraph(label)
        else:
            return False
        opened = self.begin(kind)
        opened.add_names(items, start, links())
        self.interrupt()
        self.continued_list = opened
        return True

    def line(self, text: str, start: int, links: list[tuple[int, BodyLink]]) -> None:
        """Add a line of names, if the paragraph is one; `links` are those in it.

        Its label is the beginning of the line, or a paragraph directly above it. Lines with labels
        of their own may be groups of what a sentence above them announces.
        """
        named, above = names_on_line(text), self.above()
        label, names = named or (above, names_by_comma(text) or _linked_names(text, links))
        if label is None or not names:
            return
        labels = self._labels()
        if named is not None:
            is_announced = above is not None and above.endswith(_COLONS)
            self.group_sentence = above if is_announced else self.group_sentence_before
            labels = labels if self.group_sentence is None else (self.group_sentence, *labels)
        if label not in labels[:1]:
            labels = (label, *labels)
        opened = OpenList("line", labels, True, self._statement(label))
        opened.add_names(names, start, links)
        self.lists.append(opened)

    def bold_lines(self, lines: Iterable[BoldLine]) -> bool:
        """Add lines of a paragraph that begin in bold.

        Return True if names follow one of them, as of "**Bladder** \u2013 urgency, prolapse".
        """
        if self.in_raw_list:
            return False
        sentence = leading_sentence(self.paragraph_before)
        label = sentence if sentence is not None and is_label(sentence) else None
        if self.bold_list is None or label is not None:
            marks = [title for depth, title in reversed(self.open_levels) if depth < BOLD_DEPTH]
            labels = tuple(filter(None, [label, *marks]))
            self.bold_list = OpenList("bold", labels, has_sentence=label is not None)
            self.lists.append(self.bold_list)
        have_names = False
        for lead, rest, start, links in lines:
            text = one_line([lead])
            if not text or len(text) > _LONGEST_OPENING:
                continue
            place = len(self.bold_list.texts)
            names = one_line([rest])
            if rest.lstrip(" ").startswith("\n") and "," in names:
                names = f"\u2013 {names}"  # "**Bladder**", and "urgency, prolapse" below it
            if follow := names_follow(names):
                have_names = True
                self.bold_list.leads[place] = len(text)
                text = f"{text} {follow}"
            self.bold_list.add_names([text], start, links)
        return have_names

    def finish(self, lines: Callable[[list[int]], list[int]]) -> tuple[BodyList, ...]:
        """Return the lists that have items, in their order; `lines` maps bytes to lines."""
        return tuple(
            [
                opened.finish(lines)
                for opened in self.lists
                if opened.texts
                and (
                    opened.kind not in _OF_OUTLINE
                    or opened.leads
                    or len(opened.texts) > _MOST_OUTLINE
                )
            ]
        )


def _linked_names(text: str, links: Sequence[tuple[int, BodyLink]]) -> tuple[str, ...]:
    return linked_names(text, [link.text for _, link in links])
