"""A proof as tables for people and as a record for programs."""

from __future__ import annotations

from typing import Any

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.labels import label
from plancmp.compare.model import Kind, Locator
from plancmp.compare.proof.report import Finding, PlanProof, SourceProof, VerifyReport
from plancmp.compare.proof.rules import ALL_RULES
from plancmp.compare.proof.wording import finding_text
from plancmp.compare.sheets import Column, Group, Sheet, where_text

__all__ = ["proof_record", "proof_sheets"]


def _say(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def _plan_name(catalogue: Catalogue, proof: PlanProof, lang: str) -> str:
    name = catalogue.plan_name(proof.plan, lang)
    audience = proof.plan.audience
    if audience is None:
        return name
    return f"{name}{label(audience, lang)}" if lang == "zh" else f"{name}, {label(audience, lang)}"


def proof_sheets(catalogue: Catalogue, report: VerifyReport, lang: str) -> list[Sheet]:
    """Targets and numerals by plan, exclusions by reason, the texts, the findings."""
    sheets = [
        _counts(catalogue, report, lang),
        _exclusions(catalogue, report, lang),
        _sources(report, lang),
    ]
    if report.findings:
        sheets.append(_findings(catalogue, report, lang))
    return sheets


def _counts(catalogue: Catalogue, report: VerifyReport, lang: str) -> Sheet:
    kinds = [k for k in Kind if any(k in p.kinds for p in report.plans)]
    titles = [
        _say(lang, "目标", "targets"),
        *(label(f"kind.{k}", lang) for k in kinds),
        _say(lang, "数字", "numerals"),
        _say(lang, "属目标", "of targets"),
        _say(lang, "已排除", "excluded"),
        _say(lang, "无着落", "left over"),
        _say(lang, "发现", "findings"),
    ]
    rows = []
    for proof in report.plans:
        excluded = sum(proof.excluded.values())
        numbers = [
            proof.targets, *(proof.kinds.get(k, 0) for k in kinds), proof.numerals,
            proof.claimed, excluded, proof.uncovered, proof.findings,
        ]  # fmt: skip
        rows.append((_plan_name(catalogue, proof, lang), *map(str, numbers)))
    first = Column(label("col.plan", lang))
    return Sheet(
        _say(lang, "目标与原文数字", "Targets and the numerals of the texts"),
        (first, *(Column(t, right=True) for t in titles)),
        (Group("", tuple(rows)),),
    )


def _exclusions(catalogue: Catalogue, report: VerifyReport, lang: str) -> Sheet:
    names = [_plan_name(catalogue, p, lang) for p in report.plans]
    rows = tuple(
        (_say(lang, rule.zh, rule.en), *(str(p.excluded.get(rule.id, 0)) for p in report.plans))
        for rule in ALL_RULES
        if any(rule.id in p.excluded for p in report.plans)
    )
    first = Column(_say(lang, "理由", "Reason"))
    return Sheet(
        _say(lang, "不是目标的数字", "Numerals that are no targets"),
        (first, *(Column(n, right=True) for n in names)),
        (Group("", rows),),
    )


def _sources(report: VerifyReport, lang: str) -> Sheet:
    rows = tuple(
        (s.file, _say(lang, "相符", "same") if s.matches else _say(lang, "不符", "differs"),
         str(s.outside))
        for s in report.sources
    )  # fmt: skip
    columns = (
        Column(_say(lang, "原文", "Text")),
        Column("sha256"),
        Column(_say(lang, "规划正文以外的数字", "numerals outside the plans"), right=True),
    )
    return Sheet(_say(lang, "原文", "Texts"), columns, (Group("", rows),))


def _findings(catalogue: Catalogue, report: VerifyReport, lang: str) -> Sheet:
    groups = []
    for proof in report.plans:
        rows = tuple(
            (_where(f, lang), finding_text(f, lang), f.context or "")
            for f in report.findings
            if f.plan == proof.plan.id
        )
        if rows:
            groups.append(Group(_plan_name(catalogue, proof, lang), rows))
    titles = [label("col.where", lang), _say(lang, "发现", "Finding")]
    contexts = any(f.context for f in report.findings)
    if contexts:
        titles.append(_say(lang, "前后文", "Context"))
    return Sheet(
        _say(lang, "发现", "Findings"),
        tuple(Column(t) for t in titles),
        tuple(Group(g.title, tuple(r[: len(titles)] for r in g.rows)) for g in groups),
    )


def _where(finding: Finding, lang: str) -> str:
    """Where it stands in the document, in the text's file and in the catalogue."""
    parts = [where_text(finding.where, lang)] if finding.where else []
    if finding.line is not None:
        parts.append(f"{finding.source}:{finding.line}")
    if finding.at is not None:
        parts.append(str(finding.at))
    return "\n".join(parts)


# -- JSON ---------------------------------------------------------------------------------------


def proof_record(report: VerifyReport) -> dict[str, Any]:
    """The proof by id; rules with their reasons in both languages."""
    used = {rule for p in report.plans for rule in p.excluded}
    return {
        "plans": [_plan_record(p) for p in report.plans],
        "sources": [_source_record(s) for s in report.sources],
        "rules": [{"id": r.id, "zh": r.zh, "en": r.en} for r in ALL_RULES if r.id in used],
        "findings": [_finding_record(f) for f in report.findings],
    }


def _plan_record(proof: PlanProof) -> dict[str, Any]:
    return {
        "plan": proof.plan.id,
        "targets": proof.targets,
        "kinds": {kind.value: count for kind, count in proof.kinds.items()},
        "numerals": proof.numerals,
        "claimed": proof.claimed,
        "excluded": dict(sorted(proof.excluded.items())),
        "uncovered": proof.uncovered,
        "findings": proof.findings,
    }


def _source_record(source: SourceProof) -> dict[str, Any]:
    return {
        "file": source.file,
        "sha256": source.sha256,
        "matches": source.matches,
        "plans": list(source.plans),
        "outside": source.outside,
    }


def _finding_record(finding: Finding) -> dict[str, Any]:
    at = finding.at
    return {
        "code": finding.code,
        "plan": finding.plan,
        "target": finding.target,
        "subject": finding.subject,
        "locator": _locator(finding.where),
        "elsewhere": [_locator(w) for w in finding.elsewhere],
        "message": {"zh": finding_text(finding, "zh"), "en": finding_text(finding, "en")},
        "place": None if at is None else {"file": at.file, "line": at.line},
        "source": {"file": finding.source, "line": finding.line},
    }


def _locator(where: Locator | None) -> dict[str, Any] | None:
    if where is None:
        return None
    return {"heading": where.heading, "list": where.list, "item": where.item}
