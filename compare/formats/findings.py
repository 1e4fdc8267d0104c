"""What `check` and `lint` found, in the one shape that JUnit, SARIF and GitHub report it in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from plancmp.compare.catalogue import Waiver
from plancmp.compare.check import CheckReport
from plancmp.compare.check import Finding as CheckFinding
from plancmp.compare.formats import Document
from plancmp.compare.labels import label
from plancmp.compare.lint.engine import Finding as LintFinding
from plancmp.compare.lint.engine import LintReport, Severity
from plancmp.compare.lint.phrases import Phrases
from plancmp.compare.model import Audience, Jurisdiction, Place
from plancmp.compare.record import record
from plancmp.compare.sheets import indicator_name
from plancmp.compare.verdict import JUDGED, VerdictCode
from plancmp.compare.visible import visible

__all__ = ["Item", "Outcome", "RuleText", "case_not_collected", "case_of_check", "case_of_lint",
           "items", "local_path", "rule_texts"]  # fmt: skip


class Outcome(StrEnum):
    """What a pipeline is to make of one item."""

    FAILED = "failed"
    PASSED = "passed"
    SKIPPED = "skipped"


@record
class Item:
    """One finding, ready to print: every text has gone through the document's signs and shows
    what cannot be seen.

    ``rule`` is a lint rule or the code of a verdict; ``severity`` is how a log should show it,
    whatever ``outcome`` says of the exit status. ``at`` is the line to put right, ``related``
    are lines to look at beside it, ``key`` names the finding as long as its target and rule
    have their names. ``waiver`` is set when someone accepted it.
    """

    rule: str
    severity: Severity
    outcome: Outcome
    title: str
    message: str
    at: Place
    related: tuple[tuple[Place, str], ...]
    key: str
    waiver: Waiver | None = None


@record
class RuleText:
    """What a rule looks for: one line, and the whole of it."""

    id: str
    severity: Severity
    summary: str
    help: str


def items(document: Document) -> list[Item]:
    """What a log should show: of a lint report everything, of a check what fails it, and what
    would but for the evidence. Raises TypeError for any other report."""
    report = document.report
    if isinstance(report, LintReport):
        return [case_of_lint(document, f) for f in report.findings]
    if isinstance(report, CheckReport):
        gated = (f for f in report.findings if f.verdict.code in report.fail_on)
        absent = (case_not_collected(document, *one) for one in report.absent_failing)
        return [*(case_of_check(document, f) for f in gated), *absent]
    raise TypeError(type(report).__name__)


# -- check -----------------------------------------------------------------------------------------


def case_of_check(document: Document, finding: CheckFinding) -> Item:
    """A finding of a check. One below the wanted evidence is a note, and skipped."""
    code, report = finding.verdict.code, document.report
    assert isinstance(report, CheckReport)
    judged = code in JUDGED and not (finding.weak and code in report.fail_on)
    outcome = Outcome.PASSED if judged else Outcome.SKIPPED
    target = finding.target
    name = indicator_name(document.catalogue, finding.indicator, finding.scope, document.lang)
    against = finding.baseline.id if finding.baseline else finding.baseline_plan.id
    return Item(
        code,
        Severity.ERROR if finding.failing else Severity.NOTE,
        Outcome.FAILED if finding.failing else outcome,
        _text(document, f"{label(f'verdict.{code}', document.lang)} {name}"),
        _text(document, _check_message(document, report, finding, name)),
        target.at if target else finding.plan.at,
        tuple(_related(document, finding)),
        f"{target.id if target else finding.plan.id} {code} {against}",
    )


def case_not_collected(document: Document, place: Jurisdiction, audience: Audience | None) -> Item:
    """A plan that was asked for and is not in the catalogue, where that fails the check."""
    if document.lang == "zh":
        title = f"{place.name}的{label(audience) if audience else ''}规划"
        message = f"数据库中没有{title}。"
    else:
        of = f"{audience}'s " if audience else ""
        title = f"{of}plan of {place.en}"
        message = f"The catalogue has no {title}."
    code = VerdictCode.NOT_COLLECTED
    return Item(
        code,
        Severity.ERROR,
        Outcome.FAILED,
        _text(document, f"{label(f'verdict.{code}', document.lang)} {title}"),
        _text(document, message),
        place.at,
        (),
        f"{place.id} {audience or 'any'} {code}",
    )


def _check_message(
    document: Document, report: CheckReport, finding: CheckFinding, name: str
) -> str:
    words = Phrases(document.catalogue, document.lang)
    zh = document.lang == "zh"
    parts = [finding.verdict.reason.text(document.lang)]
    if finding.target is not None:
        parts.append(f"{'目标' if zh else 'target'} {words.cite(finding.target)}")
    if finding.baseline is not None:
        parts.append(f"{'基准' if zh else 'baseline'} {words.cite(finding.baseline)}")
    if finding.weak and finding.evidence is not None:
        how = label(f"confidence.{finding.evidence}", document.lang)
        gated = finding.verdict.code in report.fail_on
        count = ("，不计入退出码" if zh else ", does not count") if gated else ""
        parts.append(f"† 基准数值{how}{count}" if zh else f"† baseline figure {how}{count}")
    head = words.plan(finding.plan)
    return f"{head}“{name}”：{'；'.join(parts)}。" if zh else f"{head}, {name}: {'; '.join(parts)}."


def _related(document: Document, finding: CheckFinding) -> Iterator[tuple[Place, str]]:
    if finding.baseline is None:
        return
    words = Phrases(document.catalogue, document.lang)
    title = finding.baseline_plan.title if document.lang == "zh" else finding.baseline_plan.id
    yield finding.baseline.at, _text(document, f"{title} {words.goal(finding.baseline.goal)}")


# -- lint ------------------------------------------------------------------------------------------


def case_of_lint(document: Document, finding: LintFinding) -> Item:
    """A finding of lint. It fails what ``fail_on`` of the query says; a waived one is skipped."""
    if finding.waiver is not None:
        outcome = Outcome.SKIPPED
    else:
        failing = finding.severity.rank >= _gate(document)
        outcome = Outcome.FAILED if failing else Outcome.PASSED
    others = (*finding.targets[1:], *finding.against)
    return Item(
        finding.rule,
        finding.severity,
        outcome,
        _text(document, f"{finding.rule} {finding.targets[0] if finding.targets else ''}".strip()),
        _text(document, finding.text(document.lang)),
        finding.at,
        tuple(_mentioned(document, others)),
        " ".join((*finding.targets, finding.rule, *finding.against)),
        finding.waiver,
    )


def _gate(document: Document) -> int:
    """The rank from which a finding fails the run."""
    word = str(document.query.get("fail_on", Severity.WARNING))
    if word == "none":
        return max(s.rank for s in Severity) + 1
    return Severity(word).rank


def _mentioned(document: Document, targets: tuple[str, ...]) -> Iterator[tuple[Place, str]]:
    """Where the targets beside the main one stand. A rule about waivers, which may name what is
    not there, has none."""
    words = Phrases(document.catalogue, document.lang)
    for name in dict.fromkeys(targets):
        target = document.catalogue.target(name)
        yield target.at, _text(document, f"{words.subject(target)} {words.goal(target.goal)}")


# -- rules -----------------------------------------------------------------------------------------

_VERDICTS: Final[dict[VerdictCode, tuple[str, str]]] = {
    VerdictCode.STRICTER: ("要求高于基准。", "More demanding than the baseline."),
    VerdictCode.EQUAL: ("与基准持平。", "The same level as the baseline."),
    VerdictCode.LOOSER: (
        "要求低于基准：同一指标、同一范围，单位换算后按指标方向比较，目标年不早于基准。",
        "Less demanding than the baseline: one indicator and scope, units scaled, by the "
        "indicator's polarity, and not due earlier.",
    ),
    VerdictCode.INTERIM: (
        "水平低于基准而到期较早，是途中的一步。",
        "Less demanding but due earlier: a milestone on the way.",
    ),
    VerdictCode.DEFERRED: (
        "水平高于基准而到期较晚。",
        "More demanding than the baseline but due later.",
    ),
    VerdictCode.DIFFERS: (
        "与基准不同，指标或表述不分高低。",
        "Different from the baseline, where neither is more demanding.",
    ),
    VerdictCode.QUANTIFIED: (
        "有数值，基准只有方向或定性表述。",
        "A figure where the baseline gives a direction or words.",
    ),
    VerdictCode.UNQUANTIFIED: (
        "只有方向或定性表述，基准有数值。",
        "A direction or words where the baseline gives a figure.",
    ),
    VerdictCode.OPPOSED: ("方向与基准相反。", "The direction contrary to the baseline's."),
    VerdictCode.INCOMPARABLE: (
        "与基准不可比：口径、范围或单位不同，数值存疑，或绝对数量受地区大小影响。",
        "Not comparable with the baseline: definition, scope or unit differ, a figure is "
        "doubtful, or a count depends on the size of the place.",
    ),
    VerdictCode.MISSING: (
        "基准列有而规划未列。未列不等于没有做到。",
        "Stated by the baseline and not by the plan; that is not a failure to do it.",
    ),
    VerdictCode.EXTRA: ("规划列有而基准未列。", "Stated by the plan and not by the baseline."),
    VerdictCode.NOT_APPLICABLE: ("不属本级事权。", "Not a matter of this level."),
    VerdictCode.NOT_COLLECTED: (
        "数据库没有该地的相应规划。",
        "No such plan of the place in the catalogue.",
    ),
}


def rule_texts(document: Document) -> list[RuleText]:
    """The rules a report was made by: the lint rules that ran, or the verdicts that fail a
    check. Raises TypeError for any other report."""
    report = document.report
    if isinstance(report, LintReport):
        return [_lint_rule(rule, document.lang) for rule in report.rules]
    if isinstance(report, CheckReport):
        return [_verdict_rule(code, document.lang) for code in report.fail_on]
    raise TypeError(type(report).__name__)


def _lint_rule(name: str, lang: str) -> RuleText:
    from plancmp.compare.lint.registry import find_rule

    rule = find_rule(name)
    text = rule.documentation(lang)
    return RuleText(name, rule.severity, text.partition("\n")[0].strip(), text)


def _verdict_rule(code: VerdictCode, lang: str) -> RuleText:
    text = _VERDICTS[code][0 if lang == "zh" else 1]
    return RuleText(code, Severity.ERROR, text, text)


# -- texts and paths -------------------------------------------------------------------------------


def _text(document: Document, text: str) -> str:
    return visible(document.signs(text))


def local_path(file: str) -> str:
    """A catalogue file as seen from the working directory, with slashes, which is what a
    pipeline resolves; the built-in files keep their name in the repository. A file outside the
    working directory stays absolute."""
    here = Path.cwd()
    # not resolve(): a link in the repository is the file the pipeline knows
    path = Path(os.path.abspath(file))  # noqa: PTH100
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
