"""Two bodies are compared by what they say."""

from tests.parity.jekyll.content import content_of


def test_words_stop_at_blocks_and_go_on_through_tags_in_a_line() -> None:
    found = content_of("<ul><li>on<em>e</em></li><li>two<br>three</li></ul>")
    assert found.words == ["one", "two", "three"]


def test_typographic_signs_are_plain_ones() -> None:
    assert content_of("<p>“It’s” – so…</p>") == content_of("<div>&quot;It's&quot; --\n so...</div>")


def test_what_nobody_reads_is_no_text() -> None:
    assert content_of("a<script>b</script><style>c</style> d").words == ["a", "d"]


def test_the_way_back_from_a_footnote_is_no_text() -> None:
    back = 'a <a href="#fnref:1:1" class="reversefootnote">↩<sup>2</sup></a> b'
    assert content_of(back).words == ["a", "b"]


def test_headings_and_links_are_told_in_their_order() -> None:
    found = content_of('<h2 id="b"><a href="/a%20b/">x</a></h2><h3>y</h3><a name="z"></a>')
    assert found.headings == ["b", ""]
    assert found.links == ["/a b/"]


def test_a_bare_address_is_no_link_that_counts() -> None:
    bare = '<a href="http://www.e.org">www.e.org</a> <a href="mailto:a@e.org">a@e.org</a>'
    assert content_of(bare).links == []
    assert content_of('<a href="https://e.org">e</a>').links == ["https://e.org"]
