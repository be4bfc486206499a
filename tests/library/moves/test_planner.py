"""What a move changes, and nothing else: links, references, menus, redirects, aliases."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.clinic.lists.judge import judge_for
from app.documents.reader import Reader
from app.library.load import load
from app.library.moves.draft import Draft
from app.library.moves.editable_text import EditableText
from app.library.moves.link_edits import LinkEdit
from app.library.moves.mentions import mentions
from app.library.moves.plan import Move, MoveError, Plan
from app.library.moves.planner import plan_moves, plan_new_path, relocate
from app.library.moves.reading import read_tree
from app.markdown.edits import Edit
from tests.conftest import site_at
from tests.library.moves.moving import AT, left, move, plan_of, reading_of, texts_after

TEAM = "---\ntitle: Team\n---\n# Team\n\n## Anna\n"


def native(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A native site with a page about the team."""
    base = {"site.yaml": "base_url: https://clinic.example\n", "about/team.md": TEAM}
    return site_at(folder, {**base, **files})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[t](team)", "[t](staff)"),
        ("[t](./team#anna)", "[t](./staff#anna)"),
        ("[t](team.html)", "[t](staff.html)"),
    ],
)
def test_a_link_by_the_name_of_a_file_without_its_suffix_stays_one(
    tmp_path: Path, old: str, new: str
) -> None:
    native(tmp_path, {"about/here.md": old})
    plan = plan_of(tmp_path, "about/team.md", "about/staff.md")
    assert texts_after(tmp_path, plan)["about/here.md"] == new


def changed(folder: Path, files: Mapping[str, str | bytes], name: str = "index.md") -> str:
    """The text of a file after the page about the team has moved to `people.md`."""
    native(folder, files)
    return texts_after(folder, plan_of(folder, "about/team.md", "people.md")).get(name, "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[t](/about/team/)", "[t](/people/)"),
        ("[t](/about/team)", "[t](/people)"),
        ("[t](/about/team.html)", "[t](/people.html)"),
        ("[t](/about/team/index.html)", "[t](/people/index.html)"),
        ("[t](/about/team/#anna)", "[t](/people/#anna)"),
        ("[t](/about/team/#nobody)", "[t](/people/#nobody)"),
        ("[t](/about/team/?a=1&b=2#anna)", "[t](/people/?a=1&b=2#anna)"),
        ("[t](/about/team/?a=1&amp;b=2 'T')", "[t](/people/?a=1&amp;b=2 'T')"),
        ("[t](about/team.md)", "[t](people.md)"),
        ("[t](./about/team.md#anna)", "[t](./people.md#anna)"),
        ("[t](about/team/)", "[t](people/)"),
        ("[t](https://clinic.example/about/team/)", "[t](https://clinic.example/people/)"),
        ("[t](http://www.clinic.example/about/team)", "[t](http://www.clinic.example/people)"),
        ("[t](//clinic.example/about/team/)", "[t](//clinic.example/people/)"),
        ("<https://clinic.example/about/team/>", "<https://clinic.example/people/>"),
        ("See https://clinic.example/about/team/ now.", "See https://clinic.example/people/ now."),
        ("[t](</about/team/>)", "[t](</people/>)"),
        ('[t]( /about/team/ "x (y)" )', '[t]( /people/ "x (y)" )'),
        ("[`]` \\] t](/about/team/)", "[`]` \\] t](/people/)"),
        ("[t][1]\n\n[1]: /about/team/ 'T'", "[t][1]\n\n[1]: /people/ 'T'"),
        (
            "[Long  name][]\n\n[long name]: </about/team/>",
            "[Long  name][]\n\n[long name]: </people/>",
        ),
        ("[t]\n\n> [t]:\n> /about/team/", "[t]\n\n> [t]:\n> /people/"),
        ("[a][1] [b][1]\n\n[1]: /about/team/", "[a][1] [b][1]\n\n[1]: /people/"),
        ('<a class="b" href="/about/team/">t</a>', '<a class="b" href="/people/">t</a>'),
        ("<A HREF='/about/team/?a&amp;b'>t</A>", "<A HREF='/people/?a&amp;b'>t</A>"),
        ("<a href=/about/team/>t</a>", "<a href=/people/>t</a>"),
        (
            '<div>\n<a\n  href="/about/team/">t</a></div>',
            '<div>\n<a\n  href="/people/">t</a></div>',
        ),
        ("- a\n  - [t](/about/team/)\n", "- a\n  - [t](/people/)\n"),
        (
            "| a | b |\n|---|---|\n| x | [t](/about/team/) |",
            "| a | b |\n|---|---|\n| x | [t](/people/) |",
        ),
        ("Grüße 🙂 [t](/about/team/) 🙂", "Grüße 🙂 [t](/people/) 🙂"),
        ("[t](/about/te%61m/)", "[t](/people/)"),
        ("Golferâ€™s [t](/about/team/)", "Golferâ€™s [t](/people/)"),
    ],
)
def test_a_link_is_written_in_its_own_form(tmp_path: Path, old: str, new: str) -> None:
    assert changed(tmp_path, {"index.md": f"# Home\n\n{old}\n"}) == f"# Home\n\n{new}\n"


