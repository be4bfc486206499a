"""Backlinks, and the order of references."""

from app.library.backlinks import backlinks, by_title
from app.records import Ref


def test_references_are_in_the_order_of_their_titles() -> None:
    refs = [
        Ref(kind="page", slug=slug, path=f"/{slug}/", title=title)
        for slug, title in (("d", "b"), ("c", "A"), ("b", "a"), ("a", "a"))
    ]
    assert [ref.slug for ref in by_title(refs)] == ["c", "a", "b", "d"]
    assert backlinks([]) == {}
