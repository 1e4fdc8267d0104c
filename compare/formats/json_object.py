"""JSON: one object, UTF-8 unescaped, the same in every language."""

from __future__ import annotations

import json

from plancmp.compare.formats import Document
from plancmp.compare.jsonform import envelope, payload


def render(document: Document) -> str:
    """The report as an indented JSON object, ending in a line break."""
    body = payload(document.catalogue, document.report)
    whole = envelope(document.command, document.version, document.catalogue, document.query, body)
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
