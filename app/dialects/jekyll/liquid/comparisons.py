"""Conditions: the library's, but compared as Ruby compares and paid for by size."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from liquid.builtin.expressions import BooleanExpression
from liquid.builtin.expressions.logical import (
    ContainsExpression,
    EqExpression,
    GeExpression,
    GtExpression,
    LeExpression,
    LogicalAndExpression,
    LogicalOrExpression,
    LtExpression,
    NeExpression,
)
from liquid.builtin.expressions.primitive import Blank, Empty
from liquid.context import RenderContext
from liquid.expression import Expression

from app.dialects.jekyll.liquid.context import context_of
from app.dialects.jekyll.liquid.limits import Meter
from app.dialects.jekyll.liquid.values import equal, inspected, is_truthy, plain, refused, text_of

Comparer = Callable[[object, object, Meter], bool]


class Comparison(Expression):
    """Two sides and what compares them."""

    __slots__ = ("comparer", "left", "right")

    def __init__(self, left: Expression, right: Expression, comparer: Comparer) -> None:
        super().__init__(token=left.token)
        self.left = left
        self.right = right
        self.comparer = comparer

    def evaluate(self, context: RenderContext) -> object:
        """Whether it holds. Raises LiquidValueError for sides that cannot be compared."""
        left, right = self.left.evaluate(context), self.right.evaluate(context)
        return self.comparer(left, right, context_of(context).meter)

    def children(self) -> list[Expression]:
        """Both sides."""
        return [self.left, self.right]


class Condition(BooleanExpression):
    """A whole condition; every comparison in it is one of ours."""

    __slots__ = ()

    @classmethod
    def of(cls, found: Expression) -> "Condition":
        """The condition that the library has read."""
        held = found.expression if isinstance(found, BooleanExpression) else found
        return cls(found.token, compared_here(held))

    def evaluate(self, context: RenderContext) -> bool:
        """Whether it holds."""
        return is_truthy(self.expression.evaluate(context))


def compared_here(expression: Expression) -> Expression:
    """The expression with the library's comparisons replaced by ours."""
    # "and" and "or" bind to the right, so a long condition goes deep on that side alone.
    whole = expression
    while isinstance(expression, (LogicalAndExpression, LogicalOrExpression)):
        expression.left = _comparison(expression.left)
        right = expression.right
        if not isinstance(right, (LogicalAndExpression, LogicalOrExpression)):
            expression.right = _comparison(right)
            return whole
        expression = right
    return _comparison(expression)


def _comparison(expression: Expression) -> Expression:
    comparer = _COMPARERS.get(type(expression))
    if comparer is None:
        return expression
    left, right = expression.children()
    return Comparison(_comparison(left), _comparison(right), comparer)


def are_equal(left: object, right: object, meter: Meter) -> bool:
    """`==`, where `empty` asks whether there is nothing in the other side.

    `blank` equals nothing: it asks for a method that only Rails has.
    """
    if isinstance(left, (Blank, Empty)):
        left, right = right, left
    if isinstance(right, Blank):
        return False
    if isinstance(right, Empty):
        left = plain(left)
        return isinstance(left, (str, list, Mapping)) and not left
    return equal(left, right, meter)


def contains(left: object, right: object, meter: Meter) -> bool:
    """`contains`: a piece of a text, an entry of a list, a key of a mapping."""
    left, right = plain(left), plain(right)
    if not is_truthy(left) or not is_truthy(right):
        return False
    if isinstance(left, str):
        meter.spend(len(left) >> 10)
        return text_of(right) in left
    if isinstance(left, Mapping):
        return isinstance(right, str) and right in left
    if isinstance(left, list):
        meter.spend(len(left) >> 4)
        return any(equal(entry, right, meter) for entry in left)
    return isinstance(left, range) and isinstance(right, int) and right in left


def _ordered(sign: str, holds: Callable[[int], bool]) -> Comparer:
    def compare(left: object, right: object, meter: Meter) -> bool:
        left, right = plain(left), plain(right)
        difference = order(left, right, meter)
        if difference is None:
            if _has_order(left) and _has_order(right):
                sides = f"{inspected(left)[:40]} {sign} {inspected(right)[:40]}"
                message = f"{sides} compares values of different kinds"
                raise refused(message)
            return False
        return holds(difference)

    return compare


def _has_order(value: object) -> bool:
    return isinstance(value, (str, int, float, date)) and not isinstance(value, bool)


def order(left: object, right: object, meter: Meter) -> int | None:
    """Negative, 0 or positive as Ruby's `<=>`; None for values of different kinds."""
    if isinstance(left, bool) or isinstance(right, bool):
        return 0 if left is right else None
    if left is None or right is None:
        return 0 if left is right else None
    if isinstance(left, str) and isinstance(right, str):
        meter.spend(min(len(left), len(right)) >> 10)
        return (left > right) - (left < right)
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return (left > right) - (left < right)
    if isinstance(left, datetime) and isinstance(right, datetime):
        if (left.tzinfo is None) != (right.tzinfo is None):
            left, right = left.replace(tzinfo=None), right.replace(tzinfo=None)
        return (left > right) - (left < right)
    if type(left) is date and type(right) is date:
        return (left > right) - (left < right)
    return None


_COMPARERS: Final[dict[type[Expression], Comparer]] = {
    EqExpression: are_equal,
    NeExpression: lambda left, right, meter: not are_equal(left, right, meter),
    ContainsExpression: contains,
    LtExpression: _ordered("<", lambda difference: difference < 0),
    LeExpression: _ordered("<=", lambda difference: difference <= 0),
    GtExpression: _ordered(">", lambda difference: difference > 0),
    GeExpression: _ordered(">=", lambda difference: difference >= 0),
}
