"""What a page tells search engines: title, description, canonical address, schema.org."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from app.library.library import Library
from app.records import Condition, Location, Page
from app.site.schema import Site
from app.views.json_ld import PageLd


@dataclass(frozen=True, slots=True)
class Seo:
    """The title, description, canonical address and structured data for search engines."""

    title: str
    description: str | None
    canonical: str | None
    json_ld: PageLd


def absolute(site: Site, path: str) -> str | None:
    """An address with the site's host; None where the site names no `base_url`."""
    if site.base_url is None:
        return None
    return site.base_url + quote(path, safe="/:?#[]@!$&'()*+,;=%~")


def seo_view(page: Page, library: Library) -> Seo:
    """What search engines are told of a page; `canonical` is null without a `base_url`."""
    site = library.site
    path, title, image = page.path, page.title, page.image
    description = page.description or page.body.excerpt or None
    updated = page.updated or page.date
    about = _subject(page, library)
    canonical = absolute(site, path)
    address = canonical or path
    json_ld: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "url": address,
    }
    if description:
        json_ld["description"] = description
    if page.language:
        json_ld["inLanguage"] = page.language
    if updated:
        json_ld["dateModified"] = updated.isoformat()
    if image is not None and image.src:
        source = image.src
        json_ld["image"] = (absolute(site, source) or source) if source[:1] == "/" else source
    if about is not None:
        json_ld["mainEntity"] = about
        if about["@type"] == "MedicalCondition":
            json_ld["@type"] = "MedicalWebPage"
    if page.breadcrumbs:
        trail = [(ref.title, ref.path or "/") for ref in page.breadcrumbs]
        json_ld["breadcrumb"] = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": name,
                    "item": absolute(site, place) or place,
                }
                for position, (name, place) in enumerate([*trail, (title, path)], start=1)
            ],
        }
    named = site.title and site.title.casefold() not in title.casefold()
    # Made key by key here; the tests hold it to the type.
    typed: Any = json_ld
    return Seo(
        title=f"{title} | {site.title}" if named else title,
        description=description,
        canonical=canonical,
        json_ld=typed,
    )


def _subject(page: Page, library: Library) -> Mapping[str, Any] | None:
    """What the page of a condition or an office is about; None for any other page."""
    if page.condition is not None:
        return _medical_condition(library.site, library.conditions_by_slug[page.condition])
    if page.location is not None:
        return _clinic(library.locations_by_slug[page.location])
    return None


def _medical_condition(site: Site, condition: Condition) -> Mapping[str, Any]:
    """Specification: https://schema.org/MedicalCondition."""
    held: dict[str, Any] = {"@type": "MedicalCondition", "name": condition.name}
    if condition.alternate_names:
        held["alternateName"] = list(condition.alternate_names)
    if condition.symptoms:
        held["signOrSymptom"] = [
            {"@type": "MedicalSymptom", "name": symptom} for symptom in condition.symptoms
        ]
    if condition.treatments:
        held["possibleTreatment"] = [
            {
                "@type": "MedicalTherapy",
                "name": page.title,
                "url": absolute(site, page.path or "/") or page.path,
            }
            for page in condition.treatments
        ]
    return held


def _clinic(location: Location) -> Mapping[str, Any]:
    """Specification: https://schema.org/MedicalClinic."""
    held: dict[str, Any] = {"@type": "MedicalClinic", "name": location.name}
    if location.phone is not None:
        held["telephone"] = location.phone.e164
    if location.fax is not None:
        held["faxNumber"] = location.fax.e164
    if location.email is not None:
        held["email"] = location.email
    if (address := location.address) is not None:
        street = ", ".join(part for part in (address.street_address, address.unit) if part)
        parts = {
            "streetAddress": street,
            "addressLocality": address.locality,
            "addressRegion": address.region,
            "postalCode": address.postal_code,
            "addressCountry": address.country,
        }
        held["address"] = {
            "@type": "PostalAddress",
            **{name: part for name, part in parts.items() if part},
        }
    if location.geo is not None:
        held["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": location.geo.latitude,
            "longitude": location.geo.longitude,
        }
    if location.opening_hours is not None and location.opening_hours.schedule:
        held["openingHoursSpecification"] = [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": list(hours.days),
                "opens": hours.opens,
                "closes": hours.closes,
            }
            for hours in location.opening_hours.schedule
        ]
    return held
