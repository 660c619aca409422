"""The JSON Schema of form files, for editors that check while one types."""

from typing import Any

import msgspec

from voice.forms.model import Form

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def form_schema() -> bytes:
    """forms/form.schema.json, made from `Form`; a test holds the file and the struct together."""
    schema: dict[str, Any] = {"$schema": _DRAFT, "title": "A Voice form"}
    schema |= msgspec.json.schema(Form)
    # Read apart from the form (own_words), so that a round file holds no words twice.
    words = {"type": "object", "additionalProperties": {"type": "object"}}
    schema["$defs"]["Form"]["properties"]["words"] = words
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"
