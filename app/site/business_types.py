"""The types of schema.org that a clinic's office can have."""

from typing import Final, Literal, get_args

# Specification: https://schema.org/MedicalBusiness and its subtypes, and what of
# https://schema.org/MedicalOrganization, /HealthAndBeautyBusiness and /SportsActivityLocation has
# an address and opening hours. A closed set, so that clients can tell the types of JSON-LD apart.
BusinessType = Literal[
    "MedicalClinic",
    "CommunityHealth",
    "Dentist",
    "Dermatology",
    "DiagnosticLab",
    "DietNutrition",
    "Emergency",
    "ExerciseGym",
    "Geriatric",
    "Gynecologic",
    "HealthAndBeautyBusiness",
    "HealthClub",
    "Hospital",
    "LocalBusiness",
    "MedicalBusiness",
    "Midwifery",
    "Nursing",
    "Obstetric",
    "Oncologic",
    "Optician",
    "Optometric",
    "Otolaryngologic",
    "Pediatric",
    "Pharmacy",
    "Physician",
    "Physiotherapy",
    "PlasticSurgery",
    "Podiatric",
    "PrimaryCare",
    "Psychiatric",
    "PublicHealth",
    "VeterinaryCare",
]

BUSINESS_TYPES: Final[tuple[str, ...]] = get_args(BusinessType)
