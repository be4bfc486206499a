"""A Hugo site says the same whether it is written in YAML, TOML or JSON."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from fastapi.testclient import TestClient

from tests.conftest import assert_shape, client_on
from tests.paths import SITES

# So that what stands in a body stands at the same line, however long its front matter is.
LINES = 60
CONFIGURATION: dict[str, Any] = {
    "baseURL": "https://clinic.example/",
    "title": "One of three",
    "timeZone": "Europe/Berlin",
    "defaultContentLanguage": "en",
    "sectionPagesMenu": "sections",
    "params": {"description": "A clinic by the harbour.", "phone": "+49 40 123456"},
    "permalinks": {"news": "/:year/:month/:slug/"},
    "cascade": [{"layout": "calm", "target": {"path": "/news/**"}}],
    "languages": {
        "en": {"weight": 1, "params": {"greeting": "Hello"}},
        "es": {
            "weight": 2,
            "menus": {"main": [{"name": "Equipo", "pageRef": "/about/team", "weight": 1}]},
        },
    },
    "menus": {
        "main": [
            {"identifier": "house", "name": "House", "pageRef": "/", "weight": 1},
            {"name": "Shop", "url": "https://shop.example/", "weight": 20},
        ]
    },
}
FRONT_MATTER: dict[str, dict[str, Any]] = {
    "_index.md": {"title": "Home", "menus": ["footer"], "cascade": {"params": {"room": "B"}}},
    "about/_index.md": {"title": "About us", "linkTitle": "About", "weight": 3},
    "about/team.md": {
        "title": "The team",
        "description": "Who we are.",
        "date": dt.datetime(2024, 2, 3, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=1))),
        "tags": ["team", "house"],
        "categories": ["people"],
        "menus": {"main": {"weight": 2, "parent": "house", "name": "Team"}},
        "aliases": ["/staff/", "crew"],
        "params": {
            "floor": 2,
            "height": 2.5,
            "open": True,
            "since": dt.date(1999, 1, 2),
            "people": [{"name": "Ann", "years": 7}, {"name": "Bo", "years": 1}],
        },
        "custom": ["a", 1, False],
        "translationKey": "team",
    },
    "about/equipo.es.md": {"title": "El equipo", "translationKey": "team", "draft": False},
    "fees.md": {"title": "Fees", "slug": "prices", "lastmod": dt.date(2024, 3, 4), "weight": 0},
    "news/paint.md": {
        "title": "Fresh paint",
        "date": dt.date(2024, 5, 6),
        "image": {"src": "/images/door.png", "alt": "A door"},
        "conditions": ["Neck Pain", "Hiccups"],
    },
    "news/later.md": {"title": "Later", "publishDate": dt.date(2101, 1, 1)},
    "news/gone.md": {"title": "Gone", "expiryDate": dt.date(2001, 1, 1), "url": "/gone/"},
    "unfinished.md": {"title": "Unfinished", "draft": True},
    "care/massage/index.md": {"title": "Massage", "url": "/touch/massage/"},
    "conditions/neck-pain.md": {
        "title": "Neck Pain",
        "alternate_names": ["Stiff neck"],
        "treatments": ["Massage"],
        "codes": ["M54.2", "010"],
        "last_reviewed": dt.date(2026, 1, 31),
    },
    "locations/harbour.md": {
        "title": "Harbour",
        "address": {"street_address": "1 Quay", "locality": "Hamburg", "postal_code": "01099"},
        "phone": "+49 40 123456",
        "geo": {"latitude": 53.5, "longitude": 10},
        "opening_hours": "Mo-Fr 08:00-18:00",
        "exceptions": [{"date": dt.date(2026, 12, 24), "note": "Christmas Eve"}],
        "accepts_new_patients": True,
    },
}
BODIES = {
    "_index.md": (
        'Call {{< param phone >}}.\n\n- [Team]({{< relref "team#who" >}})\n- [Fees](/prices)\n'
    ),
    "about/team.md": "# Who\n\nThree. [Nowhere](/nowhere/) [Plan](../care/massage/plan.pdf)\n",
    "news/paint.md": "Conditions:\n\n- Stiff neck\n- Sore [hands](/touch/massage/)\n",
    "care/massage/index.md": "## How {#way .soft}\n\n{{< box a=1 >}}\n[Way](#way)\n{{< /box >}}\n",
}
ENDPOINTS = (
    *("/", "/site", "/conditions", "/locations", "/links?limit=1000", "/menus"),
    *("/menus/main", "/menus/main?language=es", "/menus/sections", "/menus/footer"),
    "/pages?fields=" + ",".join(("slug", "params", "links", "body.html", "menus", "translations")),
    *("/pages?language=es", "/locations?near=53.5,10.1", "/conditions?treatment=touch/massage"),
)
RESOLVED = (
    *("/", "/staff/", "/about/crew/", "/2024/05/fresh-paint/", "/gone/", "/nowhere/"),
    *("/touch/massage/plan.pdf", "/es/about/equipo/", "/unfinished/"),
)


def in_yaml(values: Mapping[str, Any]) -> str:
    """The values as YAML, as an author writes it."""
    return yaml.safe_dump(dict(values), sort_keys=False, allow_unicode=True)


def in_json(values: Mapping[str, Any]) -> str:
    """The values as JSON, whose dates are texts."""
    return f"{json.dumps(values, indent=1, default=lambda date: date.isoformat())}\n"


def in_toml(values: Mapping[str, Any]) -> str:
    """The values as TOML, each in one line."""
    return "".join(f"{json.dumps(key)} = {_toml(value)}\n" for key, value in values.items())


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(key)} = {_toml(entry)}" for key, entry in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value)


Writing = tuple[Callable[[Mapping[str, Any]], str], str, str]
FORMS: dict[str, Writing] = {
    "yaml": (in_yaml, "---\n", "---\n"),
    "toml": (in_toml, "+++\n", "+++\n"),
    "json": (in_json, "", "}\n"),
}


def document(name: str, form: Iterable[str] = FORMS, number: int = 0) -> str:
    """A document, in one of the forms after the other."""
    forms = tuple(form)
    write, opening, closing = FORMS[forms[number % len(forms)]]
    front = f"{opening}{write(FRONT_MATTER[name]).removesuffix(closing)}"
    return front + "\n" * (LINES - front.count("\n")) + closing + BODIES.get(name, "Text.\n")


def site(forms: tuple[str, ...]) -> dict[str, str | bytes]:
    """The files of the site in these forms; the first one is the configuration's."""
    write, _, _ = FORMS[forms[0]]
    return {
        f"hugo.{forms[0]}": write(CONFIGURATION),
        **{
            f"content/{name}": document(name, forms, number)
            for number, name in enumerate(FRONT_MATTER)
        },
        "content/care/massage/plan.pdf": b"%PDF-1.4",
        "static/images/door.png": (SITES / "hugo_clinic/static/images/door.png").read_bytes(),
    }


