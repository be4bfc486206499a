"""Routes that describe their answers only for the OpenAPI document."""

from typing import get_args

from app.http.routing import (
    DocumentedRoute,
    create_router,
    list_whole_or_part,
    whole_or_part,
)
from app.records import Condition, Ref
from app.views.derived import part_of
from app.views.shapes import ListView


def test_a_route_builds_its_response_model_when_it_is_documented() -> None:
    router = create_router("refs")

    @router.get("/ref", response_model=Ref)
    def get_ref() -> None:
        """A pointer."""

    (route,) = router.routes
    assert isinstance(route, DocumentedRoute)
    assert route.response_model is None
    assert route.documented().response_model is Ref
    assert route.documented().path == "/ref"


def test_an_answer_is_whole_or_a_part() -> None:
    assert get_args(whole_or_part(Condition)) == (Condition, part_of(Condition))


def test_a_list_may_leave_fields_out_that_can_be_selected() -> None:
    whole, part = get_args(list_whole_or_part(Ref, Condition))
    assert whole == ListView[Ref]
    assert get_args(part) == (part_of(Condition),)
