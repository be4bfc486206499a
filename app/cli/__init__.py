"""The commands of `bodywise`."""
