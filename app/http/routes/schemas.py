"""`/schemas`: the JSON Schemas of front matter, for completion in editors."""

from typing import Annotated

from fastapi import Path, Response

from app.http.queries import CurrentCatalog
from app.http.responses import respond
from app.http.routing import create_router
from app.records import Kind
from app.views.answers import json_answer
from app.views.front_matter_schemas import FrontMatterSchemaView, front_matter_schema

router = create_router("schemas")


@router.get(
    "/schemas/{kind}.json",
    operation_id="getFrontMatterSchema",
    response_model=FrontMatterSchemaView,
)
def get_front_matter_schema(
    catalog: CurrentCatalog,
    kind: Annotated[Kind, Path(description="The kind of document.")],
) -> Response:
    """The JSON Schema of the front matter of a page, a condition or a location."""
    answer = json_answer(front_matter_schema(kind), keys=("schemas",))
    return respond(catalog, answer)
