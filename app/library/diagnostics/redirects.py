"""Redirects of the site file that loop or lead nowhere."""

from collections.abc import Callable

from app.library.addresses import Addresses, slug_of_address
from app.problems import Problem
from app.site.located_site import LocatedSite


def redirect_problems(
    site: LocatedSite,
    addresses: Addresses,
    unreadable: frozenset[str],
    is_unserved: Callable[[str], bool],
) -> tuple[Problem, ...]:
    """Return a problem for each redirect of the site file that loops or leads nowhere.

    `unreadable` are the slugs of files whose own problem is enough. `is_unserved` returns True for
    a path of the website at which something is that is not served here.
    """
    problems = []
    loops = addresses.loops()
    for number, rule in enumerate(site.settings.redirects):
        if rule.implied or (rule.to is not None and slug_of_address(rule.to) in unreadable):
            continue
        if number in loops:
            message = f'the redirect from "{rule.source}" leads back to itself'
            hint = "Let it lead to a page."
            problems.append(site.problem(("redirects", number), "redirect-loop", message, hint))
        elif (
            rule.to is not None
            and ":splat" not in rule.to
            and not (addresses.leads_somewhere(rule.to) or is_unserved(rule.to))
        ):
            subject = f'the redirect from "{rule.source}"'
            message = f'{subject} leads to "{rule.to}", which does not exist'
            hint = "Let it lead to a page, or give it the status 410."
            path = ("redirects", number, "to")
            problems.append(site.problem(path, "broken-link", message, hint))
    return tuple(problems)
