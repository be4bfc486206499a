"""What waits for the link pass is what was parsed."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from app.markdown import Packer
from app.records import BodyContent

# Text that a body may hold: no NUL.
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters=["\0"]))


@given(_TEXT, _TEXT, _TEXT, _TEXT)
def test_content_is_unpacked_as_it_was_packed(
    html: str, mdast: str, markdown: str, text: str
) -> None:
    content = BodyContent(html, mdast, markdown, text, 3)
    assert Packer().pack(content).unpack() == content


def test_packed_content_of_a_page_takes_a_fraction_of_it() -> None:
    words = " ".join(f"word{number}" for number in range(400))
    content = BodyContent(f"<p>{words}</p>\n", f'{{"value":"{words}"}}', words, words, 400)
    assert sys.getsizeof(Packer().pack(content).packed) * 4 < sum(map(len, content[:4]))
