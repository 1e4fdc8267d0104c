"""Runs the rules over plans, lays the waivers over what they find, and reports both.

A finding is about plans, not about their makers: its message has the figures and the places in
the documents, so that an office can send it on as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from plancmp.compare.align import Statements
from plancmp.compare.catalogue import Catalogue, Waiver
from plancmp.compare.model import Place, Plan, Target

if TYPE_CHECKING:
    from plancmp.compare.sheets import Sheet

__all__ = ["Context", "Finding", "LintReport", "Severity", "in_force", "lint_plans"]


class Severity(StrEnum):
    """How much a finding weighs: cannot be meant, should be settled, worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Higher weighs more."""
        return {"error": 2, "warning": 1, "note": 0}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found.

    ``targets`` are the ids it is about, the first the main one, and what a waiver names;
    ``against`` are ids it was held against. ``at`` is the line of the catalogue. ``waiver`` is
    set when someone looked at it and accepted it: it is then shown and does not count.
    """

    rule: str
    severity: Severity
    plans: tuple[str, ...]
    targets: tuple[str, ...]
    against: tuple[str, ...]
    zh: str
    en: str
    at: Place
    waiver: Waiver | None = None

    def text(self, lang: str) -> str:
        """The message in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Context:
    """What a rule may look at: the plans asked about, and the whole catalogue beside them.

    ``today`` and ``found`` are for the rules about waivers, which run last.
    """

    catalogue: Catalogue
    plans: tuple[Plan, ...]
    today: date = date.min
    found: tuple[Finding, ...] = ()
    _stated: dict[str, Statements] = field(default_factory=dict, compare=False, repr=False)

    def statements(self, plan: Plan) -> Statements:
        """What a plan states, by indicator and scope, in document order; found out once."""
        if plan.id not in self._stated:
            self._stated[plan.id] = Statements(plan.targets)
        return self._stated[plan.id]

    def finding(
        self,
        rule: str,
        severity: Severity,
        targets: Sequence[Target],
        *,
        zh: str,
        en: str,
        against: Iterable[Target] = (),
    ) -> Finding:
        """A finding about some targets, the main one first."""
        return Finding(
            rule,
            severity,
            tuple(dict.fromkeys(t.plan for t in targets)),
            tuple(dict.fromkeys(t.id for t in targets)),
            tuple(dict.fromkeys(t.id for t in against)),
            zh,
            en,
            targets[0].at,
        )


@dataclass(frozen=True, slots=True)
class LintReport:
    """What the rules found in some plans, plan by plan, the weightiest first."""

    plans: tuple[Plan, ...]
    rules: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def counting(self) -> tuple[Finding, ...]:
        """Findings that nobody has waived."""
        return tuple(f for f in self.findings if f.waiver is None)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """Findings that were looked at and accepted."""
        return tuple(f for f in self.findings if f.waiver is not None)

    def failing(self, least: Severity | None) -> tuple[Finding, ...]:
        """Counting findings of at least this severity; none when ``least`` is None."""
        if least is None:
            return ()
        return tuple(f for f in self.counting if f.severity.rank >= least.rank)

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """The findings as a table, grouped by plan."""
        from plancmp.compare.lint.report import lint_sheets

        return lint_sheets(catalogue, self, lang)

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The findings as a JSON payload, the same in every language."""
        from plancmp.compare.lint.report import lint_payload

        return lint_payload(self)


def lint_plans(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    *,
    rules: Iterable[str] = (),
    least: Severity = Severity.NOTE,
    today: date | None = None,
) -> LintReport:
    """Run the rules over ``plans`` and keep what is of ``rules`` (all by default) and of at least
    severity ``least``.

    Waivers that expired before ``today`` do not suppress. All rules run whatever is kept: only
    so can be told whether a waiver still waives something.

    Raises :class:`UsageError` for an unknown rule.
    """
    from plancmp.compare.lint.registry import find_rule, plan_rules, rule_ids, waiver_rules

    wanted = tuple(find_rule(rule).id for rule in dict.fromkeys(rules)) or rule_ids()
    day = today or date.today()
    context = Context(catalogue, tuple(plans), day)
    found = [finding for rule in plan_rules() for finding in rule.check(context)]
    found = _waived(found, catalogue.waivers, day)
    context = replace(context, found=tuple(found))
    found += [finding for rule in waiver_rules() for finding in rule.check(context)]
    kept = [f for f in found if f.rule in wanted and f.severity.rank >= least.rank]
    return LintReport(tuple(plans), wanted, tuple(_ordered(kept, plans)))


def in_force(waiver: Waiver, day: date) -> bool:
    """Whether a waiver still suppresses; the day it expires is its last."""
    return date.fromisoformat(waiver.expires) >= day


def _waived(findings: Iterable[Finding], waivers: Iterable[Waiver], day: date) -> list[Finding]:
    valid = {(w.target, w.rule): w for w in waivers if in_force(w, day)}
    out = []
    for finding in findings:
        keys = ((target, finding.rule) for target in finding.targets)
        waiver = next((valid[key] for key in keys if key in valid), None)
        out.append(replace(finding, waiver=waiver) if waiver else finding)
    return out


def _ordered(findings: Iterable[Finding], plans: Sequence[Plan]) -> list[Finding]:
    """By plan as asked, the weightiest first, then down the file."""
    place = {plan.id: number for number, plan in enumerate(plans)}

    def key(finding: Finding) -> tuple[int, int, str, int, str]:
        number = min((place[p] for p in finding.plans if p in place), default=len(place))
        return (number, -finding.severity.rank, finding.at.file, finding.at.line, finding.rule)

    return sorted(findings, key=key)
