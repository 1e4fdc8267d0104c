"""JSON: one object, UTF-8 unescaped, the same in every language.

Records of a list stand one to a line: a program reads them all the same, a person can search
them with grep, and they are written by the fast encoder.
"""

from __future__ import annotations

from collections.abc import Mapping
from json import dumps
from typing import Any

from plancmp.compare.formats import Document
from plancmp.compare.jsonform import envelope, payload


def render(document: Document) -> str:
    """The report as a JSON object, ending in a line break."""
    body = payload(document.catalogue, document.report)
    whole = envelope(document.command, document.version, document.catalogue, document.query, body)
    return _object(whole) + "\n"


def _object(whole: Mapping[str, Any]) -> str:
    """The top level spread over lines, each record of a list on a line of its own."""
    parts = []
    for key, value in whole.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join(f"    {dumps(v, ensure_ascii=False)}" for v in value)
            text = f"[\n{rows}\n  ]"
        else:
            text = dumps(value, ensure_ascii=False)
        parts.append(f"  {dumps(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}"