@pytest.mark.parametrize(
    "text",
    [
        "[t](/about/) [x](https://other.example/about/team/) [y](mailto:about@team.example)",
        "[t](#anna) [broken](/about/teams/) [x](about/team.txt)",
        "    [t](/about/team/)\n\n```\n[t](/about/team/)\n```\n\n`[t](/about/team/)`",
        "/about/team/ in a sentence",
    ],
)
def test_what_does_not_lead_there_stays(tmp_path: Path, text: str) -> None:
    assert changed(tmp_path, {"index.md": f"# Home\n\n{text}\n", "about.md": "# About\n"}) == ""


def test_line_ends_mark_and_comments_stay(tmp_path: Path) -> None:
    page = "\ufeff---\r\ntitle:  Home # ours\r\n---\r\n\r\n[a](/about/team/)\rb\n[c](/about/team/)"
    assert changed(tmp_path, {"index.md": page}) == page.replace("/about/team/", "/people/")


def test_links_inside_the_moved_file_count_from_its_new_place(tmp_path: Path) -> None:
    page = (
        "# Team\n\n[self](#team) [us](_index.md) [old](./history.md) [x](../contact.md)\n"
        "![p](team.png) ![q](/images/q.png) [path](../history/) [root](/about/history/)\n"
    )
    files: dict[str, str | bytes] = {
        "about/team.md": page,
        "about/_index.md": "# About\n",
        "about/history.md": "# History\n",
        "contact.md": "# Contact\n",
        "about/team.png": b"",
        "images/q.png": b"",
    }
    text = changed(tmp_path, files, "about/team.md")
    assert text.endswith(
        "# Team\n\n[self](#team) [us](about/_index.md) [old](./about/history.md) [x](contact.md)\n"
        "![p](about/team.png) ![q](/images/q.png) [path](../about/history/) "
        "[root](/about/history/)\n"
    )


def test_a_folder_moves_with_its_links_inside_unchanged(tmp_path: Path) -> None:
    native(
        tmp_path,
        {
            "index.md": "[t](/about/team/) ![p](about/p.png)\n",
            "about/history.md": "[t](team.md) [u](../team/) ![p](p.png) [home](../index.md)\n",
            "about/p.png": b"",
        },
    )
    plan = move(tmp_path, "about", "our/house")
    assert (tmp_path / "index.md").read_text() == "[t](/our/house/team/) ![p](our/house/p.png)\n"
    assert (tmp_path / "our/house/history.md").read_text() == (
        "---\naliases:\n  - /about/history/\n---\n\n"
        "[t](team.md) [u](../team/) ![p](p.png) [home](../../index.md)\n"
    )
    assert plan.aliases == {
        "about/history.md": "/about/history/",
        "about/team.md": "/about/team/",
    }
    assert not load(tmp_path).errors


def test_a_picture_moves(tmp_path: Path) -> None:
    native(
        tmp_path,
        {
            "index.md": "---\nimage: /images/a.png\n---\n![a](images/a.png) [b](/images/a.png)\n",
            "about/x.md": "---\nimage: {src: ../images/a.png, alt: A}\n---\n"
            "<img src='/images/a.png'>",
            "images/a.png": b"",
        },
    )
    texts = texts_after(tmp_path, plan_of(tmp_path, "images/a.png", "pictures/b c.png"))
    assert texts == {
        "index.md": "---\nimage: /pictures/b%20c.png\n---\n![a](pictures/b%20c.png) "
        "[b](/pictures/b%20c.png)\n",
        "about/x.md": "---\nimage: {src: ../pictures/b%20c.png, alt: A}\n---\n"
        "<img src='/pictures/b%20c.png'>",
    }


def test_front_matter_names_the_page_by_its_new_slug(tmp_path: Path) -> None:
    page = (
        "---\ntype: condition\ntitle: Neck pain\ntreatments: [about/team, /about/team/, 'Team']\n"
        'related:\n  - "about/team" # us\ncta: /about/team/#anna\nalternate_names: [about/team]\n'
        "---\n"
    )
    assert changed(tmp_path, {"neck.md": page}, "neck.md") == page.replace(
        "[about/team, /about/team/,", "[people, /people/,"
    ).replace('"about/team"', '"people"').replace("cta: /about/team/", "cta: /people/")


