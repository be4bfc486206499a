"""What a tree says of itself as a whole: `site.yaml`, paths, URLs and patterns."""
