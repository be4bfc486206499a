"""The layouts of a tree: templates by name, and what they do with links, pictures and menus."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from app.dialects.hugo.configuration import HugoConfiguration
from app.dialects.hugo.template_comments import TEXT_COMMENT
from app.dialects.hugo.tree_layout import is_layout
from app.dialects.layout_facts import LayoutFacts, Use
from app.regex import regex

# A template of links or pictures: gohugo.io/render-hooks.
_HOOK: Final = regex(r"(?:.*/)?_markup/render-(link|image)(?:\.[^/]*)?")
_OF_HOOKS: Final[tuple[Use, ...]] = ("link", "image")
_PARTIAL: Final = regex(r"_?partials/(?P<name>.+)")
_CALL: Final = regex(r"""\b(?:partial|partialCached|template)\s+["`](?P<name>[^"`\n]{1,200})["`]""")
# What finds a file of the assets: gohugo.io/functions/resources. `.Resources` are a page's own.
_FROM_ASSETS: Final = regex(r"\bresources\.(?:Get|GetMatch|Match|ByType)\b")
# What a template may make another address with.
_CHANGES: Final = regex(
    r"\b(?:partial|partialCached|template|printf?|add|ref|relref|fileExists|replace\w*)\b"
    r"|\b(?:rel|abs)(?:Lang)?URL\b|\b(?:[Rr]esources|GetPage|Permalink|RelPermalink|(?:Rel)?Ref)\b"
    r"|\.File\b|\b(?:path|urls|strings\.(?:Replace|Trim))"
)
# A menu by its name, or all that a site has: `.Site.Menus.main`, `index .Site.Menus "main"`.
_MENUS: Final = regex(r"""\bMenus\b(?:\.(?P<key>\w+)|\s+["`](?P<name>[^"`\n]{1,200})["`])?""")


class Layouts(NamedTuple):
    """The templates of a site by name below its `layouts` folder, without their comments.

    `own` are the names of those in the tree's own folder, which come before a theme's. With
    `has_all` there are some, and no theme is elsewhere.
    """

    templates: Mapping[str, str]
    own: frozenset[str]
    has_all: bool

    @classmethod
    def of(cls, texts: Mapping[str, str], configuration: HugoConfiguration) -> "Layouts":
        """Return the layouts among texts by file name."""
        # A layout of the tree's own comes before that of a theme, which comes before the next's.
        ranks = {"": 0}
        for number, folder in enumerate(configuration.themes, 1):
            ranks.setdefault(f"{folder}/", number)
        layouts: list[tuple[int, str, str]] = []
        for file, text in texts.items():
            folder, _, name = file.partition("layouts/")
            if folder in ranks and is_layout(file):
                layouts.append((ranks[folder], name, text))
        layouts.sort(key=lambda layout: -layout[0])
        templates = {name: TEXT_COMMENT.sub("", text) for _, name, text in layouts}
        own = {name for rank, name, _ in layouts if rank == 0}
        has_all = bool(layouts) and {rank for rank, *_ in layouts} >= set(ranks.values()) - {0}
        return cls(templates, frozenset(own), has_all)

    def facts(self, assets: str) -> LayoutFacts:
        """Return the facts of these layouts; `assets` is the folder of files for them."""
        as_written: set[Use] = set()
        maybe_as_written: set[Use] = set()
        for use in _OF_HOOKS:
            hooks = self._hooks(use)
            if self._may_be_elsewhere(hooks):
                maybe_as_written.add(use)
            elif not any(_CHANGES.search(self.templates[name]) for name in hooks):
                as_written.add(use)
        return LayoutFacts(
            assets,
            frozenset(self._uses_from_assets()),
            frozenset(as_written),
            frozenset(maybe_as_written),
            self._drawn_menus() if self.has_all else None,
            makes_parents=True,
        )

    def _drawn_menus(self) -> frozenset[str] | None:
        """Return the names of the menus that a template draws; None if one takes any menu."""
        matches = [match for text in self.templates.values() for match in _MENUS.finditer(text)]
        names = [match["key"] or match["name"] for match in matches]
        return frozenset(name.lower() for name in names) if all(names) else None

    def _uses_from_assets(self) -> Iterator[Use]:
        """Yield the uses of addresses whose template publishes files of the assets, or may."""
        for use in _OF_HOOKS:
            hooks = self._hooks(use)
            if self._reach_assets(hooks) or self._may_be_elsewhere(hooks):
                yield use
        menus = [name for name, text in self.templates.items() if _MENUS.search(text)]
        if not self.has_all or self._reach_assets(menus):
            yield "menu"

    def _hooks(self, use: Use) -> list[str]:
        matches = map(_HOOK.fullmatch, self.templates)
        return [match[0] for match in matches if match is not None and match[1] == use]

    def _may_be_elsewhere(self, hooks: Iterable[str]) -> bool:
        """Return True if a theme that is not in the tree may have the template."""
        return not self.has_all and self.own.isdisjoint(hooks)

    def _reach_assets(self, names: Iterable[str]) -> bool:
        """Return True if one of these templates, or one that they call, looks in the assets."""
        partials = {
            match["name"].removesuffix(".html"): name
            for name in self.templates
            if (match := _PARTIAL.fullmatch(name)) is not None
        }
        waiting = list(names)
        seen = set(waiting)
        while waiting:
            text = self.templates[waiting.pop()]
            if _FROM_ASSETS.search(text) is not None:
                return True
            for call in _CALL.finditer(text):
                written = call["name"].removeprefix("partials/").removesuffix(".html")
                name = partials.get(written)
                if name is not None and name not in seen:
                    seen.add(name)
                    waiting.append(name)
        return False
