"""Records → what clients see: response shapes, and their bytes."""
