"""The line of a proposed site file that names the language."""

from typing import Final

from app.library.proposals.site_file_text import Entry, scalar
from app.library.proposals.survey import Survey
from app.library.search.text_language import TextLanguage, language_of_texts

# A text of as many words is one for readers.
_SENTENCE: Final = 6


def propose_language(survey: Survey, read: str) -> tuple[Entry, str | None]:
    """Return the line, and the language that it names, if anything does.

    `read` says where the language comes from that the tree itself configures. The texts overrule
    templates, which often come from a theme in English, but not what is configured.
    """
    if (configured := survey.configured_language()) is not None:
        code, key = configured
        return Entry(f"language: {scalar(code)}", key), code
    own = survey.site.own_language
    written = _language_of_pages(survey)
    if own is not None:
        doubt = _doubt(own, written) if len(survey.site.languages) < 2 else ""
        return Entry(f"language: {scalar(own)}", f"{read}{doubt}", is_certain=False), own
    template = survey.template_language()
    if template is not None and not (doubt := _doubt(template[0], written)):
        code, name = template
        return Entry(f"language: {scalar(code)}", f"the lang of <html> in {name}"), code
    if written.code is not None:
        reason = written.reason
        if template is not None:
            reason = f"{reason}; the lang of <html> in {template[1]} is {template[0]}"
        return Entry(f"language: {scalar(written.code)}", reason), written.code
    reason = f"nothing names the language, and {written.reason}: write yours"
    return Entry("language: en", reason, is_certain=False), None


def _language_of_pages(survey: Survey) -> TextLanguage:
    pages = language_of_texts(page.body.content.unpack().text for page in survey.library.pages)
    if pages.code is not None:
        return pages
    # The texts of some websites stand in data files and front matter, beside settings.
    sentences = (text for text in survey.texts() if len(text.split()) >= _SENTENCE)
    further = language_of_texts(sentences)
    return further if further.code is not None else pages


def _doubt(code: str, written: TextLanguage) -> str:
    """Return what speaks against a language; nothing if its pages are in it, or do not tell."""
    if written.code is None or code.lower().replace("_", "-").partition("-")[0] == written.code:
        return ""
    return f", but the pages are in {written.code}: {written.reason}"
