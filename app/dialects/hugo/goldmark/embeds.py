"""Hugo's own shortcodes for what is of other sites: videos, posts, pieces of code."""

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from app.dialects.hugo.goldmark.directives import Embed
from app.dialects.hugo.shortcodes import Shortcode

# What each of them lacks where there is nothing to show.
EMBEDS: Final = {
    "youtube": "the id of a video",
    "vimeo": "the id of a video",
    "vimeo_simple": "the id of a video",
    "gist": "a user and the id of a gist",
    "instagram": "the id of a post",
    "instagram_simple": "the id of a post",
    "tweet": "a user and the id of a post",
    "twitter": "a user and the id of a post",
    "twitter_simple": "a user and the id of a post",
    "x": "a user and the id of a post",
    "x_simple": "a user and the id of a post",
}


def embed_of(shortcode: Shortcode) -> Embed | None:
    """What the shortcode shows of another site; None where it is none such or names nothing."""
    if shortcode.name not in EMBEDS:
        return None
    make: dict[str, Callable[[Shortcode], Embed | None]] = {
        "youtube": _youtube,
        "vimeo": _vimeo,
        "gist": _gist,
        "instagram": _instagram,
    }
    return make.get(shortcode.name.removesuffix("_simple"), _post)(shortcode)


def _youtube(shortcode: Shortcode) -> Embed | None:
    video = _quoted(shortcode.argument("id", "0"))
    if not video:
        return None
    title = shortcode.argument("title") or "YouTube video"
    frames = (
        f"https://www.youtube-nocookie.com/embed/{video}",
        f"https://www.youtube.com/embed/{video}",
    )
    return Embed(f"https://www.youtube.com/watch?v={video}", title, frames)


def _vimeo(shortcode: Shortcode) -> Embed | None:
    video = _quoted(shortcode.argument("id", "0"))
    if not video:
        return None
    title = shortcode.argument("title") or "Vimeo video"
    return Embed(f"https://vimeo.com/{video}", title, (f"https://player.vimeo.com/video/{video}",))


def _gist(shortcode: Shortcode) -> Embed | None:
    user, gist = _quoted(shortcode.argument("0")), _quoted(shortcode.argument("1"))
    if not user or not gist:
        return None
    return Embed(f"https://gist.github.com/{user}/{gist}", shortcode.argument("2") or "Gist", ())


def _instagram(shortcode: Shortcode) -> Embed | None:
    post = _quoted(shortcode.argument("0", "id"))
    return Embed(f"https://www.instagram.com/p/{post}/", "Instagram post", ()) if post else None


def _post(shortcode: Shortcode) -> Embed | None:
    user, post = shortcode.argument("user", "0"), shortcode.argument("id", "1")
    if user and not post and not shortcode.argument("user"):
        # Once an id was enough, and any user leads there.
        user, post = "x", user
    if not user or not post:
        return None
    host = "x.com" if shortcode.name.startswith("x") else "twitter.com"
    return Embed(f"https://{host}/{_quoted(user)}/status/{_quoted(post)}", f"Post of {user}", ())


def _quoted(text: str) -> str:
    return quote(text, safe="")
