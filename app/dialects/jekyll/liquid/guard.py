"""Parsed templates made safe: each node pays its way, and its fault stops nothing but itself."""

from collections.abc import Iterable
from typing import TextIO

from liquid.ast import BlockNode, Node
from liquid.builtin.content import ContentNode
from liquid.builtin.tags.case_tag import MultiExpressionBlockNode
from liquid.builtin.tags.for_tag import ForNode
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.tablerow_tag import TablerowNode
from liquid.builtin.tags.unless_tag import UnlessNode
from liquid.context import RenderContext
from liquid.exceptions import LiquidError, UnknownFilterError
from liquid.expression import Expression

from app.dialects.jekyll.liquid.comparisons import Condition, are_equal
from app.dialects.jekyll.liquid.context import Context, context_of, told
from app.dialects.jekyll.liquid.limits import LimitError
from app.dialects.jekyll.liquid.loops import CountedLoop
from app.dialects.jekyll.liquid.output import Output
from app.problems import Fault

_ASK_JEKYLL = "It renders nothing. Mend it, or take it out."


class Guarded(Node):
    """A node that is paid for, and that renders nothing where it fails."""

    __slots__ = ("node",)

    def __init__(self, node: Node) -> None:
        super().__init__(node.token)
        self.node = node
        self.blank = node.blank

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Render the node. Raises LimitError alone, and what breaks a loop."""
        ours = context_of(context)
        assert isinstance(buffer, Output)
        ours.meter.spend(1)
        ours.meter.enter()
        place = buffer.place
        if not ours.include:
            buffer.place = self.token.start_index
        try:
            return self.node.render(context, buffer)
        except LimitError as error:
            if error.place is None and not ours.include:
                error.place = self.token.start_index
            raise
        except RecursionError:
            message = "an expression or a value nests too deep"
            raise LimitError(message) from None
        except LiquidError as error:
            ours.report(_fault(error, self.token.start_index))
        # What Python says of values that do not fit: our own filters check theirs, the library's
        # tags do not.
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            told_here = f"{type(error).__name__}: {str(error)[:80]}"
            ours.report(
                Fault(self.token.start_index, "liquid-value", told_here, _ASK_JEKYLL),
            )
        finally:
            ours.meter.leave()
            buffer.place = place
        return 0


def _fault(error: LiquidError, place: int) -> Fault:
    if isinstance(error, UnknownFilterError):
        token = error.token
        at = token.start_index if token is not None and token.start_index >= 0 else place
        hint = "What it stands in renders nothing. Plugins of Jekyll are not run."
        return Fault(at, "liquid-unknown-filter", told(error), hint)
    return Fault(place, "liquid-value", told(error), _ASK_JEKYLL)


def guarded(nodes: Iterable[Node], context: Context) -> list[Node]:
    """The nodes, and all nodes within them, guarded; white space of blank blocks left out."""
    made: list[Node] = []
    for node in nodes:
        _put_ours(node)
        for child in node.children(context):
            _guard_block(child, context)
        made.append(Guarded(node))
    return made


def _guard_block(node: Node, context: Context) -> None:
    if isinstance(node, BlockNode):
        kept = node.nodes
        if node.blank:
            kept = [each for each in kept if not isinstance(each, ContentNode)]
        node.nodes = guarded(kept, context)
        return
    _put_ours(node)
    for child in node.children(context):
        _guard_block(child, context)


def _put_ours(node: Node) -> None:
    """Put our conditions and loops in the place of the library's."""
    if isinstance(node, (IfNode, UnlessNode)):
        node.condition = Condition.of(node.condition)
        for alternative in node.alternatives:
            alternative.expression = Condition.of(alternative.expression)
    elif isinstance(node, MultiExpressionBlockNode):
        # The library says which class it has there, and asks nothing of it but `evaluate`.
        ours = _Matches(node.expression.left, node.expression.expressions)
        node.expression = ours  # type: ignore[assignment]
    elif isinstance(node, (ForNode, TablerowNode)):
        node.expression = CountedLoop.of(node.expression)


class _Matches(Expression):
    """Which of the values after `when` the value after `case` equals."""

    __slots__ = ("left", "rights")

    def __init__(self, left: Expression, rights: list[Expression]) -> None:
        super().__init__(left.token)
        self.left = left
        self.rights = rights

    def evaluate(self, context: RenderContext) -> list[bool]:
        meter = context_of(context).meter
        left = self.left.evaluate(context)
        return [are_equal(left, right.evaluate(context), meter) for right in self.rights]

    def children(self) -> list[Expression]:
        return self.rights
