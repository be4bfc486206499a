"""Bodies that depend on other documents: rendered between the two passes."""
