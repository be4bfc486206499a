"""Comments of Go templates."""

import pytest

from app.dialects.hugo.template_comments import BYTES_COMMENT, TEXT_COMMENT


@pytest.mark.parametrize(
    ("template", "rest"),
    [
        ("a{{/* b */}}c", "ac"),
        ("a{{- /* b\n{{ .C }} */ -}}d", "ad"),
        ("a{{/* b */}}{{ .C }}{{/* d */}}", "a{{ .C }}"),
        ("a{{ .B }}/* c */", "a{{ .B }}/* c */"),
        ("a{{/* b", "a"),
        # Each was looked for its end to that of the text: that took twelve seconds.
        ("a" + "{{/*" * 30_000, "a"),
    ],
)
def test_comments_are_found_in_text_and_bytes(template: str, rest: str) -> None:
    assert TEXT_COMMENT.sub("", template) == rest
    assert BYTES_COMMENT.sub(b"", template.encode()) == rest.encode()
