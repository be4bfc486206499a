"""What all records and their parts have in common."""

import copy
import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from app.records import Condition, LabelledList, Link, ListItem, Mention, Ref

REF = Ref("page", "about", "/about/", "About us")
VALUES: dict[str, Any] = {
    "slug": "neck-pain",
    "name": "Neck pain",
    "alternate_names": (),
    "page": None,
    "treatments": (REF,),
    "mentions": (Mention(REF, "Neck pain", 3, "We treat"),),
    "related": (),
    "body_regions": ("neck",),
    "symptoms": (),
    "codes": (),
    "last_reviewed": None,
    "reviewed_by": None,
    "summary": None,
}


def test_a_record_as_built_is_the_record_that_validation_gives() -> None:
    built = Condition.as_built(dict(VALUES))
    assert built == Condition(**VALUES)
    assert built.model_fields_set == set(Condition.model_fields)
    assert built.treatments[0] is REF


def test_a_record_refuses_other_fields_and_other_types() -> None:
    with pytest.raises(ValidationError):
        Condition(**{**VALUES, "colour": "red"})
    with pytest.raises(ValidationError):
        Condition(**{**VALUES, "treatments": ("about",)})


def test_a_record_does_not_change() -> None:
    built = Condition.as_built(dict(VALUES))
    with pytest.raises(ValidationError):
        setattr(built, "name", "Back pain")  # noqa: B010


def test_parts_are_equal_by_value_and_can_be_keys() -> None:
    other = Ref("page", "about", "/about/", "About us")
    assert other == REF
    assert {REF: 1}[other] == 1
    assert Ref("page", "about", "/about/", "About") != REF


def test_parts_have_no_room_for_other_attributes() -> None:
    with pytest.raises(AttributeError):
        setattr(REF, "colour", "red")  # noqa: B010


def test_records_and_parts_survive_a_copy_and_another_process() -> None:
    link = Link("/about/", "us", "ok", REF, None, 4)
    labelled = LabelledList("We treat", None, "conditions", (ListItem("Neck pain", (link,)),))
    for value in (REF, labelled, Condition.as_built(dict(VALUES))):
        assert pickle.loads(pickle.dumps(value)) == value
        assert copy.deepcopy(value) == value
