"""The syntax tree of the unified ecosystem, as plain JSON-like nodes.

Specification: https://github.com/syntax-tree/mdast with its GFM extension. Trees are built as
mutable dictionaries inside one rendering and leave it as JSON only.
"""

from typing import Any, Final, TypeAlias

# A node under construction. Responses are typed by the views.
Node: TypeAlias = dict[str, Any]

# Deeper containers are dissolved into their parent: JSON parsers everywhere give up somewhere.
MAX_DEPTH: Final = 100
