"""The committed schema is the code's own, and says everything that may be answered."""

import json

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from tests.api.client import SCHEMA


def test_the_committed_schema_is_that_of_the_code() -> None:
    made = SchemaGenerator().get_schema(request=None, public=True)
    assert json.loads(SCHEMA.read_text()) == json.loads(json.dumps(made)), (
        "Run: python manage.py spectacular --format openapi-json --file docs/openapi.json"
    )


def test_the_schema_is_made_without_a_warning() -> None:
    with GENERATOR_STATS.silence():
        SchemaGenerator().get_schema(request=None, public=True)
    assert not GENERATOR_STATS
