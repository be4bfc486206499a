"""Trees that are written for Jekyll, read by its rules: jekyllrb.com/docs."""
