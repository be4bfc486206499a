"""Postal addresses in one line."""

from app.records import Address


def address_line(address: Address) -> str:
    """Return the parts of an address by comma; the postal code follows the region."""
    area = " ".join(filter(None, (address.region, address.postal_code)))
    return ", ".join(filter(None, (address.street_address, address.unit, address.locality, area)))
