"""Trees as Jekyll builds them beside trees as we read them."""
