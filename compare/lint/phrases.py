"""The words findings are made of, in one language: plan, indicator, goal, place, distance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.goal import goal_text, quantity_text
from plancmp.compare.labels import label
from plancmp.compare.model import Aim, Firmness, Goal, Plan, Target
from plancmp.compare.sheets import indicator_name, where_text
from plancmp.compare.verdict import Verdict

__all__ = ["Phrases", "both"]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a message in ``lang`` calls the things of a catalogue."""

    catalogue: Catalogue
    lang: str

    @property
    def _zh(self) -> bool:
        return self.lang == "zh"

    def plan(self, plan: Plan | str) -> str:
        """曾都儿童规划; a document above by its short name."""
        one = self.catalogue.plans[plan] if isinstance(plan, str) else plan
        name = self.catalogue.plan_name(one, self.lang)
        if one.role == "sector" or one.audience is None or (one.short and self._zh):
            return name
        if not self._zh:
            return f"{name} {one.audience}'s plan"
        return f"{name}{label(one.audience)}规划"

    def indicator(self, target: Target) -> str:
        """The indicator with its scope."""
        return indicator_name(self.catalogue, target.indicator, target.scope, self.lang)

    def subject(self, target: Target) -> str:
        """What a message opens with: plan and indicator."""
        if self._zh:
            return f"{self.plan(target.plan)}“{self.indicator(target)}”"
        return f"{self.plan(target.plan)}, {self.indicator(target)}"

    def goal(self, goal: Goal, firmness: Firmness = Firmness.FIRM) -> str:
        """A goal with its aim and how firm it is: 保持≥90%, 争取≥2个."""
        text = goal_text(goal, self.lang)
        lead = "" if goal.aim is Aim.REACH else label("aim.hold", self.lang)
        if text.startswith(lead):
            lead = ""
        if firmness is not Firmness.FIRM:
            lead = label(f"firmness.{firmness}", self.lang) + lead
        return f"{lead}{text}" if self._zh else f"{lead} {text}".strip()

    def where(self, target: Target) -> str:
        """Where a target stands: 儿童与健康·目标9; by plan where there is no locator."""
        if target.locator is None:
            return self.plan(target.plan)
        return where_text(target.locator, self.lang)

    def cite(self, target: Target) -> str:
        """A target with due year and place: ≥95%（2030年，儿童与健康·目标9）."""
        text = self.goal(target.goal, target.firmness)
        if self._zh:
            return f"{text}（{target.year}年，{self.where(target)}）"
        return f"{text} ({target.year}; {self.where(target)})"

    def cites(self, targets: list[Target]) -> str:
        """Several of them."""
        return ("，" if self._zh else "; ").join(self.cite(t) for t in targets)

    def places(self, targets: list[Target]) -> str:
        """The places of several targets, each once."""
        return ("、" if self._zh else "; ").join(dict.fromkeys(self.where(t) for t in targets))

    def amount(self, value: Decimal, unit: str | None) -> str:
        """A quantity without a sign, zeros at its end left out."""
        size = abs(value)
        whole = Decimal(int(size))
        return quantity_text(whole if size == whole else size.normalize(), unit, self.lang)

    def distance(self, verdict: Verdict, said: str) -> str:
        """``said`` with how far apart the figures of a verdict are put in it; nothing where the
        verdict rests on no distance (a ceiling above its own base, a figure and a range)."""
        if not verdict.distance:
            return ""
        return said.format(self.amount(verdict.distance, verdict.distance_unit))


def both(catalogue: Catalogue) -> tuple[Phrases, Phrases]:
    """The phrases in Chinese and in English."""
    return Phrases(catalogue, "zh"), Phrases(catalogue, "en")
