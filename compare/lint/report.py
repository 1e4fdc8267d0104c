"""Lint reports as JSON records and as sheets."""

from __future__ import annotations

from typing import Any, Final

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.lint.engine import Finding, LintReport, Severity
from plancmp.compare.lint.phrases import Phrases
from plancmp.compare.sheets import Column, Group, Sheet

__all__ = ["lint_payload", "lint_sheets"]

_SEVERITY: Final = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.NOTE: ("提示", "note"),
}
_HEADS: Final = (("级别", "Severity"), ("规则", "Rule"), ("发现", "Finding"))


def lint_payload(report: LintReport) -> dict[str, Any]:
    """The payload of the JSON object: every finding, waived ones with their waiver."""
    return {
        "counts": {
            **{s.value: sum(f.severity is s for f in report.counting) for s in Severity},
            "waived": len(report.waived),
        },
        "findings": [_record(f) for f in report.findings],
    }


def _record(finding: Finding) -> dict[str, Any]:
    waiver = finding.waiver
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "plans": list(finding.plans),
        "targets": list(finding.targets),
        "against": list(finding.against),
        "message": {"zh": finding.zh, "en": finding.en},
        "place": {"file": finding.at.file, "line": finding.at.line},
        "waiver": None if waiver is None else {"reason": waiver.reason, "expires": waiver.expires},
    }


def lint_sheets(catalogue: Catalogue, report: LintReport, lang: str) -> list[Sheet]:
    """One sheet, grouped by plan, with the counts below it."""
    words = Phrases(catalogue, lang)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for finding in report.findings:
        title = words.plan(finding.plans[0]) if finding.plans else _elsewhere(lang)
        groups.setdefault(title, []).append(_row(finding, lang))
    heads = _HEADS if groups else ()
    columns = tuple(Column(zh if lang == "zh" else en) for zh, en in heads)
    return [
        Sheet(
            "",
            columns,
            tuple(Group(k, tuple(v)) for k, v in groups.items()),
            (_counts(report, lang),),
        )
    ]


def _elsewhere(lang: str) -> str:
    return "目录" if lang == "zh" else "Catalogue"


def _row(finding: Finding, lang: str) -> tuple[str, ...]:
    zh, en = _SEVERITY[finding.severity]
    severity, text = (zh if lang == "zh" else en), finding.text(lang)
    if finding.waiver is not None:
        until, reason = finding.waiver.expires, finding.waiver.reason
        if lang == "zh":
            severity = f"{severity}（已豁免）"
            text += f"豁免至{until}：{reason}。"
        else:
            severity = f"{severity} (waived)"
            text += f" Waived until {until}: {reason}."
    return severity, finding.rule, text


def _counts(report: LintReport, lang: str) -> str:
    counts = {s: sum(f.severity is s for f in report.counting) for s in Severity}
    waived = len(report.waived)
    if lang == "zh":
        parts = "，".join(f"{_SEVERITY[s][0]}{n}处" for s, n in counts.items())
        tail = f"；另有{waived}处已豁免" if waived else ""
        return f"{len(report.plans)}份规划：{parts}{tail}。"
    parts = ", ".join(f"{n} {_SEVERITY[s][1]}{'' if n == 1 else 's'}" for s, n in counts.items())
    tail = f"; {waived} waived" if waived else ""
    return f"{len(report.plans)} plan{'' if len(report.plans) == 1 else 's'}: {parts}{tail}."
