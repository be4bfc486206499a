"""Coordinates, and the error of a text that names no place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees on WGS 84, north and east positive."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise GeographyError(
                f"{self.latitude}, {self.longitude} are not coordinates",
                "Latitude comes first and is from -90 to 90; longitude is from -180 to 180.",
            )


class GeographyError(ValueError):
    """A text without the place that it should have. `hint` is a whole sentence."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
