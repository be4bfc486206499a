"""Hugo's own shortcodes for content of other sites: videos, posts, pieces of code."""

from typing import Final
from urllib.parse import quote

from app.dialects.hugo.goldmark.directives import Embed
from app.dialects.hugo.shortcodes.tree import Shortcode

_POST: Final = "a user and the id of a post"
# What each of them needs, for messages.
EMBEDS: Final = {
    **dict.fromkeys(("youtube", "vimeo", "vimeo_simple"), "the id of a video"),
    "gist": "a user and the id of a gist",
    **dict.fromkeys(("instagram", "instagram_simple"), "the id of a post"),
    **dict.fromkeys(("tweet", "twitter", "twitter_simple", "x", "x_simple"), _POST),
}


def embed_of(shortcode: Shortcode) -> Embed | None:
    """Return what the shortcode embeds; None if it is no embed or lacks an argument."""
    if shortcode.name not in EMBEDS:
        return None
    kind = shortcode.name.removesuffix("_simple")
    first = quote(shortcode.argument("id", "0"), safe="")
    title = shortcode.argument("title")
    if kind == "gist":
        user, gist = (quote(shortcode.argument(name), safe="") for name in ("0", "1"))
        url = f"https://gist.github.com/{user}/{gist}"
        return Embed(url, shortcode.argument("2") or "Gist", ()) if user and gist else None
    if EMBEDS[shortcode.name] == _POST:
        return _post(shortcode)
    if not first:
        return None
    if kind == "instagram":
        post = quote(shortcode.argument("0", "id"), safe="")
        return Embed(f"https://www.instagram.com/p/{post}/", "Instagram post", ())
    if kind == "vimeo":
        frames: tuple[str, ...] = (f"https://player.vimeo.com/video/{first}",)
        return Embed(f"https://vimeo.com/{first}", title or "Vimeo video", frames)
    hosts = ("www.youtube-nocookie.com", "www.youtube.com")
    frames = tuple(f"https://{host}/embed/{first}" for host in hosts)
    return Embed(f"https://www.youtube.com/watch?v={first}", title or "YouTube video", frames)


def _post(shortcode: Shortcode) -> Embed | None:
    user, post = shortcode.argument("user", "0"), shortcode.argument("id", "1")
    if user and not post and not shortcode.argument("user"):
        # Older versions of Hugo need only the id: any user leads to the post.
        user, post = "x", user
    if not user or not post:
        return None
    host = "x.com" if shortcode.name.startswith("x") else "twitter.com"
    url = f"https://{host}/{quote(user, safe='')}/status/{quote(post, safe='')}"
    return Embed(url, f"Post of {user}", ())
