"""The ledger: every answer is written down, and held against all those before it."""

import hashlib
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import orjson

from tests.resilience.encodings import UndecodableError, decoded
from tests.resilience.wire import Answer, Request

# Answers that depend on the moment have no ETag and need none.
_WITHOUT_ETAG: Final = frozenset({"/healthz", "/readyz", "/metrics"})
# Headers that are of one answer, whatever is asked: when it was, its number, its connection.
_OF_THE_MOMENT: Final = frozenset({"date", "connection", "keep-alive", "age", "x-request-id"})
_SHOWN: Final = 40


class Fault(StrEnum):
    """What can go wrong; the report has a row for each."""

    SERVER_ERROR = "5xx answers"
    STATUS = "Answers of an unexpected status"
    ETAG = "ETag mismatches"
    VERSION = "Content-Versions with two contents"
    GENERATION = "Mixed generations"
    NOT_MODIFIED = "Wrong 304s"
    LENGTH = "Wrong lengths"
    HEAD = "HEAD that differs from GET"
    JSON = "Bodies that do not parse"
    CUT = "Cut connections"
    UNANSWERED = "Requests without an answer"
    EDIT = "Good edits that did not become visible"
    BREAK = "Broken edits that were not told"
    LAST_GOOD = "Broken edits that reached readers"
    MEND = "Mended edits that did not become well"
    PAGES = "Wrong sets of pages"
    LIFE = "Starts and stops that went wrong"
    LEAK = "Texts from outside of a tree"
    FLIPS = "Swapped files that stopped reloads or answers"
    RESOURCES = "Resources that grow"
    LOG = "Logs that tell of faults"
    HARNESS = "Faults of this harness"


@dataclass(frozen=True, slots=True)
class Failure:
    """A thing that went wrong: `moment` is in seconds since the start of the run."""

    fault: Fault
    moment: float
    server: str
    request: str
    expected: str
    found: str
    during: str

    def __str__(self) -> str:
        return (
            f"{self.moment:8.2f} s, {self.server}, during “{self.during}”: {self.request}\n"
            f"  expected {self.expected}\n  found    {self.found}"
        )


