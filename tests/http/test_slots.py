"""Places for what may go on at the same time."""

from collections import Counter

import pytest

from app.http.errors import RequestError
from app.http.slots import version_slot


def test_answers_are_sent_from_so_many_versions_at_once() -> None:
    versions: Counter[str] = Counter()
    with version_slot(versions, "a", 2, 5), version_slot(versions, "b", 2, 5):
        with version_slot(versions, "a", 2, 5):
            pass
        with pytest.raises(RequestError) as caught, version_slot(versions, "c", 2, 5):
            pass
        assert (caught.value.status, caught.value.headers) == (503, {"Retry-After": "5"})
        assert "2 former versions" in caught.value.detail
    assert not versions
    with version_slot(versions, "c", 2, 5):
        assert versions == {"c": 1}
