"""A language server: what an editor shows and asks while content is written."""
