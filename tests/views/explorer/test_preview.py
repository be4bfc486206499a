"""A body as the explorer shows it."""

from app.library.library import Library
from app.views.explorer.preview import preview


def html_of(html: str, library: Library, root: str = "") -> str:
    """The HTML of a preview."""
    return preview(html, library, root, lambda slug: f"{root}/explore/pages/{slug}").html


def test_a_link_to_a_page_stays_in_the_explorer(library: Library) -> None:
    html = html_of('<a href="/about/team/?a=1&amp;b=2#who">Team</a>', library, "/api")
    assert html == '<a href="/api/explore/pages/about/team#who">Team</a>'
    assert html_of('<a href="/old-about/">x</a>', library) == '<a href="/explore/pages/about">x</a>'


def test_other_links_stay_as_they_are(library: Library) -> None:
    for href in ("https://example.com/", "//example.com/about/", "#top", "tel:+1"):
        html = f'<a href="{href}">x</a>'
        assert html_of(html, library) == html


def test_a_link_to_a_file_leads_to_it_and_one_to_nothing_to_suggestions(library: Library) -> None:
    file = '<a href="/documents/form.pdf">x</a>'
    assert html_of(file, library) == file
    assert html_of(file, library, "/api") == '<a href="/api/documents/form.pdf">x</a>'
    assert html_of('<a href="/lost/">x</a>', library) == '<a href="/explore/pages/lost">x</a>'
    assert (
        html_of('<a href="/elsewhere/">x</a>', library) == '<a href="https://example.com/new">x</a>'
    )


def test_a_picture_of_the_folder_is_shown_and_measured(library: Library) -> None:
    html = '<img src="/images/photo.jpg" alt="A &amp; B" width="10" height="20">'
    result = preview(html, library, "", str)
    assert result.html == html
    (picture,) = result.pictures
    assert (picture.alt, picture.size, picture.is_missing) == ("A & B", "10 × 20", False)
    assert ' src="/api/images/photo.jpg"' in html_of(html, library, "/api")
    prefixed = html.replace("/images/", "/api/images/")
    assert html_of(prefixed, library, "/api") == prefixed


def test_nothing_is_loaded_from_another_host_or_in_vain(library: Library) -> None:
    html = (
        '<img src="https://example.com/a.jpg" alt="&lt;b&gt;"><img src="/none.jpg" alt="">'
        '<iframe src="https://video.example/1" width="1" sandbox="allow-scripts"></iframe>'
    )
    result = preview(html, library, "", str)
    assert "<img" not in result.html
    assert "<iframe" not in result.html
    assert "Picture from example.com: &lt;b&gt;" in result.html
    assert "Missing picture: /none.jpg" in result.html
    assert '<a href="https://video.example/1">Embedded from video.example</a>' in result.html
    assert [(picture.is_elsewhere, picture.is_missing) for picture in result.pictures] == [
        (True, False),
        (False, True),
    ]


def test_classes_of_authors_are_left_out_and_code_that_shows_them_is_not(library: Library) -> None:
    html = (
        '<p class="hidden">a</p><div title=" class=" class="card" id="x-main" lang="de">b</div>'
        '<a class="skip" href="#top">c</a><img src="/images/photo.jpg" class="map" alt="">'
        '<pre><code data-lang="html" class="bar">class="muted" &lt;p class="x"></code></pre>'
        '<br class="top"><h2 class="split">d</h2>'
    )
    assert html_of(html, library) == (
        '<p>a</p><div title=" class=" id="x-main" lang="de">b</div>'
        '<a href="#top">c</a><img src="/images/photo.jpg" alt="">'
        '<pre><code data-lang="html">class="muted" &lt;p class="x"></code></pre>'
        "<br><h2>d</h2>"
    )