def test_conditions_are_named_by_their_new_slug(tmp_path: Path) -> None:
    site_at(
        tmp_path,
        {
            "conditions/neck.md": "---\nname: Neck pain\n---\n",
            "conditions/back.md": "---\nrelated: [neck, Neck pain]\n---\n",
            "iastm.md": "---\nconditions:\n- neck\n- Neck pain\n- Other\n---\n",
        },
    )
    before = load(tmp_path)
    move(tmp_path, "conditions/neck.md", "conditions/stiff-neck.md")
    assert "conditions:\n- stiff-neck\n- Neck pain\n- Other" in (tmp_path / "iastm.md").read_text()
    assert "[stiff-neck, Neck pain]" in (tmp_path / "conditions/back.md").read_text()
    after = load(tmp_path)
    assert [item.name for item in after.conditions] == [item.name for item in before.conditions]


def test_a_parent_by_the_default_identifier_of_the_page_changes(tmp_path: Path) -> None:
    files = {
        "about/team.md": "---\ntitle: Team\nmenu: main\n---\n",
        "anna.md": "---\nmenu:\n  main: {parent: about/team}\n---\n",
        "bo.md": "---\nmenu:\n  main: {parent: Team}\n---\n",
        "site.yaml": "menus:\n  main:\n    - {title: Carl, path: /bo/, parent: about/team}\n",
    }
    site_at(tmp_path, files)
    texts = texts_after(tmp_path, plan_of(tmp_path, "about/team.md", "people.md"))
    assert set(texts) == {"about/team.md", "anna.md", "site.yaml"}
    assert "{parent: people}" in texts["anna.md"]
    assert "parent: people}" in texts["site.yaml"]


def test_the_site_file_leads_to_the_new_path(tmp_path: Path) -> None:
    site = (
        "base_url: https://clinic.example # us\n"
        "menus:\n  main:\n  - title: Team\n    path: /about/team/#anna   # here\n"
        '  - {title: More, children: [{title: T, path: "/about/team"}]}\n'
        "redirects:\n- {from: /staff/, to: /about/team/}\n- from: /x/*\n  to: '/about/team'\n"
    )
    assert changed(tmp_path, {"site.yaml": site}, "site.yaml") == site.replace(
        "/about/team", "/people"
    )
    assert not load(tmp_path).errors


def test_what_else_the_site_file_says_stays_and_nothing_of_it_is_listed_twice(
    tmp_path: Path,
) -> None:
    site = (
        "base_url: https://clinic.example/\ndescription: /about/team/\n"
        "redirects:\n- {from: /staff/, to: /about/team/}\n"
    )
    native(tmp_path, {"site.yaml": site, "index.md": "# Home\n"})
    plan = plan_of(tmp_path, "about/team.md", "people.md")
    assert texts_after(tmp_path, plan)["site.yaml"] == site.replace(
        "to: /about/team/", "to: /people/"
    )
    assert left(plan) == [("site.yaml", 2, "/about/team/")]
    assert "site.yaml" not in plan_of(tmp_path, "index.md", "deep/home.md").edits


def test_redirects_as_a_mapping_lead_to_the_new_path(tmp_path: Path) -> None:
    site = "redirects:\n  /staff/: /about/team/\n  /x/: /about/\n"
    assert changed(tmp_path, {"site.yaml": site, "about.md": "# A\n"}, "site.yaml") == (
        "redirects:\n  /staff/: /people/\n  /x/: /about/\n"
    )


def test_a_link_through_a_redirect_stays(tmp_path: Path) -> None:
    files = {
        "site.yaml": "redirects:\n- {from: /staff/, to: /about/team/}\n",
        "about/team.md": "---\naliases: [/old/]\n---\n",
        "index.md": "[a](/staff/) [b](/old/)\n",
    }
    site_at(tmp_path, files)
    plan = move(tmp_path, "about/team.md", "people.md")
    assert set(plan.edits) == {"site.yaml", "about/team.md"}
    links = load(tmp_path).pages_by_slug["index"].links
    assert [(link.status, link.target and link.target.path) for link in links] == [
        ("redirected", "/people/"),
        ("redirected", "/people/"),
    ]


def test_a_relative_link_through_a_redirect_counts_from_the_new_place(tmp_path: Path) -> None:
    files = {
        "site.yaml": "redirects:\n- {from: /about/staff/, to: /}\n",
        "about/team.md": "[a](../staff/) [b](/about/staff/)\n",
        "index.md": "# Home\n",
    }
    site_at(tmp_path, files)
    text = texts_after(tmp_path, plan_of(tmp_path, "about/team.md", "people.md"))
    assert "\n[a](../about/staff/) [b](/about/staff/)\n" in text["about/team.md"]
    moved = texts_after(tmp_path, plan_of(tmp_path, "about/team.md", "about/people.md"))
    assert "\n[a](../staff/) [b](/about/staff/)\n" in moved["about/team.md"]


