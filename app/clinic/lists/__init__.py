"""Lists that name conditions: which ones count, by their labels and items, and what they name."""
