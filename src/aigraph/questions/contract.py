"""The JSON schema of every answer, made from the declared types of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aigraph.questions.comparing.diff import diff
from aigraph.questions.registry import questions

if TYPE_CHECKING:
    from aigraph.questions.declaration import Question

VERSION: Final = "2"
"""Raised when a key of an answer is renamed, dropped or changes its meaning."""

_DEFINITIONS: Final = "#/$defs/{model}"
_COUNTS: Final = {
    "description": "How much was found in all, by part and kind.",
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "additionalProperties": {"type": "integer", "minimum": 0},
    },
}


def answer_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) that every answer of every question keeps to."""
    definitions: dict[str, Any] = {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://w3id.org/aigraph/schema/answer-{VERSION}.json",
        "title": "Answer",
        "description": "The JSON form of the answer to a question of aigraph.",
        "oneOf": [
            _answer(question, definitions)
            for question in (*questions(), diff.question)  # type: ignore[attr-defined]
        ],
        "$defs": definitions,
    }


def _answer(question: Question, definitions: dict[str, Any]) -> dict[str, Any]:
    rows = [_row(row, definitions) for row in question.rows]
    own = [item.name for item in question.parameters]
    counts = {"counts": _COUNTS} if question.counted else {}
    return {
        "title": question.command,
        "description": question.summary,
        "type": "object",
        "properties": {
            "question": {"const": question.command},
            "parameters": {"type": "object", "required": [*own, *sorted(question.honours)]},
            "release": {"type": "string", "minLength": 1},
            **counts,
            "rows": {"type": "array", "items": rows[0] if len(rows) == 1 else {"anyOf": rows}},
            "caveats": {"type": "array", "items": {"type": "string", "minLength": 1}},
        },
        "required": ["question", "parameters", "release", *counts, "rows", "caveats"],
        "additionalProperties": False,
    }


def _row(row: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a row, its nested types added to the definitions.

    Raises:
        TypeError: if two nested types of different shape have one name.
    """
    from pydantic import TypeAdapter

    schema = _closed(TypeAdapter(row).json_schema(ref_template=_DEFINITIONS))
    for name, nested in schema.pop("$defs", {}).items():
        if definitions.setdefault(name, _closed(nested)) != _closed(nested):
            raise TypeError(f"two row types are called {name}")
    return schema


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has no key but those declared, if any are."""
    return schema | {"additionalProperties": False} if schema.get("properties") else schema
