"""The site as a whole: `site.yaml`, paths, URLs and patterns."""
