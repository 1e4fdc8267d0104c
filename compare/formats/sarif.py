"""SARIF 2.1.0: findings for code-scanning services and editors, at their line of the catalogue.

Of a check, what fails it is an error and what would but for its evidence a note; the rules are
the verdicts of ``--fail-on``. Of lint, every finding with its severity; waived ones carry a
suppression. Paths are relative to the working directory, which in a pipeline is the repository.

OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0 plus Errata 01.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from plancmp.compare.check import CheckReport
from plancmp.compare.formats import Document
from plancmp.compare.formats.findings import Item, RuleText, items, local_path, rule_texts
from plancmp.compare.model import Place
from plancmp.compare.visible import visible

__all__ = ["render"]

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LANGUAGES: Final = {"zh": "zh-CN", "en": "en-US"}
# In a message [text](target) is a link and {0} a placeholder (SARIF 3.11.5, 3.11.6).
_LINK: Final = re.compile(r"\[(?=[^\]]*\]\()")
_PLACEHOLDER: Final = re.compile(r"\{([0-9]+)\}")


def render(document: Document) -> str:
    """The report as a SARIF log. Raises TypeError for a report that is no check or lint."""
    rules = rule_texts(document)
    found = items(document)
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "plancmp",
                "version": document.version,
                "rules": [_rule(r, document.command) for r in rules],
            }
        },
        "language": _LANGUAGES[document.lang],
        "automationDetails": {"id": f"plancmp/{document.command}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(document)],
        "results": _results(found, [r.id for r in rules]),
        "properties": _properties(document),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: RuleText, command: str) -> dict[str, Any]:
    name = "".join(part.capitalize() for part in rule.id.split("-"))
    return {
        "id": rule.id,
        "name": f"{name}AgainstBaseline" if command == "check" else name,
        "shortDescription": {"text": _message(rule.summary)},
        "fullDescription": {"text": _message(rule.help)},
        "help": {"text": rule.help, "markdown": rule.help},
        "defaultConfiguration": {"level": rule.severity},
    }


def _invocation(document: Document) -> dict[str, Any]:
    """That the run came to its end, and what of the request had nothing to be judged by."""
    report = document.report
    remarks = report.remarks if isinstance(report, CheckReport) else ()
    said = [zh if document.lang == "zh" else en for zh, en in remarks]
    notes = [{"level": "note", "message": {"text": _message(visible(text))}} for text in said]
    done: dict[str, Any] = {"executionSuccessful": True}
    return done | {"toolExecutionNotifications": notes} if notes else done


def _properties(document: Document) -> dict[str, Any]:
    facts: dict[str, Any] = {"catalogueVersion": visible(document.catalogue.version)}
    report = document.report
    if isinstance(report, CheckReport):
        facts |= {"judged": report.judged, "stated": report.stated}
    return facts


def _results(found: Sequence[Item], rules: Sequence[str]) -> list[dict[str, Any]]:
    out = []
    seen: dict[str, int] = {}
    for item in found:
        seen[item.key] = seen.get(item.key, 0) + 1
        result: dict[str, Any] = {
            "ruleId": item.rule,
            "ruleIndex": rules.index(item.rule),
            "level": item.severity,
            "message": {"text": _message(item.message)},
            "locations": [_location(item.at)],
            "partialFingerprints": _fingerprints(item.key, seen[item.key]),
        }
        if item.related:
            result["relatedLocations"] = [
                {"id": number, **_location(at), "message": {"text": _message(text)}}
                for number, (at, text) in enumerate(item.related, 1)
            ]
        result["suppressions"] = [] if item.waiver is None else [_suppression(item)]
        out.append(result)
    return out


def _suppression(item: Item) -> dict[str, Any]:
    assert item.waiver is not None
    return {
        "kind": "external",
        "status": "accepted",
        "justification": visible(f"{item.waiver.reason} ({item.waiver.expires})"),
        "location": _location(Place(item.waiver.file, item.waiver.line)),
    }


def _fingerprints(key: str, occurrence: int) -> dict[str, str]:
    """What makes a finding the same one after the file has changed around it: target and rule.

    ``primaryLocationLineHash`` is the one GitHub goes by; without it, it would hash the line.
    """
    digest = sha256(key.encode("utf-8", "backslashreplace")).hexdigest()[:16]
    return {
        "primaryLocationLineHash": f"{digest}:{occurrence}",
        "targetAndRule/v1": visible(key) + (f" {occurrence}" if occurrence > 1 else ""),
    }


def _location(at: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(at.file)},
            "region": {"startLine": max(1, at.line)},
        }
    }


def _uri(file: str) -> str:
    """A relative reference for a file under the working directory, else a file URI."""
    path = local_path(file)
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path)


def _message(text: str) -> str:
    """Text as SARIF shows it literally."""
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", text))