def test_a_picture_whose_folder_layouts_add_keeps_that_form_or_is_left(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "_config.yml": "title: T\n",
        "images/team/p.png": b"",
        "a.md": "---\nimage: team/p.png\n---\n",
    }
    site_at(tmp_path, files)
    plan = plan_of(tmp_path, "images/team/p.png", "images/us/q.png")
    assert texts_after(tmp_path, plan) == {"a.md": "---\nimage: us/q.png\n---\n"}
    away = plan_of(tmp_path, "images/team/p.png", "media/q.png")
    assert left(away) == [("a.md", 2, "team/p.png")]


def test_a_title_is_no_address(tmp_path: Path) -> None:
    page = "---\ntitle: /about/team/\nlink: /about/team/\n---\n"
    new = page.replace("link: /about/team/", "link: /people/")
    assert changed(tmp_path, {"index.md": page}) == new


def test_an_address_that_another_page_takes_over_is_no_alias(tmp_path: Path) -> None:
    native(tmp_path, {"z.md": "---\npermalink: /about/team/\n---\n"})
    plan = plan_of(tmp_path, "about/team.md", "people.md")
    assert plan.edits == {}
    assert left(plan) == [("about/team.md", 1, "/about/team/")]


def test_an_alias_is_an_address_so_a_percent_sign_is_encoded(tmp_path: Path) -> None:
    site_at(tmp_path, {"_config.yml": "title: T\n", "a/100%25.md": "---\ntitle: T\n---\n"})
    assert reading_of(tmp_path).pages["a/100%25.md"].path == "/a/100%25.html"
    move(tmp_path, "a/100%25.md", "b.md")
    assert "- /a/100%2525.html\n" in (tmp_path / "b.md").read_text()
    match = load(tmp_path).addresses.find("/a/100%2525.html")
    assert match is not None
    assert match.location == "/b.html"


def test_an_alias_that_is_written_already_is_not_added_again(tmp_path: Path) -> None:
    native(tmp_path, {"about/team.md": "---\naliases: [/about/team]\n---\n"})
    assert plan_of(tmp_path, "about/team.md", "people.md").edits == {}


def test_an_alias_that_would_have_no_effect_is_not_added(tmp_path: Path) -> None:
    native(
        tmp_path, {"about/team.md": "---\nAliases: [/x/]\n---\n", "index.md": "[t](/about/team/)"}
    )
    plan = plan_of(tmp_path, "about/team.md", "people.md")
    assert plan.aliases == {}
    assert left(plan) == [("about/team.md", 1, "/about/team/")]
    assert texts_after(tmp_path, plan) == {"index.md": "[t](/people/)"}


def test_a_name_that_is_no_slug_stays(tmp_path: Path) -> None:
    site_at(
        tmp_path,
        {
            "conditions/neck.md": "---\nname: Neck pain\nalternate_names: [neck]\n---\n",
            "team.md": "---\ntitle: team\nmenu: {main: {identifier: team}}\n---\n",
            "a.md": "---\ntype: condition\nrelated: [neck]\ntreatments: [team, /team/]\n"
            "menu: {main: {parent: team}}\n---\n",
        },
    )
    assert set(plan_of(tmp_path, "conditions/neck.md", "conditions/x.md").edits) == {
        "conditions/neck.md"
    }
    text = texts_after(tmp_path, plan_of(tmp_path, "team.md", "x.md"))["a.md"]
    assert "treatments: [team, /x/]\nmenu: {main: {parent: team}}" in text


def test_a_definition_of_several_links_is_one_change(tmp_path: Path) -> None:
    native(tmp_path, {"index.md": "[a][1] [b][1]\n\n[1]: /about/team/\n"})
    assert plan_of(tmp_path, "about/team.md", "people.md").links == {"index.md": 1}


def test_no_alias_where_the_path_stays(tmp_path: Path) -> None:
    files = {
        "about/team.md": "---\npermalink: /us/\n---\n# T\n",
        "index.md": "[t](/us/) [f](about/team.md)",
    }
    native(tmp_path, files)
    plan = plan_of(tmp_path, "about/team.md", "people.md")
    assert plan.aliases == {}
    assert texts_after(tmp_path, plan) == {"index.md": "[t](/us/) [f](people.md)"}


