"""JUnit XML: `check` as a suite for each plan and baseline, `lint` as a suite for each plan.

A test case of `check` is one target of the baseline: it fails when the finding fails the check
and is skipped when there is nothing to judge (不可比, 未列). A test case of `lint` is one
finding, or a rule that found nothing; what someone waived is skipped, with the reason. Only
elements and attributes of the schema that Jenkins and its kin share are used: no times, which
would change from run to run, and lines of the catalogue in the text of a case, not as attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from plancmp.compare.check import CheckReport
from plancmp.compare.check import Finding as CheckFinding
from plancmp.compare.formats import Document
from plancmp.compare.formats.findings import (
    Item,
    Outcome,
    case_not_collected,
    case_of_check,
    case_of_lint,
    local_path,
)
from plancmp.compare.lint.engine import LintReport
from plancmp.compare.record import record
from plancmp.compare.sheets import indicator_name
from plancmp.compare.visible import visible

__all__ = ["render"]


@record
class _Case:
    """A test case: its name, and the item it reports; None for a rule that found nothing."""

    name: str
    item: Item | None


def render(document: Document) -> str:
    """The report as an XML document. Raises TypeError for a report that is no check or lint."""
    report = document.report
    root = ET.Element("testsuites", {"name": f"plancmp {document.command}"})
    if isinstance(report, CheckReport):
        for tally, found in report.by_tally():
            name = f"{tally.plan.id}.{tally.baseline_plan.id}"
            root.append(_suite(name, _check_cases(document, found)))
        for place, audience in report.absent_failing:
            item = case_not_collected(document, place, audience)
            root.append(_suite(f"{place.id}.not-collected", [_Case(item.title, item)]))
    elif isinstance(report, LintReport):
        for plan in (*(p.id for p in report.plans), None):
            cases = _lint_cases(document, report, plan)
            if cases:
                root.append(_suite(plan or "catalogue", cases))
    else:
        raise TypeError(type(report).__name__)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _check_cases(document: Document, found: Sequence[CheckFinding]) -> list[_Case]:
    """The targets of one baseline; what the plan states beyond them only where it fails."""
    mine = [f for f in found if f.baseline is not None or f.failing]
    names = _unlike([_check_name(document, f) for f in mine])
    return [_Case(n, case_of_check(document, f)) for n, f in zip(names, mine, strict=True)]


def _check_name(document: Document, finding: CheckFinding) -> str:
    name = indicator_name(document.catalogue, finding.indicator, finding.scope, document.lang)
    year = (finding.baseline or finding.target or finding.plan.targets[0]).year
    return visible(document.signs(f"{name} {year}"))


def _lint_cases(document: Document, report: LintReport, plan: str | None) -> list[_Case]:
    """The findings of a plan and the rules that found nothing in it; for None, the findings
    that belong to no plan."""
    mine = [f for f in report.findings if (f.plans[0] if f.plans else None) == plan]
    found = [_Case(i.title, i) for i in (case_of_lint(document, f) for f in mine)]
    names = _unlike([c.name for c in found])
    cases = [_Case(n, c.item) for n, c in zip(names, found, strict=True)]
    if plan is not None:
        at_fault = {f.rule for f in mine}
        cases += [_Case(rule, None) for rule in report.rules if rule not in at_fault]
    return cases


def _unlike(names: Sequence[str]) -> list[str]:
    """The names with a number behind those that came before: history goes by name."""
    seen: dict[str, int] = {}
    out = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return out


def _suite(name: str, cases: Iterable[_Case]) -> ET.Element:
    suite = ET.Element("testsuite", {"name": name})
    outcomes = []
    for case in cases:
        outcomes.append(case.item.outcome if case.item else Outcome.PASSED)
        element = ET.SubElement(suite, "testcase", {"name": case.name, "classname": name})
        if case.item is not None:
            _result(element, case.item)
    suite.set("tests", str(len(outcomes)))
    suite.set("failures", str(outcomes.count(Outcome.FAILED)))
    suite.set("errors", "0")
    suite.set("skipped", str(outcomes.count(Outcome.SKIPPED)))
    return suite


def _result(element: ET.Element, item: Item) -> None:
    where = f"{local_path(item.at.file)}:{item.at.line}"
    if item.outcome is Outcome.FAILED:
        child = ET.SubElement(element, "failure", {"type": item.rule, "message": item.message})
        lines = [where, *(f"{local_path(at.file)}:{at.line} {text}" for at, text in item.related)]
        child.text = "\n".join((item.message, *lines))
    elif item.outcome is Outcome.SKIPPED:
        message = item.message
        if item.waiver is not None:
            message += f" [{item.waiver.expires}] {visible(item.waiver.reason)}"
        ET.SubElement(element, "skipped", {"message": message})
    else:
        child = ET.SubElement(element, "system-out")
        child.text = f"{item.message}\n{where}"
