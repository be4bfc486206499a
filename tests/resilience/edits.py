"""Edits of the tree that is served: good ones become visible, broken ones are told and mended."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from tests.resilience.breaks import Break
from tests.resilience.client import Client
from tests.resilience.editors import Write, write_beside, write_in_place
from tests.resilience.ledger import Fault
from tests.resilience.patience import PATIENCE, seconds_until
from tests.resilience.server import Server
from tests.resilience.wire import Answer, Request
from tests.resilience.worktree import NOTES, WorkTree, note_text

_CLINIC: Final = ("iastm", "faqs", "insurance-plans", "our-staff", "dry-needling", "index")
_FOUND: Final = frozenset({200})
_EITHER: Final = frozenset({200, 404})
_HOLD_SECONDS: Final = 0.5  # how long a mistake stays after it was told


class Editor:
    """One editor at a time: what is checked after an edit is that edit's alone."""

    def __init__(self, server: Server, tree: WorkTree, chance: random.Random) -> None:
        self._server = server
        self._ledger = server.ledger
        self._tree = tree
        self._chance = chance
        self._client = Client(server)
        self._marks = 0
        self._texts = {
            slug: (tree.folder / f"{slug}.md").read_text(encoding="utf-8") for slug in _CLINIC
        }

    async def edit(self, write: Write) -> None:
        """Change a page of the clinic, or a note."""
        mark = self._mark()
        if self._chance.random() < 0.5:
            slug = self._chance.choice(_CLINIC)
            text = f"{self._texts[slug]}\n\nThe mark is {mark}.\n"
            await asyncio.to_thread(write, self._tree.folder / f"{slug}.md", text)
        else:
            note = self._chance.choice(NOTES)
            await asyncio.to_thread(write, self._tree.note(note), note_text(note, mark))
            slug = f"notes/{note}"
        await self._visible(slug, mark, "edit to visible")

    async def append(self) -> None:
        """Add a line to a note, without touching what is there."""
        note, mark = self._chance.choice(NOTES), self._mark()
        with self._tree.note(note).open("a", encoding="utf-8") as file:
            file.write(f"\nThe mark is {mark}.\n")
        await self._visible(f"notes/{note}", mark, "edit to visible")

    async def delete_and_create(self) -> None:
        """A note goes, its page too; it comes again."""
        note, mark = self._chance.choice(NOTES), self._mark()
        file, slug = self._tree.note(note), f"notes/{note}"
        file.unlink()
        await self._gone(slug)
        file.write_text(note_text(note, mark), encoding="utf-8")
        await self._visible(slug, mark, "edit to visible")

    async def rename(self) -> None:
        """A note gets another name, and its own back."""
        note, mark = self._chance.choice(NOTES), self._mark()
        file = self._tree.note(note)
        write_in_place(file, note_text(note, mark))
        moved = file.with_name(f"{note}-moved.md")
        file.rename(moved)
        await self._visible(f"notes/{note}-moved", mark, "edit to visible")
        await self._gone(f"notes/{note}")
        moved.rename(file)
        await self._visible(f"notes/{note}", mark, "edit to visible")
        await self._gone(f"notes/{note}-moved")

    async def picture(self) -> None:
        """A static file is replaced: its bytes and its ETag change together."""
        mark = self._mark()
        file = self._tree.folder / "images/faqs.svg"
        text = file.read_text(encoding="utf-8").partition("<!-- mark")[0].rstrip("\n")
        write_beside(file, f"{text}\n<!-- mark {mark} -->\n")

        async def is_seen() -> bool:
            answer = await self._client.ask(Request("/images/faqs.svg"), _FOUND)
            return answer is not None and mark.encode() in answer.body

        await self._within(is_seen, Fault.EDIT, "/images/faqs.svg", f"the mark {mark}")

    async def site_file(self) -> None:
        """What the site says of itself changes."""
        mark = self._mark()
        file = self._tree.folder / "site.yaml"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        place = next(n for n, line in enumerate(lines) if line.startswith("description:"))
        lines[place] = f"description: The mark is {mark}.\n"
        write_beside(file, "".join(lines))

        async def is_seen() -> bool:
            answer = await self._client.ask(Request("/site"), _FOUND)
            return answer is not None and mark.encode() in answer.body

        await self._within(is_seen, Fault.EDIT, "/site", f"the mark {mark}", "edit to visible")

    async def break_and_mend(self, mistake: Break, write: Write) -> None:
        """A mistake is told with file and line, readers keep the last good text; it is mended."""
        note, before = self._chance.choice(NOTES), self._mark()
        write_in_place(self._tree.note(note), note_text(note, before))
        if not await self._visible(f"notes/{note}", before, "edit to visible"):
            return  # what readers then keep is another text; that is told already
        version = (await self._server.readiness()).get("version")
        await self._break(note, mistake, write)
        await asyncio.sleep(_HOLD_SECONDS)
        answer = await self._page(f"notes/{note}")
        if answer is not None and (
            answer.header("content-version") != version or before.encode() not in answer.body
        ):
            expected = f"the mark {before} of Content-Version {version}"
            found = f"{answer.header('content-version')}: {answer.body[:200]!r}"
            self._fail(Fault.LAST_GOOD, f"/pages/notes/{note}", expected, found)
        await self.mend(note)

    async def leave_broken(self, mistake: Break) -> str:
        """Break a note and leave it so; its name."""
        note = self._chance.choice(NOTES)
        await self._break(note, mistake, write_in_place)
        return note

    async def is_told(self, note: str, mistake: Break) -> bool:
        """Whether /readyz is degraded and names the mistake's file and line."""
        return _names(await self._server.readiness(), f"notes/{note}.md", mistake)

    async def mend(self, note: str) -> None:
        """Write a note that is right, and wait until all is well and it is served."""
        mark = self._mark()
        write_beside(self._tree.note(note), note_text(note, mark))

        async def is_well() -> bool:
            readiness = await self._server.readiness()
            if readiness.get("status") != "ok":
                return False
            answer = await self._page(f"notes/{note}")
            return answer is not None and mark.encode() in answer.body

        expected = f"/readyz ok and the mark {mark}"
        await self._within(is_well, Fault.MEND, f"/pages/notes/{note}", expected, "mend to well")

    async def _break(self, note: str, mistake: Break, write: Write) -> None:
        file = self._tree.note(note)
        await asyncio.to_thread(write, file, mistake.text(note_text(note, self._mark())))
        expected = f"/readyz degraded, naming notes/{note}.md:{mistake.line} [{mistake.code}]"
        took = await seconds_until(lambda: self.is_told(note, mistake))
        if took is not None:
            self._ledger.seconds["break to told"].append(took)
            return
        readiness = dict(await self._server.readiness())
        told = [
            f"{each['file']}:{each['line']} [{each['code']}]"
            for each in readiness.get("problems", [])
            if each["severity"] == "error"
        ]
        found = f"{readiness.get('status')}, {told}, reload {readiness.get('reload')}"
        self._fail(Fault.BREAK, f"a mistake: {mistake.name}", expected, found)

    async def _page(self, slug: str, expected: frozenset[int] = _EITHER) -> Answer | None:
        target = f"/pages/{slug}?fields=title,body.text"
        return await self._client.ask(Request(target), expected)

    async def _visible(self, slug: str, mark: str, measure: str) -> bool:
        async def is_seen() -> bool:
            answer = await self._page(slug)
            if answer is None or mark.encode() not in answer.body:
                return False
            # The readiness tells of the library that answers.
            readiness = await self._server.readiness()
            return bool(readiness.get("version") == answer.header("content-version"))

        expected = f"the mark {mark}"
        return await self._within(is_seen, Fault.EDIT, f"/pages/{slug}", expected, measure)

    async def _gone(self, slug: str) -> None:
        async def is_gone() -> bool:
            answer = await self._page(slug)
            return answer is not None and answer.status == 404

        await self._within(is_gone, Fault.EDIT, f"/pages/{slug}", "404", "edit to visible")

    async def _within(
        self,
        condition: Callable[[], Awaitable[bool]],
        fault: Fault,
        target: str,
        expected: str,
        measure: str = "",
    ) -> bool:
        """Whether it becomes so in time; a failure where it does not."""
        took = await seconds_until(condition)
        if took is None:
            answer = await self._server.ask(Request(target, headers=(("Connection", "close"),)))
            found = "no answer" if answer is None else f"{answer.status} {answer.body[:120]!r}"
            readiness = await self._server.readiness()
            told = f"{readiness.get('status')}, reload {readiness.get('reload')}"
            expected = f"{expected} within {PATIENCE:.0f} s"
            self._fail(fault, f"GET {target}", expected, f"{found}; /readyz: {told}")
        elif measure:
            self._ledger.seconds[measure].append(took)
        return took is not None

    def _fail(self, fault: Fault, request: str, expected: str, found: str) -> None:
        self._ledger.fail(fault, self._server.name, request, expected, found)

    def _mark(self) -> str:
        self._marks += 1
        return f"rev{self._marks:05}"


def _names(readiness: Mapping[str, Any], file: str, mistake: Break) -> bool:
    return readiness.get("status") == "degraded" and any(
        (each["file"], each["line"], each["code"]) == (file, mistake.line, mistake.code)
        for each in readiness["problems"]
    )
