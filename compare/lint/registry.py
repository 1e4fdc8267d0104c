"""The rules by id. A rule is a module of :mod:`plancmp.compare.lint.rules`; adding one is adding
the module and naming it here.

A rule module has ``ID``, ``SEVERITY`` (the weightiest it gives), ``check`` and a docstring that
is its documentation: English, a line ``中文``, Chinese.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Final

from plancmp.compare.errors import UsageError
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.suggest import one_of, suggestion

__all__ = ["Rule", "find_rule", "plan_rules", "rule_ids", "waiver_rules"]

_PACKAGE: Final = "plancmp.compare.lint.rules"
_PLAN_RULES: Final = (
    "mortality-order",
    "percent-above-100",
    "inconsistent-statement",
    "stricter-outside-goals",
    "wrong-side-of-base",
    "milestone-stricter-than-end",
    "milestone-without-end",
    "women-children-differ",
    "looser-than-baseline",
    "suspect-figure",
    "implausible-value",
    "ambiguous-reference",
    "relative-without-base",
    "no-progress-over-base",
    "universal-without-denominator",
    "looser-than-peers",
    "already-observed",
)
_WAIVER_RULES: Final = ("expired-waiver", "stale-waiver")
_CHINESE: Final = "\n中文\n"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is registered. ``severity`` is the weightiest its findings can have."""

    id: str
    severity: Severity
    en: str
    zh: str
    check: Callable[[Context], Iterator[Finding]]

    def documentation(self, lang: str) -> str:
        """What it finds, why, where it comes from, and an example."""
        return self.zh if lang == "zh" else self.en


@cache
def _load(rule: str) -> Rule:
    module = import_module(f"{_PACKAGE}.{rule.replace('-', '_')}")
    en, _, zh = (module.__doc__ or "").partition(_CHINESE)
    assert rule == module.ID
    return Rule(rule, module.SEVERITY, en.strip(), _unwrapped(zh.strip()), module.check)


def _unwrapped(text: str) -> str:
    """Paragraphs of Chinese on one line each: a line break would show as a space."""
    return "\n\n".join("".join(part.splitlines()) for part in text.split("\n\n"))


def rule_ids() -> tuple[str, ...]:
    """Every rule's id, those about plans before those about waivers."""
    return (*_PLAN_RULES, *_WAIVER_RULES)


def plan_rules() -> list[Rule]:
    """The rules that look at plans."""
    return [_load(rule) for rule in _PLAN_RULES]


def waiver_rules() -> list[Rule]:
    """The rules that look at waivers, to be run after the others."""
    return [_load(rule) for rule in _WAIVER_RULES]


def find_rule(rule: str) -> Rule:
    """The rule of an id. Raises :class:`UsageError` with a suggestion for an unknown one."""
    if rule not in rule_ids():
        zh, en = suggestion(rule, rule_ids()) or one_of(rule_ids())
        raise UsageError(f"没有“{rule}”这条规则；{zh}", f"there is no rule “{rule}”; {en}")
    return _load(rule)
