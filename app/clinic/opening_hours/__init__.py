"""Opening hours in OpenStreetMap's syntax."""