def test_a_move_back_removes_the_alias_that_is_the_address_again(tmp_path: Path) -> None:
    native(tmp_path, {"index.md": "[t](/about/team/)\n"})
    move(tmp_path, "about/team.md", "people.md")
    plan = move(tmp_path, "people.md", "about/team.md")
    assert plan.freed == {"people.md": "/about/team/"}
    assert (tmp_path / "index.md").read_text() == "[t](/about/team/)\n"
    assert (tmp_path / "about/team.md").read_text() == TEAM.replace(
        "title: Team\n", "title: Team\naliases:\n  - /people/\n"
    )


def test_a_relative_alias_becomes_the_path_that_it_stood_for(tmp_path: Path) -> None:
    native(tmp_path, {"about/team.md": "---\naliases: [staff]\n---\n"})
    move(tmp_path, "about/team.md", "deep/er/people.md")
    assert (tmp_path / "deep/er/people.md").read_text() == (
        "---\naliases: [/about/staff, /about/team/]\n---\n"
    )


def test_what_a_template_or_text_has_is_listed_and_served_by_the_alias(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: T\n",
        "team.md": "---\ntitle: Team\n---\n",
        "index.md": "---\n---\n{% include box.html to='/team.html' %}\nor /team.html\n",
        "_includes/box.html": "<a href='{{ include.to }}'>t</a>\n",
        "_layouts/default.html": '<nav>\n<a href="/team.html">T</a></nav>\n',
    }
    site_at(tmp_path, files)
    plan = move(tmp_path, "team.md", "people.md")
    assert left(plan) == [
        ("_layouts/default.html", 2, "/team.html"),
        ("index.md", 4, "/team.html"),
    ]
    # The page was rendered with the new address, and its link leads there.
    assert "{% include box.html to='/people.html' %}" in (tmp_path / "index.md").read_text()
    match = load(tmp_path).addresses.find("/team.html")
    assert match is not None
    assert match.location == "/people.html"


def jekyll(folder: Path) -> Path:
    """A site of Jekyll's that links in all its ways."""
    return site_at(
        folder,
        {
            "_config.yml": "baseurl: /c\nurl: https://clinic.example\n# menus\n"
            "nav:\n  - {title: News, url: /2024/05/01/news.html}\nurl_of: /2024/05/01/news.html\n",
            "_data/navigation.yml": "- title: News\n  url: /2024/05/01/news.html # here\n"
            "- {title: Home, url: /}\n",
            "_posts/2024-05-01-news.md": "---\ntitle: News\n---\n",
            "a.md": "---\n---\n[a]({% link _posts/2024-05-01-news.md %})\n"
            "[b]({% post_url 2024-05-01-news %}) [c](/c/2024/05/01/news.html)\n"
            "[d]({{ site.baseurl }}/2024/05/01/news.html) "
            "[e]({{ '/2024/05/01/news' | relative_url }}){:.x}\n"
            "{% raw %}{% post_url 2024-05-01-news %}{% endraw %}\n",
        },
    )


def test_jekylls_tags_and_data_name_the_new_file(tmp_path: Path) -> None:
    jekyll(tmp_path)
    plan = move(tmp_path, "_posts/2024-05-01-news.md", "_posts/2024-06-02-more.md")
    assert (tmp_path / "a.md").read_text() == (
        "---\n---\n[a]({% link _posts/2024-06-02-more.md %})\n"
        "[b]({% post_url 2024-06-02-more %}) [c](/c/2024/06/02/more.html)\n"
        "[d]({{ site.baseurl }}/2024/06/02/more.html) "
        "[e]({{ '/2024/06/02/more' | relative_url }}){:.x}\n"
        "{% raw %}{% post_url 2024-05-01-news %}{% endraw %}\n"
    )
    assert "url: /2024/06/02/more.html # here\n" in (tmp_path / "_data/navigation.yml").read_text()
    configuration = (tmp_path / "_config.yml").read_text()
    assert (
        "{title: News, url: /2024/06/02/more.html}\nurl_of: /2024/05/01/news.html" in configuration
    )
    assert (tmp_path / "_posts/2024-06-02-more.md").read_text() == (
        "---\ntitle: News\nredirect_from:\n  - /2024/05/01/news.html\n---\n"
    )
    assert {item[0] for item in left(plan)} == {"_config.yml"}
    assert {link.status for link in load(tmp_path).pages_by_slug["a.html"].links} == {"ok"}


def test_a_url_in_front_matter_of_jekyll_follows_the_page_that_it_names(tmp_path: Path) -> None:
    files = {"_config.yml": "title: T\n", "a.md": "---\n---\n"}
    site_at(tmp_path, {**files, "b.md": "---\nurl: /a.html\n---\n"})
    move(tmp_path, "a.md", "c.md")
    assert (tmp_path / "b.md").read_text() == "---\nurl: /c.html\n---\n"


