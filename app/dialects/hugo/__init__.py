"""Trees that are written for Hugo, read by its rules: gohugo.io/documentation."""