def answers(client: TestClient) -> dict[str, Any]:
    """Return all answers of the service, without versions, digests and fingerprints."""
    slugs = [page["slug"] for page in client.get("/pages").json()["items"]]
    records = [
        f"/{kind}/{item['slug']}"
        for kind in ("conditions", "locations")
        for item in client.get(f"/{kind}").json()["items"]
    ]
    asked = (
        *ENDPOINTS,
        *(f"/pages/{slug}" for slug in slugs),
        *records,
        *(f"/resolve?path={quote(path)}" for path in RESOLVED),
    )
    return {target: _without_versions(client.get(target).json()) for target in asked}


def _without_versions(content: Any) -> Any:
    if isinstance(content, dict):
        return {
            key: _without_versions(value)
            for key, value in content.items()
            if key not in {"source", "version", "digest"}
            # Where something stands in the front matter each form has it elsewhere.
            and not (key == "line" and value <= LINES + 1)
        }
    return [_without_versions(entry) for entry in content] if isinstance(content, list) else content


@pytest.fixture(scope="module")
def in_toml_alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answers of the site that is all TOML."""
    return answers(client_on(tmp_path_factory.mktemp("toml"), site(("toml",))))


@pytest.mark.parametrize(
    "forms", [("yaml",), ("json",), ("json", "toml", "yaml"), ("yaml", "json")], ids="-".join
)
def test_answers_are_equal_but_for_their_source(
    in_toml_alone: dict[str, Any], tmp_path: Path, forms: tuple[str, ...]
) -> None:
    result = answers(client_on(tmp_path, site(forms)))
    assert list(result) == list(in_toml_alone)
    for target, answer in result.items():
        assert answer == in_toml_alone[target], target


def test_the_site_says_all_that_is_compared(in_toml_alone: dict[str, Any], tmp_path: Path) -> None:
    client = client_on(tmp_path, site(("toml",)))
    assert assert_shape(client.get("/site"), "/site")["counts"] == {
        "pages": 9,
        "conditions": 3,
        "locations": 1,
        "menus": 4,
        "links": 6,
        "assets": 2,
    }
    team = in_toml_alone["/pages/about/team"]
    assert team["date"] == "2024-02-03T10:00:00+01:00"
    assert team["params"]["params"]["since"] == "1999-01-02"
    assert [entry["status"] for entry in team["links"]] == ["broken", "asset"]
    assert [entry["slug"] for entry in team["translations"]] == ["es/about/equipo"]
    assert in_toml_alone["/pages/2024/05/fresh-paint"]["layout"] == "calm"
    (neck,) = (
        entry for entry in in_toml_alone["/conditions"]["items"] if entry["slug"] == "neck-pain"
    )
    assert neck["codes"] == ["M54.2", "010"]
