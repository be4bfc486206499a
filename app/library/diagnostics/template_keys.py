"""Keys of front matter that templates read, which are not misspelt whatever they look like."""

from collections.abc import Collection
from typing import Final

from app.documents.reader import ParsedTree
from app.files.text import SourceText
from app.problems import Problem
from app.regex import regex

_KEY: Final = regex(r'"(?P<key>[^"]+)" is not a known key; ')
# As in `page.key`, `.Params.key` and `index .Params "key"`.
_READ: Final = regex(r"[.\"'](?P<key>\w[\w-]*)")


def read_by_templates(problems: Collection[Problem], tree: ParsedTree) -> set[Problem]:
    """Return the problems with keys that look misspelt, and that layouts or pages read."""
    keys = {
        problem: match["key"]
        for problem in problems
        if problem.code == "misspelt-key" and (match := _KEY.match(problem.message)) is not None
    }
    if not keys:
        return set()
    texts = [
        *(file.text.text for file in tree.data_files.values() if isinstance(file.text, SourceText)),
        *(
            raw.template.text
            for document in tree.documents
            if (raw := document.template_source) is not None and raw.template is not None
        ),
    ]
    read = frozenset(key for text in texts for key in _READ.findall(text))
    return {problem for problem, key in keys.items() if key in read}
