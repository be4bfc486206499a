"""The types of a page's JSON-LD. Specification: https://schema.org."""

from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from app.records import Weekday
from app.site.business_types import BusinessType

SymptomLd = TypedDict("SymptomLd", {"@type": Literal["MedicalSymptom"], "name": str})
SymptomLd.__doc__ = "A symptom of a condition."

TherapyLd = TypedDict("TherapyLd", {"@type": Literal["MedicalTherapy"], "name": str, "url": str})
TherapyLd.__doc__ = "A page that treats a condition."

ConditionLd = TypedDict(
    "ConditionLd",
    {
        "@type": Literal["MedicalCondition"],
        "name": str,
        "alternateName": NotRequired[list[str]],
        "signOrSymptom": NotRequired[list[SymptomLd]],
        "possibleTreatment": NotRequired[list[TherapyLd]],
    },
)
ConditionLd.__doc__ = "The condition that a page is about."

AddressLd = TypedDict(
    "AddressLd",
    {
        "@type": Literal["PostalAddress"],
        "streetAddress": NotRequired[str],
        "addressLocality": NotRequired[str],
        "addressRegion": NotRequired[str],
        "postalCode": NotRequired[str],
        "addressCountry": NotRequired[str],
    },
)
AddressLd.__doc__ = "The address of an office."

GeoLd = TypedDict(
    "GeoLd", {"@type": Literal["GeoCoordinates"], "latitude": float, "longitude": float}
)
GeoLd.__doc__ = "The coordinates of an office."

HoursLd = TypedDict(
    "HoursLd",
    {
        "@type": Literal["OpeningHoursSpecification"],
        "dayOfWeek": list[Weekday],
        "opens": str,
        "closes": str,
    },
)
HoursLd.__doc__ = "The opening hours of an office."

ClinicLd = TypedDict(
    "ClinicLd",
    {
        "@type": BusinessType,
        "name": str,
        "telephone": NotRequired[str],
        "faxNumber": NotRequired[str],
        "email": NotRequired[str],
        "address": NotRequired[AddressLd],
        "geo": NotRequired[GeoLd],
        "openingHoursSpecification": NotRequired[list[HoursLd]],
    },
)
ClinicLd.__doc__ = "The office that a page is about."

CrumbLd = TypedDict(
    "CrumbLd", {"@type": Literal["ListItem"], "position": int, "name": str, "item": str}
)
CrumbLd.__doc__ = "A page above a page, or the page itself."

BreadcrumbsLd = TypedDict(
    "BreadcrumbsLd", {"@type": Literal["BreadcrumbList"], "itemListElement": list[CrumbLd]}
)
BreadcrumbsLd.__doc__ = "The pages from home down to a page."

PageLd = TypedDict(
    "PageLd",
    {
        "@context": Literal["https://schema.org"],
        "@type": Literal["WebPage", "MedicalWebPage"],
        "name": str,
        "url": str,
        "description": NotRequired[str],
        "inLanguage": NotRequired[str],
        "dateModified": NotRequired[str],
        "image": NotRequired[str],
        "mainEntity": NotRequired[Annotated[ConditionLd | ClinicLd, Field(discriminator="@type")]],
        "breadcrumb": NotRequired[BreadcrumbsLd],
    },
)
PageLd.__doc__ = "A page, for search engines."
