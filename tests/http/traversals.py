"""Ways to write a path that leads out of a folder, or to what is not to be read in it."""

from collections.abc import Iterator
from typing import Final

# Ways to write `..`: plain, encoded once and twice, overlong and in 16 bits, with look-alikes and
# with what some systems drop.
UP: Final = (
    "..",
    "%2e%2e",
    "%2E.",
    ".%2e",
    "%252e%252e",
    "%25252e%25252e",
    "%c0%ae%c0%ae",
    "%C0%2E%C0%2E",
    "%e0%80%ae%e0%80%ae",
    "%f0%80%80%ae%f0%80%80%ae",
    "%u002e%u002e",
    "%uff0e%uff0e",
    "%ef%bc%8e%ef%bc%8e",
    "%e2%80%a5",
    "%e2%80%a4%e2%80%a4",
    "...",
    "....",
    "..%00",
    "%00..",
    "..%20",
    "..%09",
    ".%0d.",
    "..;",
    "..;x=y",
    "..%3b",
    "..::$DATA",
    ".%e2%80%8b.",
    ".",
    "",
)
# Ways to write the slash after it.
SLASHES: Final = (
    "/",
    "//",
    "%2f",
    "%2F",
    "%252f",
    "%c0%af",
    "%e0%80%af",
    "%ef%bc%8f",
    "%e2%88%95",
    "%e2%81%84",
    "\\",
    "%5c",
    "%5C",
    "%255c",
    "%c1%9c",
    "%ef%bc%bc",
    "/./",
    ";/",
)
# What is there, or would be on the way out, and nobody is to read.
HELD: Final = (
    "site.yaml",
    "secrets.yaml",
    "index.md",
    "etc/passwd",
    ".hidden/photo.jpg",
    "small/site.yaml",
)
ENDINGS: Final = (
    "%00",
    "%00.jpg",
    "%20",
    ".",
    "%2e",
    "/",
    "%2f",
    "::$DATA",
    ";.jpg",
    "?.jpg",
    "%23.jpg",
)
ROUTES: Final = (
    "/",
    "/images/",
    "/pages/",
    "/conditions/",
    "/locations/",
    "/menus/",
    "/schemas/",
    "/docs/",
    "/resolve?path=",
    "/resolve?path=/",
    "//",
    "http://localhost/",
    "file:///",
)


def targets(route: str) -> Iterator[str]:
    """Request targets below this route."""
    for up in UP:
        for number, slash in enumerate(SLASHES):
            held = HELD[number % len(HELD)]
            slashes = slash if "%" in slash or slash == "\\" else "/"
            yield f"{route}{(up + slash) * (1 + number % 4)}{held.replace('/', slashes)}"
    for held in HELD:
        yield f"{route}{held}"
        for ending in ENDINGS:
            yield f"{route}{held}{ending}"
    yield f"{route}{'../' * 2000}etc/passwd"
    yield f"{route}{'%2e%2e%2f' * 500}etc%2fpasswd"
    yield f"{route}{'a' * 9000}"
    # Not encoded at all: bytes that no request may hold.
    yield f"{route}\xc0\xae\xc0\xae/site.yaml"
    yield f"{route}{chr(0xFF0E).encode().decode('latin-1')}/site.yaml"
    yield f"{route}..\0/site.yaml"
