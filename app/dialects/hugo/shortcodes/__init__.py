"""Parsing of Hugo shortcodes: `{{< name args >}}` and `{{% name args %}}`.

Specification: https://gohugo.io/content-management/shortcodes/.
"""
