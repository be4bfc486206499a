"""The links between pages as a picture: all pages by section, or one with its neighbours."""

import math
import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple
from urllib.parse import quote

from app.library.library import Library
from app.problems import counted
from app.records import Page
from app.views.explorer.graph_layout import Point, layout

_MAX_NODES: Final = 2_000
_MAX_LINES: Final = 4_000
# Up to so many pages each has its title beside it.
_LABELLED: Final = 60
_LABELS_OF_MANY: Final = 24
_LABELS_OF_CLUSTER: Final = 8
_MAX_CLUSTERS: Final = 12
# A label is two lines, of so many characters each.
_LINE_LENGTH: Final = 16
_LINES: Final = 2
# The room for a label in a large picture, beside the radius of its node.
_LABEL_ROOM: Final = 26.0
_MARGIN: Final = 46.0
_LEAST_WIDTH: Final = 640.0
_LEAST_HEIGHT: Final = 320.0
_WRONG: Final = frozenset({"broken", "anchor_missing", "unsafe"})


class Node(NamedTuple):
    """A page in the picture. `label` has no lines if its title is only shown on demand.

    `address` leads to its neighbours, from the page with the picture; `note` says what it is.
    """

    page: Page
    address: str
    note: str
    x: float
    y: float
    radius: float
    cluster: int
    label: Sequence[str]


class Cluster(NamedTuple):
    """The pages of a section."""

    name: str
    number: int
    x: float
    y: float
    radius: float
    order: int


class Graph(NamedTuple):
    """A picture: `lines` is the path of all links, `spikes` that of the links that are wrong.

    `left_out` and `lines_left_out` are the numbers of pages and links that are not in it.
    """

    nodes: Sequence[Node]
    clusters: Sequence[Cluster]
    lines: str
    spikes: str
    ends: Sequence[Point]
    view_box: str
    number: int
    links: int
    wrong: int
    left_out: int
    lines_left_out: int
    is_large: bool
    worst: Sequence[tuple[Page, int]]

    def by_cluster(self) -> Iterator[tuple[int, Iterator[Node]]]:
        """Return the nodes of each cluster; they stand by cluster already."""
        return groupby(self.nodes, lambda node: node.cluster)


def graph(library: Library) -> Graph:
    """Return the picture of all pages: at most 2,000 pages and 4,000 links between them."""
    ranked = sorted(library.pages, key=lambda page: (-len(page.backlinks), page.path))
    pages = ranked[:_MAX_NODES]
    is_large = len(pages) > _LABELLED
    gap = 7.0 if is_large else 72.0
    wrong = _wrong_links(library.pages)
    names, members = _clusters(pages)
    labelled = _hubs(members) if is_large else {page.slug for page in pages}
    radii = [[_room(page, labelled, is_large) for page in members[name]] for name in names]
    discs = layout(radii, gap)
    places: dict[str, Point] = {}
    clusters = []
    nodes: list[Node] = []
    for order, (name, disc) in enumerate(zip(names, discs, strict=True)):
        clusters.append(Cluster(name, len(members[name]), disc.x, disc.y, disc.radius, order))
        for page, place in zip(members[name], disc.points, strict=True):
            places[page.slug] = place
            label = _label(page) if page.slug in labelled else ()
            nodes.append(_node(page, place, order, wrong[page.slug], is_large, label))
    pairs = _pairs(pages, places)
    spikes, ends = _spikes(pages, places, clusters, wrong, {node.page.slug: node for node in nodes})
    return Graph(
        nodes,
        clusters,
        "".join(_curve(places[start], places[end]) for start, end in pairs[:_MAX_LINES]),
        spikes,
        ends,
        _view_box(clusters),
        len(library.pages),
        len(pairs),
        sum(wrong.values()),
        len(library.pages) - len(pages),
        max(0, len(pairs) - _MAX_LINES),
        is_large,
        [(library.pages_by_slug[slug], number) for slug, number in wrong.most_common(8)],
    )


def _wrong_links(pages: Iterable[Page]) -> Counter[str]:
    """Return how many links of each page lead nowhere, for those that have any."""
    return Counter(
        {
            page.slug: number
            for page in pages
            if (number := sum(link.status in _WRONG for link in page.links))
        }
    )


def _clusters(pages: Sequence[Page]) -> tuple[Sequence[str], Mapping[str, list[Page]]]:
    """Return the names of the clusters and their pages, those with most backlinks first."""
    sizes = Counter(page.section or "" for page in pages)
    kept = {name for name, _ in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))}
    if len(kept) > _MAX_CLUSTERS:
        ordered = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
        kept = {name for name, _ in ordered[: _MAX_CLUSTERS - 1]}
    members: dict[str, list[Page]] = {}
    for page in pages:
        section = page.section or ""
        members.setdefault(section if section in kept else "others", []).append(page)
    return sorted(members, key=lambda name: (-len(members[name]), name)), members


