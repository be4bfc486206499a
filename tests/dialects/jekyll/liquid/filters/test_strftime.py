"""Ruby's `strftime`."""

from datetime import datetime, timedelta, timezone

import pytest

from app.dialects.jekyll.liquid.filters.dates import strftime
from app.dialects.jekyll.liquid.limits import LimitError

MOMENT = datetime(2016, 7, 6, 4, 5, 9, 123456, timezone(timedelta(hours=-7), "MST"))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("%F %T", "2016-07-06 04:05:09"),
        ("%e %-d %_m %^b %B %A", " 6 6  7 JUL July Wednesday"),
        ("%l:%M %P %p %#p", " 4:05 am AM am"),
        ("%z %:z %::z %Z", "-0700 -07:00 -07:00:00 MST"),
        ("%j %u %w %G %V %s", "188 3 3 2016 27 1467803109"),
        ("%L %N %6N %5Y", "123 123456000 123456 02016"),
        ("%% %n %t %Q", "% \n \t %Q"),
    ],
)
def test_directives_have_flags_and_widths(form: str, expected: str) -> None:
    assert strftime(MOMENT, form) == expected


def test_a_field_has_a_greatest_width() -> None:
    with pytest.raises(LimitError):
        strftime(MOMENT, "%101d")