def test_a_list_that_a_template_makes_is_left_if_the_page_is_no_part_of_it_any_more(
    tmp_path: Path,
) -> None:
    jekyll(tmp_path)
    listing = "---\n---\n{% for post in site.posts %}\n[p]({{ post.url }})\n{% endfor %}\n"
    (tmp_path / "list.md").write_text(listing)
    kept = plan_of(tmp_path, "_posts/2024-05-01-news.md", "_posts/2024-05-01-more.md")
    assert not {item for item in left(kept) if item[0] == "list.md"}
    lost = plan_of(tmp_path, "_posts/2024-05-01-news.md", "news.md")
    assert ("list.md", 4, "/2024/05/01/news.html") in left(lost)
    assert any(item[0] == "a.md" for item in left(lost))


def test_a_page_that_becomes_a_draft_by_its_folder_is_listed(tmp_path: Path) -> None:
    jekyll(tmp_path)
    (tmp_path / "b.md").write_text("---\ntitle: B\n---\n")
    assert left(plan_of(tmp_path, "b.md", "_drafts/b.md")) == [("b.md", 1, "B")]


def test_hugos_references_and_menus_name_the_new_page(tmp_path: Path) -> None:
    site_at(
        tmp_path,
        {
            "hugo.toml": 'baseURL = "https://clinic.example/"\n[[menus.main]]\nname = "Team"\n'
            'pageRef = "/about/team"\n[[menus.main]]\nname = "T"\nurl = "/about/team/"\n',
            "content/_index.md": "# Home\n",
            "content/about/team/index.md": "---\ntitle: Team\n---\n# T\n\n![p](p.png)\n\n## Anna\n",
            "content/about/team/p.png": b"",
            "content/a.md": '[a]({{< ref "/about/team" >}}) [b]({{% relref "team.md#anna" %}})\n'
            '[c]({{< relref path="about/team" >}}) [d](../about/team/) '
            '{{< figure src="/about/team/p.png" >}}\n',
        },
    )
    plan = move(tmp_path, "content/about/team", "content/crew")
    assert (tmp_path / "content/a.md").read_text() == (
        '[a]({{< ref "/crew" >}}) [b]({{% relref "crew.md#anna" %}})\n'
        '[c]({{< relref path="crew" >}}) [d](../crew/) {{< figure src="/crew/p.png" >}}\n'
    )
    assert 'pageRef = "/crew"' in (tmp_path / "hugo.toml").read_text()
    assert 'url = "/crew/"' in (tmp_path / "hugo.toml").read_text()
    assert (
        (tmp_path / "content/crew/index.md")
        .read_text()
        .startswith("---\ntitle: Team\naliases:\n  - /about/team/\n---\n# T\n\n![p](p.png)\n")
    )
    assert left(plan) == []


@pytest.mark.parametrize(
    ("files", "old", "new", "message"),
    [
        ({"people.md": ""}, "about/team.md", "people.md", "exists already"),
        ({"People.md": ""}, "about/team.md", "people.md", "which People.md has"),
        ({"x.md": "---\naliases: [/people/]\n---\n"}, "about/team.md", "people.md", "old address"),
        ({}, "about/team.md", "people.txt", "another kind of file"),
        ({}, "about/team.md", "people.html", "another kind of file"),
        ({}, "about/team.md", ".people.md", "no document"),
        ({"a.png": b""}, "a.png", ".b.png", "would not be served"),
        ({}, "site.yaml", "x/site.yaml", "templates, data or configuration"),
        ({}, "none.md", "people.md", "nothing"),
        ({"bad.md": "---\ntitle: [\n---\n"}, "bad.md", "good.md", "bad.md:3:1"),
        ({"bad.md": "---\na: [\n---\n/about/team/"}, "about/team.md", "people.md", "bad.md:3:1"),
        ({"bad.md": b"\xff team"}, "about/team.md", "people.md", "bad.md:1:1"),
        ({"site.yaml": "menus: [\n"}, "about/team.md", "people.md", "site.yaml:2:1"),
        ({}, "about/team.md", "\N{GRINNING FACE}.md", "there would be an error"),
        ({"site.yaml": "collections: 5\n"}, "about/team.md", "people.md", "site.yaml:1:14"),
        ({"big.md": "/about/team/ `x` " * 80_000}, "about/team.md", "people.md", "big.md:1:1"),
    ],
)
def test_a_move_is_refused(
    tmp_path: Path, files: Mapping[str, str | bytes], old: str, new: str, message: str
) -> None:
    native(tmp_path, files)
    if message == "nothing":
        assert plan_of(tmp_path, old, new) == Plan(())
        return
    with pytest.raises(MoveError, match=message):
        plan_of(tmp_path, old, new)