def _radius(page: Page, is_large: bool) -> float:
    """Return the radius of a page's node: its area grows with the pages that link to it."""
    least, most = (2.2, 8.0) if is_large else (5.0, 14.0)
    return round(min(most, least + 1.1 * math.sqrt(len(page.backlinks))), 1)


def _hubs(members: Mapping[str, Sequence[Page]]) -> set[str]:
    """Return the pages that are labelled in a large picture: the most linked of each cluster."""
    chosen = [
        page
        for pages in members.values()
        for page in pages[: max(1, min(_LABELS_OF_CLUSTER, len(pages) // 25))]
        if page.backlinks
    ]
    chosen.sort(key=lambda page: (-len(page.backlinks), page.slug))
    return {page.slug for page in chosen[:_LABELS_OF_MANY]}


def _room(page: Page, labelled: Collection[str], is_large: bool) -> float:
    """Return the radius of the room that a node takes, in a large picture with its label."""
    room = _LABEL_ROOM if is_large and page.slug in labelled else 0.0
    return _radius(page, is_large) + room


def _label(page: Page) -> Sequence[str]:
    """Return the title in lines, the rest of a long one left out."""
    lines = textwrap.wrap(page.title, _LINE_LENGTH, max_lines=_LINES, placeholder="…")
    # The rest of a word that fills a line would be a line of its own.
    return [f"{lines[0][:-1]}…"] if lines[1:] == ["…"] else lines


def _node(
    page: Page, place: Point, cluster: int, wrong: int, is_large: bool, label: Sequence[str]
) -> Node:
    note = f"{page.title}: {counted(len(page.backlinks), 'backlink')}"
    if wrong:
        note += f", {counted(wrong, 'broken link')}"
    return Node(
        page,
        f"?page={quote(page.slug)}",
        note,
        place.x,
        place.y,
        _radius(page, is_large),
        cluster,
        label,
    )


def _pairs(pages: Sequence[Page], places: Mapping[str, Point]) -> list[tuple[str, str]]:
    """Return the links between pages in the picture, each pair once."""
    pairs: dict[tuple[str, str], None] = {}
    for page in pages:
        for link in page.links:
            target = link.target
            if target is not None and target.slug != page.slug and target.slug in places:
                pair = (page.slug, target.slug)
                if pair[::-1] not in pairs:
                    pairs[pair] = None
    return list(pairs)


def _curve(start: Point, end: Point) -> str:
    """Return a slightly bent line."""
    bend_x = (start.x + end.x) / 2 - (end.y - start.y) * 0.14
    bend_y = (start.y + end.y) / 2 + (end.x - start.x) * 0.14
    return f"M{start.x:.0f} {start.y:.0f}Q{bend_x:.0f} {bend_y:.0f} {end.x:.0f} {end.y:.0f}"


def _spikes(
    pages: Sequence[Page],
    places: Mapping[str, Point],
    clusters: Sequence[Cluster],
    wrong: Mapping[str, int],
    nodes: Mapping[str, Node],
) -> tuple[str, Sequence[Point]]:
    """Return a line out of each page with links that lead nowhere, and the ends of these lines."""
    path = []
    ends = []
    for page in pages:
        if not wrong.get(page.slug):
            continue
        place, cluster = places[page.slug], clusters[nodes[page.slug].cluster]
        angle = math.atan2(place.y - cluster.y, place.x - cluster.x)
        length = nodes[page.slug].radius + 11
        end = Point(
            round(place.x + length * math.cos(angle), 1),
            round(place.y + length * math.sin(angle), 1),
        )
        path.append(f"M{place.x:.1f} {place.y:.1f}L{end.x} {end.y}")
        ends.append(end)
    return "".join(path), ends


def _view_box(clusters: Sequence[Cluster]) -> str:
    if not clusters:
        return "0 0 400 200"
    left = min(cluster.x - cluster.radius for cluster in clusters) - _MARGIN
    top = min(cluster.y - cluster.radius for cluster in clusters) - _MARGIN
    right = max(cluster.x + cluster.radius for cluster in clusters) + _MARGIN
    bottom = max(cluster.y + cluster.radius for cluster in clusters) + _MARGIN
    # A picture of few pages is not blown up.
    more_x = max(0.0, _LEAST_WIDTH - (right - left)) / 2
    more_y = max(0.0, _LEAST_HEIGHT - (bottom - top)) / 2
    width, height = right - left + 2 * more_x, bottom - top + 2 * more_y
    return f"{left - more_x:.0f} {top - more_y:.0f} {width:.0f} {height:.0f}"
