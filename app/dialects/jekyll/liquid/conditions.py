"""Conditions, loops and outputs that evaluate as in Ruby; they replace those of the library.

The library's differ for dates, `blank`, `limit: 0` and the text of values, and none of them is
metered.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from liquid.ast import Node
from liquid.builtin.expressions import BooleanExpression, LoopExpression, StringLiteral, logical
from liquid.builtin.expressions.primitive import Blank, Empty
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.case_tag import CaseNode, MultiExpressionBlockNode
from liquid.builtin.tags.cycle_tag import CycleNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.tablerow_tag import TablerowNode
from liquid.builtin.tags.unless_tag import UnlessNode
from liquid.context import RenderContext
from liquid.expression import Expression
from liquid.token import Token

from app.dialects.jekyll.liquid.context import Context, context_of
from app.dialects.jekyll.liquid.values import (
    are_equal,
    excerpt_of,
    integer_of,
    is_truthy,
    order,
    output_text,
    plain,
    text_of,
    value_error,
)

Comparer = Callable[[object, object, Context], bool]


def as_in_ruby(node: Node) -> Node:
    """Return the node with its own expressions replaced by those of this module."""
    if isinstance(node, (IfNode, UnlessNode)):
        ruby_condition(node.condition)
        for alternative in node.alternatives:
            ruby_condition(alternative.expression)
    elif isinstance(node, CaseNode):
        for block in node.blocks:
            if isinstance(block, MultiExpressionBlockNode):
                # Its type is a class of the library, which only calls `evaluate`.
                block.expression = _cases(block)  # type: ignore[assignment]
    elif isinstance(node, (ForNode, TablerowNode)):
        node.expression = _Loop(node.expression)
    elif isinstance(node, OutputNode):
        node.expression = _text(node.expression)
    elif isinstance(node, CycleNode):
        node.args = [_text(argument) for argument in node.args]
    return node


class _Computed(Expression):
    """An expression that a function evaluates."""

    __slots__ = ("function",)

    def __init__(self, token: Token, function: Callable[[RenderContext], object]) -> None:
        super().__init__(token)
        self.function = function

    def evaluate(self, context: RenderContext) -> object:
        return self.function(context)

    def children(self) -> list[Expression]:
        return []


def _text(expression: Expression) -> Expression:
    """Return the text that an output writes for the value of an expression."""
    return _Computed(
        expression.token,
        lambda context: output_text(expression.evaluate(context), context_of(context).meter),
    )


def _cases(block: MultiExpressionBlockNode) -> Expression:
    """Return the comparisons of the value after `case` with those after `when`."""
    left, rights = block.expression.left, block.expression.expressions

    def evaluate(context: RenderContext) -> list[bool]:
        ours = context_of(context)
        value = left.evaluate(context)
        return [_equals(value, right.evaluate(context), ours) for right in rights]

    return _Computed(block.token, evaluate)


def ruby_condition(expression: Expression) -> Expression:
    """Return a condition with every comparison in it replaced by one of this module."""
    if isinstance(expression, BooleanExpression):
        expression.expression = ruby_condition(expression.expression)
    elif isinstance(expression, (logical.LogicalAndExpression, logical.LogicalOrExpression)):
        expression.left = ruby_condition(expression.left)
        expression.right = ruby_condition(expression.right)
    comparer = _COMPARERS.get(type(expression))
    if comparer is None:
        return expression
    left, right = map(ruby_condition, expression.children())

    def evaluate(context: RenderContext) -> bool:
        return comparer(left.evaluate(context), right.evaluate(context), context_of(context))

    return _Computed(expression.token, evaluate)


class _Loop(LoopExpression):
    """The head of a `for` or a `tablerow`, metered before the loop runs."""

    __slots__ = ()

    def __init__(self, loop: LoopExpression) -> None:
        for name in ("token", *LoopExpression.__slots__):
            setattr(self, name, getattr(loop, name))

    def evaluate(self, context: RenderContext) -> tuple[Iterator[object], int]:
        """Return the entries and their number. Raises LimitError for too many."""
        key = f"{self.identifier}-{self.iterable}"
        is_continued = isinstance(self.offset, StringLiteral) and self.offset.value == "continue"
        start = context.stopindex(key) if is_continued else _number(self.offset, context) or 0
        start = max(start, 0)
        limit = _number(self.limit, context)
        stop = None if limit is None else start + max(limit, 0)
        entries = _entries(plain(self.iterable.evaluate(context)))[start:stop]
        # The length of a range may be too large for `len`.
        count = entries.stop - entries.start if isinstance(entries, range) else len(entries)
        count = max(count, 0)
        meter = context_of(context).meter
        meter.items(count)
        # A turn costs something even if the block is empty.
        meter.spend(count >> 1)
        context.stopindex(key, start + count)
        return iter(reversed(entries) if self.reversed else entries), count


def _number(expression: Expression | None, context: RenderContext) -> int | None:
    value = None if expression is None else plain(expression.evaluate(context))
    return None if value is None else integer_of(value)


def _entries(value: object) -> list[object] | range:
    if isinstance(value, (list, range)):
        return value
    if isinstance(value, Mapping):
        return [[key, item] for key, item in value.items()]
    return [value] if isinstance(value, str) and value else []


def _equals(left: object, right: object, context: Context) -> bool:
    """`==`: empty values equal `empty`; nothing equals `blank`, unless plugins load Rails."""
    if isinstance(left, (Blank, Empty)):
        left, right = right, left
    if isinstance(right, Blank):
        return context.site.plugins.know_blank and _is_blank(left)
    if isinstance(right, Empty):
        return isinstance(left, (str, list, tuple, Mapping)) and not left
    return are_equal(left, right, context.meter)


def _is_blank(value: object) -> bool:
    """Return True for what is blank in Rails: nothing, false, white space, and empty values."""
    if isinstance(value, str):
        return not value.strip()
    return (
        value is None or value is False or (isinstance(value, (list, tuple, Mapping)) and not value)
    )


def _contains(left: object, right: object, context: Context) -> bool:
    """`contains`: part of a text, an entry of a list, a key of a mapping."""
    left, right, meter = plain(left), plain(right), context.meter
    if not is_truthy(left) or not is_truthy(right):
        return False
    if isinstance(left, str):
        meter.spend(len(left) >> 10)
        return text_of(right, meter) in left
    if isinstance(left, Mapping):
        return isinstance(right, str) and right in left
    if isinstance(left, list):
        meter.spend(len(left) >> 4)
        return any(are_equal(entry, right, meter) for entry in left)
    return isinstance(left, range) and isinstance(right, int) and right in left


def _ordered(sign: str, holds: Callable[[int], bool]) -> Comparer:
    def compare(left: object, right: object, context: Context) -> bool:
        left, right = plain(left), plain(right)
        if not (_has_order(left) and _has_order(right)):
            return False
        difference = order(left, right, context.meter)
        if difference is None:
            sides = f"{excerpt_of(left)} {sign} {excerpt_of(right)}"
            raise value_error(f"{sides} compares values of different kinds")
        return holds(difference)

    return compare


def _has_order(value: object) -> bool:
    return isinstance(value, (str, int, float, date)) and not isinstance(value, bool)


_COMPARERS: Final[dict[type[Expression], Comparer]] = {
    logical.EqExpression: _equals,
    logical.NeExpression: lambda left, right, context: not _equals(left, right, context),
    logical.ContainsExpression: _contains,
    logical.LtExpression: _ordered("<", lambda difference: difference < 0),
    logical.LeExpression: _ordered("<=", lambda difference: difference <= 0),
    logical.GtExpression: _ordered(">", lambda difference: difference > 0),
    logical.GeExpression: _ordered(">=", lambda difference: difference >= 0),
}