def test_a_file_with_two_names_is_refused(tmp_path: Path) -> None:
    native(tmp_path, {})
    (tmp_path / "linked").symlink_to("about")
    for old in ("about/team.md", "linked/team.md", "about"):
        with pytest.raises(MoveError, match="symbolic link"):
            plan_of(tmp_path, old, "people.md")


def test_a_name_that_differs_only_in_capitals_is_another_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "index.md": "[t](about/team.md) ![p](/pics/a.png)\n",
        "pics/a.png": b"",
    }
    native(tmp_path, files)
    move(tmp_path, "about/team.md", "about/Team.md")
    move(tmp_path, "pics", "Pics")
    text = (tmp_path / "index.md").read_text()
    assert text == "[t](about/Team.md) ![p](/Pics/a.png)\n"


def test_data_that_cannot_be_read_and_may_name_what_moves_refuses_it(tmp_path: Path) -> None:
    files = {"_config.yml": "title: A\n", "about.md": "---\n---\n", "team.md": "---\n---\n"}
    site_at(tmp_path, {**files, "_data/nav.yml": "- url: /about.html\n  bad: [\n"})
    with pytest.raises(MoveError, match=r"_data/nav\.yml:3:1"):
        plan_of(tmp_path, "about.md", "new.md")
    assert plan_of(tmp_path, "team.md", "new.md").moves == (Move("team.md", "new.md"),)


def test_an_unreadable_file_that_names_nothing_of_it_does_not_matter(tmp_path: Path) -> None:
    native(tmp_path, {"bad.md": "---\ntitle: [\n---\n", "index.md": "[t](/about/team/)"})
    assert set(plan_of(tmp_path, "about/team.md", "people.md").edits) == {
        "about/team.md",
        "index.md",
    }


def test_what_is_different_in_the_new_folder_is_listed(tmp_path: Path) -> None:
    files = {
        "site.yaml": "languages: [en, de]\nignore: {about/**: [broken-link]}\n",
        "conditions/neck.md": "---\ntitle: Neck\n---\n",
        "about/team.md": "[x](/nowhere/)\n",
        "about/team.de.md": "# T\n",
    }
    site_at(tmp_path, files)
    (kind,) = plan_of(tmp_path, "conditions/neck.md", "neck.md").left
    assert "write type: condition" in kind.reason
    items = plan_of(tmp_path, "about/team.md", "people.md").left
    assert [item.reason for item in items] == [
        "it is no translation of about/team.de.md any more; move these too",
        'the link "/nowhere/" leads nowhere',
    ]


@pytest.mark.parametrize(
    ("files", "page", "path", "entry"),
    [
        ({}, "about/team.md", "/people/", ("about/team.md", "people.md")),
        ({}, "about/team.md", "/about/crew/", ("about/team.md", "about/crew.md")),
        ({"x/index.md": "# X\n"}, "x/index.md", "/y/", ("x/index.md", "y/index.md")),
        ({"Big Page.md": "# B\n"}, "Big Page.md", "/small/", ("Big Page.md", "small.md")),
        (
            {"_config.yml": "permalink: pretty\n", "_posts/2024-05-01-a.md": "---\n---\n"},
            "_posts/2024-05-01-a.md",
            "/2024/05/01/b/",
            ("_posts/2024-05-01-a.md", "_posts/2024-05-01-b.md"),
        ),
        (
            {"hugo.toml": "title = 'T'\n", "content/a/b/index.md": "---\n---\n"},
            "content/a/b/index.md",
            "/a/c/",
            ("content/a/b", "content/a/c"),
        ),
    ],
)
def test_a_page_gets_another_path_by_another_name(
    tmp_path: Path, files: Mapping[str, str], page: str, path: str, entry: tuple[str, str]
) -> None:
    native(tmp_path, files) if "site.yaml" not in files else site_at(tmp_path, files)
    reader = Reader(tmp_path)
    assert plan_new_path(reader, read_tree(reader, AT), page, path)[:2] == entry


def test_a_path_that_no_name_gives_is_refused(tmp_path: Path) -> None:
    native(tmp_path, {"about/team.md": "---\npermalink: /us/\n---\n"})
    reader = Reader(tmp_path)
    before = read_tree(reader, AT)
    with pytest.raises(MoveError, match="front matter"):
        plan_new_path(reader, before, "about/team.md", "/people/")
    with pytest.raises(MoveError, match="already"):
        plan_new_path(reader, before, "about/team.md", "/us")