class Ledger:
    """What has been answered so far, what was wrong with it, and how long things took."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.during: dict[str, str] = {}
        self.failures: list[Failure] = []
        self.faults: Counter[Fault] = Counter()
        self.statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.counts: Counter[str] = Counter()
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)
        self.encodings: Counter[str] = Counter()
        self.versions: defaultdict[str, set[str]] = defaultdict(set)
        self._digests: dict[tuple[str, str, str], bytes] = {}
        self._tags: dict[tuple[str, str, str, str], str] = {}
        self._generations: dict[tuple[str, str], int] = {}
        self._known: defaultdict[tuple[str, str], set[str]] = defaultdict(set)

    @property
    def moment(self) -> float:
        """Seconds since the start of the run."""
        return time.monotonic() - self.began

    def fail(self, fault: Fault, server: str, request: str, expected: str, found: str) -> None:
        """Write a failure down. All are counted; of each sort the first are shown."""
        self.faults[fault] += 1
        if self.faults[fault] <= _SHOWN:
            during = self.during.get(server, "the load")
            self.failures.append(
                Failure(fault, self.moment, server, request, expected, found, during)
            )

    def tags(self, server: str, target: str) -> set[str]:
        """The ETags that a target has been seen with."""
        return self._known[server, target]

    def answered(self, server: str, request: Request, answer: Answer) -> None:
        """Judge an answer by itself and by all the answers before it."""
        self.statuses[server][f"{answer.status // 100}xx"] += 1
        if answer.status >= 500:
            told = f"{answer.status}: {answer.body[:300].decode(errors='replace')}"
            self.fail(Fault.SERVER_ERROR, server, str(request), "no 5xx", told)
        self._length(server, request, answer)
        if answer.status == 304:
            self._not_modified(server, request, answer)
        elif answer.status == 200 and request.method == "GET":
            self._whole(server, request, answer)
        elif answer.body:
            self._parsed(server, request, answer)

    def _length(self, server: str, request: Request, answer: Answer) -> None:
        said = answer.header("content-length")
        if request.method == "HEAD" or answer.status == 304 or not said:
            return
        if int(said) != len(answer.body):
            found = f"{len(answer.body)} bytes"
            self.fail(Fault.LENGTH, server, str(request), f"Content-Length: {said}", found)

    def _not_modified(self, server: str, request: Request, answer: Answer) -> None:
        asked = [tag.strip() for tag in request.header("If-None-Match").split(",")]
        tag = answer.header("etag")
        if tag not in self.tags(server, request.target) or not {tag, "*"} & set(asked):
            expected = "304 only for an ETag that was seen at this address and was sent"
            self.fail(Fault.NOT_MODIFIED, server, str(request), expected, f"304 with ETag {tag}")

    def _whole(self, server: str, request: Request, answer: Answer) -> None:
        path = request.target.partition("?")[0]
        encoding = answer.header("content-encoding")
        self.encodings[encoding or "identity"] += 1
        self._parsed(server, request, answer)
        if path in _WITHOUT_ETAG or "no-store" in answer.header("cache-control"):
            return
        tag = answer.header("etag")
        if not (tag.startswith('"') and tag.endswith('"') and len(tag) > 2):
            self.fail(Fault.ETAG, server, str(request), "a strong ETag", f"ETag: {tag!r}")
            return
        self._known[server, request.target].add(tag)
        # A strong tag names one representation, so its encoding belongs to the bytes it names.
        # Specification: RFC 9110, section 8.8.3.
        digest = hashlib.blake2b(encoding.encode() + b"\0" + answer.body, digest_size=16).digest()
        if self._digests.setdefault((server, request.target, tag), digest) != digest:
            found = f"{len(answer.body)} other bytes, in the encoding {encoding or 'identity'}"
            self.fail(Fault.ETAG, server, str(request), f"the bytes that {tag} named before", found)
        self._of_one_version(server, request, answer, tag)

    def _of_one_version(self, server: str, request: Request, answer: Answer, tag: str) -> None:
        version = answer.header("content-version")
        if not version:
            return
        self.versions[server].add(version)
        if answer.header("content-type").partition(";")[0] != "application/json":
            return  # a static file may be newer than the library, and its ETag says so
        key = (server, request.target, request.header("Accept-Encoding"), version)
        before = self._tags.setdefault(key, tag)
        if before != tag:
            expected = f"ETag {before}, as before at Content-Version {version}"
            self.fail(Fault.VERSION, server, str(request), expected, f"ETag {tag}")

    def _parsed(self, server: str, request: Request, answer: Answer) -> None:
        try:
            plain = decoded(answer.body, answer.header("content-encoding"))
            if "json" in answer.header("content-type"):
                orjson.loads(plain)
        except (UndecodableError, orjson.JSONDecodeError) as error:
            expected = f"{answer.header('content-type')} that parses"
            self.fail(Fault.JSON, server, str(request), expected, str(error))

    def same_head(self, server: str, request: Request, head: Answer, whole: Answer) -> None:
        """A HEAD and the GET after it: the same headers, if no reload came between them."""
        if any(head.header(name) != whole.header(name) for name in ("etag", "content-version")):
            self.counts["HEAD and GET with a reload between them"] += 1
            return
        before, after = (
            {name: value for name, value in each.headers.items() if name not in _OF_THE_MOMENT}
            for each in (head, whole)
        )
        if (head.status, before) != (whole.status, after):
            odd = sorted(dict(set(before.items()) ^ set(after.items())))
            found = f"status {head.status} and {whole.status}; headers that differ: {odd}"
            self.fail(Fault.HEAD, server, str(request), "the headers of GET", found)

    def generations(
        self, server: str, request: Request, version: str, found: tuple[int, ...]
    ) -> None:
        """All marks of an answer are of one generation, and a version is of one generation."""
        if len(set(found)) > 1:
            counted = ", ".join(f"{n} × {mark}" for mark, n in sorted(Counter(found).items()))
            self.fail(Fault.GENERATION, server, str(request), "marks of one generation", counted)
        for mark in sorted(set(found)):
            before = self._generations.setdefault((server, version), mark)
            if before != mark:
                expected = f"generation {before}, as before at Content-Version {version}"
                told = f"generation {mark}"
                self.fail(Fault.GENERATION, server, str(request), expected, told)


def json_of(answer: Answer) -> Any:
    """The body as JSON. Raises UndecodableError or ValueError; the ledger has noted that."""
    return orjson.loads(decoded(answer.body, answer.header("content-encoding")))
