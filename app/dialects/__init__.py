"""Dialects: the rules of the systems that a tree may be written for."""
