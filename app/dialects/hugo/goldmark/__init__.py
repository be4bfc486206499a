"""Markdown as Hugo configures goldmark, with Hugo's shortcodes.

Specification: https://gohugo.io/configuration/markup/#goldmark. As in Hugo, placeholders replace
the shortcodes while the text is parsed; then their events replace the placeholders.
"""
