"""Bodies with Liquid: rendered when all documents are parsed."""
