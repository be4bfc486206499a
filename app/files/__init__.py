"""Find, decode and read the files of a content folder."""
