"""Conditions and locations: what the clinic treats, and where."""
