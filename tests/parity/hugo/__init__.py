"""Trees as Hugo builds them beside trees as we read them."""
