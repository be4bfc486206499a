"""The systems that a tree may be written for: which files count, where they live, what they say."""
