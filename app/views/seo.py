"""A page's metadata for search engines: title, description, canonical address, schema.org."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from app.library.library import Library
from app.records import Address, Condition, Location, Page
from app.site.schema import Site
from app.views.json_ld import PageLd

_URL_SAFE: Final = "/:?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class Seo:
    """A page's metadata for search engines; `canonical` is null without a `base_url`."""

    title: str
    description: str | None
    canonical: str | None
    json_ld: PageLd


def website_address(site: Site, path: str) -> str:
    """Return an address with the site's host, or as it is if the site has no `base_url`."""
    return path if site.base_url is None else site.base_url + quote(path, safe=_URL_SAFE)


def seo_view(page: Page, library: Library) -> Seo:
    """Return the metadata of a page."""
    site = library.site
    description = page.description or page.body.excerpt or None
    updated = page.updated or page.date
    # The tests compare it with its type.
    json_ld: Any = {
        "@context": "https://schema.org",
        "@type": "WebPage" if page.condition is None else "MedicalWebPage",
        "name": page.title,
        "url": website_address(site, page.path),
    }
    json_ld |= _present(
        {
            "description": description,
            "inLanguage": page.language,
            "dateModified": updated.isoformat() if updated else None,
            "image": _image(page, site),
            "mainEntity": _subject(page, library),
            "breadcrumb": _breadcrumbs(page, site),
        }
    )
    is_named = site.title and site.title.casefold() not in page.title.casefold()
    return Seo(
        title=f"{page.title} | {site.title}" if is_named else page.title,
        description=description,
        canonical=None if site.base_url is None else json_ld["url"],
        json_ld=json_ld,
    )


def _present(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties that have a value."""
    return {name: value for name, value in properties.items() if value}


def _image(page: Page, site: Site) -> str | None:
    source = page.image.src if page.image is not None else ""
    return website_address(site, source) if source.startswith("/") else source


def _breadcrumbs(page: Page, site: Site) -> Mapping[str, Any] | None:
    """Return the breadcrumbs of a page; None if there are none.

    Specification: https://schema.org/BreadcrumbList.
    """
    if not page.breadcrumbs:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": ref.title,
                "item": website_address(site, ref.path or "/"),
            }
            for position, ref in enumerate([*page.breadcrumbs, page.ref], start=1)
        ],
    }


def _subject(page: Page, library: Library) -> Mapping[str, Any] | None:
    """Return the condition or office that a page is about; None for any other page."""
    if page.condition is not None:
        return _medical_condition(library.site, library.conditions_by_slug[page.condition])
    if page.location is not None:
        return _clinic(library.site, library.locations_by_slug[page.location])
    return None


def _medical_condition(site: Site, condition: Condition) -> Mapping[str, Any]:
    """Return a condition's properties. Specification: https://schema.org/MedicalCondition."""
    return {"@type": "MedicalCondition", "name": condition.name} | _present(
        {
            "alternateName": condition.alternate_names,
            "signOrSymptom": [
                {"@type": "MedicalSymptom", "name": symptom} for symptom in condition.symptoms
            ],
            "possibleTreatment": [
                {
                    "@type": "MedicalTherapy",
                    "name": page.title,
                    "url": website_address(site, page.path or "/"),
                }
                for page in condition.treatments
            ],
        }
    )


def _clinic(site: Site, location: Location) -> Mapping[str, Any]:
    """Return an office's properties. Specification: https://schema.org/MedicalBusiness."""
    geo, hours = location.geo, location.opening_hours
    return {"@type": site.business_type, "name": location.name} | _present(
        {
            "telephone": location.phone and location.phone.e164,
            "faxNumber": location.fax and location.fax.e164,
            "email": location.email,
            "address": location.address and _postal_address(location.address),
            "geo": geo
            and {"@type": "GeoCoordinates", "latitude": geo.latitude, "longitude": geo.longitude},
            "openingHoursSpecification": [
                {
                    "@type": "OpeningHoursSpecification",
                    "dayOfWeek": times.days,
                    "opens": times.opens,
                    "closes": times.closes,
                }
                for times in (hours.schedule if hours is not None else ())
            ],
        }
    )


def _postal_address(address: Address) -> Mapping[str, Any]:
    """Return an address's properties. Specification: https://schema.org/PostalAddress."""
    return _present(
        {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(filter(None, (address.street_address, address.unit))),
            "addressLocality": address.locality,
            "addressRegion": address.region,
            "postalCode": address.postal_code,
            "addressCountry": address.country,
        }
    )
