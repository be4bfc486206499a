"""The library that is served now, and its replacement when content changes."""
