"""Markdown as goldmark reads it the way Hugo sets it up, with Hugo's shortcodes.

Specification: https://gohugo.io/configuration/markup/#goldmark. Shortcodes are taken out before
the text is parsed, as Hugo does, and what they stand for is put among the events.
"""
