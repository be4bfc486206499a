"""What a loop goes over, counted before it is gone through."""

from collections.abc import Iterator, Mapping
from typing import Self

from liquid.builtin.expressions import LoopExpression, StringLiteral
from liquid.context import RenderContext
from liquid.expression import Expression

from app.dialects.jekyll.liquid.context import context_of
from app.dialects.jekyll.liquid.values import integer_of, plain


class CountedLoop(LoopExpression):
    """The head of a `for` or a `tablerow`; a range is never laid out whole."""

    __slots__ = ()

    @classmethod
    def of(cls, found: LoopExpression) -> Self:
        """The loop that the library has read."""
        return cls(
            found.token,
            found.identifier,
            found.iterable,
            limit=found.limit,
            offset=found.offset,
            reversed_=found.reversed,
            cols=found.cols,
        )

    def evaluate(self, context: RenderContext) -> tuple[Iterator[object], int]:
        """The entries and how many they are. Raises LimitError where they are too many."""
        held = plain(self.iterable.evaluate(context))
        key = f"{self.identifier}-{self.iterable}"
        is_continued = isinstance(self.offset, StringLiteral) and self.offset.value == "continue"
        start = context.stopindex(key) if is_continued else _number(self.offset, context) or 0
        start = max(start, 0)
        limit = _number(self.limit, context)
        stop = None if limit is None else start + max(limit, 0)
        entries: list[object] | range
        if isinstance(held, range):
            entries = held[start:stop]
            count = max(entries.stop - entries.start, 0)
        else:
            entries = _entries(held)[start:stop]
            count = len(entries)
        meter = context_of(context).meter
        meter.items(count)
        # A turn costs something even where the loop holds nothing.
        meter.spend(count >> 1)
        context.stopindex(key, start + count)
        return iter(reversed(entries) if self.reversed else entries), count


def _number(expression: Expression | None, context: RenderContext) -> int | None:
    if expression is None:
        return None
    value = plain(expression.evaluate(context))
    return None if value is None else integer_of(value)


def _entries(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        return [[key, held] for key, held in value.items()]
    return [value] if isinstance(value, str) and value else []
