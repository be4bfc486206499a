"""One file → one document; all files → what is published at a moment."""
