"""Search over the sections, conditions and offices of a library."""
