"""The variable `paginator` of the page that lists posts in pages: jekyllrb.com/docs/pagination."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.dialects.jekyll.generated import page_path, page_size, paginated_file
from app.dialects.jekyll.templates.variables import Drop
from app.front_matter import Value


def first_pages(
    values: Mapping[str, Value], pages: Sequence[Drop], posts: Sequence[Drop]
) -> Mapping[str, Mapping[str, Any]]:
    """Return the paginator of the first page by the file that has one.

    The pages that follow are made of the same file, and are not served.
    """
    size = page_size(values)
    files = {page.place.within: page.document.file for page in pages}
    within = paginated_file(values, files)
    if size is None or within is None:
        return {}
    visible = [post for post in posts if post.get("hidden") is not True]
    total = -(-len(visible) // size)
    following = 2 if total > 1 else None
    return {
        files[within]: {
            "page": 1,
            "per_page": size,
            "posts": visible[:size],
            "total_posts": len(visible),
            "total_pages": total,
            "previous_page": None,
            "previous_page_path": None,
            "next_page": following,
            "next_page_path": page_path(values, following) if following else None,
        }
    }