def test_pages_that_swap_their_names_keep_their_front_matter(tmp_path: Path) -> None:
    files = {
        "a.md": '{"title": "A", "weight": 3, "aliases": ["/b/"]}\n# A body\n',
        "b.md": "---\n{title: B, aliases: [/a/]}\n---\n# B body\n",
    }
    folder = site_at(tmp_path, files)
    reader = Reader(folder, None, judge_for)
    plan = plan_moves(reader, read_tree(reader, AT), {"a.md": "b.md", "b.md": "a.md"})
    assert texts_after(folder, plan) == {
        "a.md": '{"title": "A", "weight": 3, "aliases": []}\n# A body\n',
        "b.md": "---\n{title: B, aliases: []}\n---\n# B body\n",
    }


@pytest.mark.parametrize("written", ["old", "[old]", "'old'"])
def test_a_relative_alias_of_hugo_answers_where_it_did(tmp_path: Path, written: str) -> None:
    files = {
        "hugo.toml": "title = 'T'\n",
        "content/a/team.md": f"---\ntitle: T\naliases: {written}\n---\n",
        "content/b/other.md": "---\ntitle: O\n---\n",
    }
    site_at(tmp_path, files)
    move(tmp_path, "content/a/team.md", "content/b/team.md")
    addresses = reading_of(tmp_path).resolver.addresses
    for path in ("/a/old/", "/a/team/"):
        match = addresses.find(path)
        assert match is not None
        assert match.page is not None
        assert (match.page.path, match.code) == ("/b/team/", 301)


def test_of_two_edits_of_one_place_the_first_counts() -> None:
    text = EditableText.of("a.md", b"abc")
    assert text is not None
    for word in map(str, range(20)):
        draft = Draft(text, links=[LinkEdit(Edit(0, 2, word), None)], values=[Edit(0, 2, "other")])
        assert draft.edits == (Edit(0, 2, word),)


def test_a_definition_in_code_stays(tmp_path: Path) -> None:
    page = (
        '---\ntitle: Home\nrelated: ["/team\\u002f"]\n---\n```\n[t]: /about/team/\n```\n\n'
        "[the team][t]\n\n[t]: /about/team/\n"
    )
    head, _, tail = page.rpartition("/about/team/")
    assert changed(tmp_path, {"index.md": page}) == f"{head}/people/{tail}"


def test_a_link_that_is_odd_costs_only_those_that_mean_the_same(tmp_path: Path) -> None:
    page = (
        "[news](/about/news/) <!-- [t]: /about/team/ -->\n\n[the team][t]\n\n"
        "<!--\n[t]: /about/team/\n-->\n\n> - [t]: /about/team/\n"
    )
    native(tmp_path, {"index.md": page, "about/news.md": "# News\n"})
    plan = plan_of(tmp_path, "about", "us")
    assert "[news](/us/news/)" in texts_after(tmp_path, plan)["index.md"]
    assert plan.links["index.md"] == 1
    assert ("index.md", 6, "/about/team/") in left(plan)
    move(tmp_path, "about", "us")
    assert not load(tmp_path).errors


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("[x][a\\]b]\n\n[a\\]b]: /about/team/\n", "[x][a\\]b]\n\n[a\\]b]: /people/\n"),
        ("[x][Straße]\n\n[STRASSE]: /about/team/\n", "[x][Straße]\n\n[STRASSE]: /people/\n"),
        (
            '<a title="see href=/about/team/ here" href="/about/team/">t</a> [u](/about/team/)\n',
            '<a title="see href=/about/team/ here" href="/people/">t</a> [u](/people/)\n',
        ),
    ],
)
def test_labels_and_attributes_are_read_as_markdown_reads_them(
    tmp_path: Path, text: str, new: str
) -> None:
    assert changed(tmp_path, {"index.md": text}) == new


def test_the_reason_for_a_link_without_a_place_is_true(tmp_path: Path) -> None:
    native(tmp_path, {"index.md": '<a href="/about/\n\tteam/">t</a>\n[t](/about/team&#47;)\n'})
    plan = plan_of(tmp_path, "about/team.md", "people.md")
    assert [item.reason for item in plan.left if "template makes" in item.reason] == []


def test_many_links_are_looked_through_in_time_that_grows_with_them(tmp_path: Path) -> None:
    page = "[t](/about/team/)\n" * 8_000
    native(tmp_path, {"index.md": page})
    reading = reading_of(tmp_path)
    relocation = relocate(Reader(tmp_path, None, judge_for), reading, {"about/team.md": "x.md"})
    edits = {"index.md": tuple(Edit(at, at + 12, "/x/") for at in range(4, len(page), 18))}
    start = time.process_time()
    assert list(mentions(relocation, edits, ())) == []
    assert time.process_time() - start < 1
