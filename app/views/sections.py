"""The sections of a page's body, as they are sent."""

from app.clinic.aspects import aspect_of
from app.markdown.sections import section_htmls
from app.records import PageBody, Section


def body_sections(body: PageBody, html: str) -> tuple[Section, ...]:
    """Return the sections of a body, whose HTML is `html`.

    What stands before the first heading is a section if it has text or anything else to show.
    """
    texts = body.content.section_texts()
    lead_text = ""
    if texts and not texts[0].depth:
        lead_text, texts = texts[0].text, texts[1:]
    lead, htmls = section_htmls(html, texts)
    lines: list[int | None] = [*body.section_lines]
    first_line = lines.pop(0) if lines else None
    lines = lines or [None] * len(texts)
    sections = [
        Section(
            id=text.id,
            depth=text.depth,
            title=text.title,
            aspect=aspect_of(text.title or ""),
            html=section_html,
            text=text.text,
            line=line,
        )
        for text, section_html, line in zip(texts, htmls, lines, strict=True)
    ]
    if lead or lead_text:
        sections.insert(0, Section(None, 0, None, None, lead, lead_text, first_line))
    return tuple(sections)
