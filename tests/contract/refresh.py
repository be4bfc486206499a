"""Takes the contract down anew: an example of each operation, the document and the client.

Run by `make contract`, after a look at what the tests say has changed.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import orjson
from fastapi.testclient import TestClient

from app.library.load import load
from app.main import create_app
from tests.contract.typescript import CLIENT, client_module
from tests.paths import ROOT

DOCUMENT: Final = Path(__file__).with_name("openapi.json")
EXAMPLES: Final = ROOT / "app/http/examples.json"
# One request for each operation, small enough to be read.
REQUESTS: Final[Mapping[str, str]] = {
    "getEntrance": "/",
    "getSite": "/site",
    "resolvePath": "/resolve?path=/condition/sciatica/",
    "listPages": "/pages?kind=condition&sort=title&limit=2&fields=slug,path,title,description",
    "getPage": "/pages/iastm?fields=kind,slug,path,title,subtitle,menus,lists.title,body.toc",
    "listConditions": "/conditions?q=golfers",
    "getCondition": "/conditions/neck-pain-whiplash",
    "listLocations": (
        "/locations?near=40.02,-105.27&open_at=2026-11-24T10:00-07:00&limit=1"
        "&fields=slug,name,distance_km,open,next_change"
    ),
    "getLocation": "/locations/boulder",
    "searchContent": "/search?q=tenis%20elbow&limit=1",
    "listLinks": "/links?from=iastm&limit=2",
    "listMenus": "/menus?limit=1",
    "getMenu": "/menus/specialties",
    "listRedirects": "/redirects?status=301&limit=1",
    "listAssets": "/assets?src=/images/iastm.jpg",
    "getSitemap": "/sitemap.xml",
    "getRobots": "/robots.txt",
    "getLlms": "/llms.txt",
    "listProblems": "/problems?code=broken-link&limit=1",
    "getSync": "/sync",
    "getBundle": "/bundle?keys=location/boulder",
    "getFrontMatterSchema": "/schemas/page.json",
    "getHealth": "/healthz",
    "getReadiness": "/readyz",
}
# What is another with every edit or every start stands in the examples as it once was.
VOLATILE: Final = frozenset({"version", "counts", "loaded_at", "digest"})


def client() -> TestClient:
    """A client on the content of the clinic."""
    return TestClient(create_app(library=load(ROOT / "content")))


def example(asking: TestClient, request: str) -> dict[str, Any]:
    """A request with its real answer."""
    response = asking.get(request)
    response.raise_for_status()
    is_json = response.headers["content-type"] == "application/json"
    return {"request": request, "answer": response.json() if is_json else response.text}


def steady(value: Any) -> Any:
    """An answer without what is volatile."""
    if isinstance(value, dict):
        return {key: steady(item) for key, item in value.items() if key not in VOLATILE}
    if isinstance(value, str):
        return re.sub('"digest":"[^"]*"', "", value)
    return [steady(item) for item in value] if isinstance(value, list) else value


def written(value: Any) -> bytes:
    """A value as the committed files hold it."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def main() -> None:
    """Write the document, its examples and the client."""
    asking = client()
    examples = {name: example(asking, request) for name, request in REQUESTS.items()}
    EXAMPLES.write_bytes(written(examples))
    document = create_app().openapi()
    DOCUMENT.write_bytes(written(document))
    CLIENT.write_text(client_module(document), encoding="utf-8")


if __name__ == "__main__":
    main()
