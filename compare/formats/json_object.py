"""JSON: one object, UTF-8 unescaped, the same in every language.

Records of a list stand one to a line: a program reads them all the same, a person can search
them with grep, and they are written by the fast encoder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from json import dumps
from typing import Any

from plancmp.compare.formats import Document
from plancmp.compare.jsonform import envelope, payload


def render(document: Document) -> str:
    """The report as a JSON object, ending in a line break."""
    body = payload(document.catalogue, document.report)
    whole = envelope(document.command, document.version, document.catalogue, document.query, body)
    return _object(whole)


def _object(whole: Mapping[str, Any]) -> str:
    """The top level spread over lines, each record of a list on a line of its own."""
    pieces = ["{"]
    for number, (key, value) in enumerate(whole.items()):
        pieces.append(f"{',' if number else ''}\n  {dumps(key)}: ")
        records = _records(value)
        if records is None:
            pieces.append(dumps(value, ensure_ascii=False))
            continue
        before = "[\n    "
        for record in records:
            pieces += (before, dumps(record, ensure_ascii=False))
            before = ",\n    "
        pieces.append("[]" if before == "[\n    " else "\n  ]")
    pieces.append("\n}\n")
    return "".join(pieces)


def _records(value: object) -> Iterable[object] | None:
    """The records of a list, which may be made one by one; None for anything else."""
    if isinstance(value, Iterator):
        return value
    return value if isinstance(value, list) and value and isinstance(value[0], dict) else None
