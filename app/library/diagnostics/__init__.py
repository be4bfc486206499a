"""All problems of a library, and hints: those of its parts, and what they say together."""
