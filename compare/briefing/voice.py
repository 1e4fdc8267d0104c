"""How the paper names things in Chinese or English: places, indicators, goals, counts, lists.

Chinese prose has full-width punctuation and half-width numbers; what a document is quoted
with stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.goal import goal_text, quantity_text
from plancmp.compare.labels import label
from plancmp.compare.model import (
    Audience,
    Field,
    Goal,
    Jurisdiction,
    Kind,
    Level,
    Match,
    Op,
    Plan,
    Target,
)
from plancmp.compare.sheets import goal_cell, indicator_name, where_text

__all__ = ["Voice", "chinese_number", "fullwidth"]

_WIDE: Final = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
_ADDRESS = re.compile(r"(https?://[^\s<>，。；）]+)")
_NARROW = re.compile(r"(?<![0-9])([,:])[ ]?(?!//)|([,:])[ ]?(?![0-9/ ])|([;()!?])[ ]?")


def fullwidth(text: str) -> str:
    """Chinese prose with full-width punctuation; ``1.5:1``, ``1,000`` and addresses stay."""

    def widen(found: re.Match[str]) -> str:
        return _WIDE[next(g for g in found.groups() if g)]

    parts = _ADDRESS.split(text)
    return "".join(p if _ADDRESS.fullmatch(p) else _NARROW.sub(widen, p) for p in parts)


_DUE = re.compile(r"（((?:19|20)[0-9]{2})([，）])")
_DIGITS: Final = "零一二三四五六七八九十"


def chinese_number(number: int) -> str:
    """1 to 99 as headings number themselves: 一, 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _DIGITS[number]
    head = "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


_OURS: Final = {
    Level.DISTRICT: ("我区", "our district"), Level.COUNTY: ("我县", "our county"),
    Level.PROVINCE: ("我省", "our province"), Level.NATION: ("我国", "our country"),
}  # fmt: skip
_LEVELS: Final = {
    Level.NATION: ("国家", "the nation"), Level.PROVINCE: ("省", "a province"),
    Level.PREFECTURE: ("地级市", "a prefecture-level city"),
    Level.COUNTY_CITY: ("县级市", "a county-level city"), Level.DISTRICT: ("区", "a district"),
    Level.COUNTY: ("县", "a county"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """A language, a point of view, and the catalogue the names are taken from.

    ``above`` says that every baseline is of a place above the plan; a neighbour's plan taken
    as the baseline is no 上级 document.
    """

    catalogue: Catalogue
    lang: str = "zh"
    home: Jurisdiction | None = None
    above: bool = True

    def say(self, zh: str, en: str) -> str:
        """One of two wordings; the Chinese gets its full-width punctuation."""
        return fullwidth(zh) if self.lang == "zh" else en

    @property
    def up(self) -> str:
        """What the baselines are to the plans: 上级, or 对照 when a neighbour's is among them."""
        return self.say("上级", "upper-level") if self.above else self.say("对照", "reference")

    # -- places and documents --------------------------------------------------------------------

    def name(self, plan: Plan) -> str:
        """A plan in a table: its place, or its short title."""
        return self.catalogue.plan_name(plan, self.lang)

    def place(self, plan: Plan) -> str:
        """A plan in prose: 我区 for the home place, else its name."""
        if self.home is not None and plan.jurisdiction == self.home.id and plan.role == "plan":
            return self.ours()
        return self.name(plan)

    def ours(self) -> str:
        """我区, 我市, 我县 by the level of the home place."""
        assert self.home is not None
        zh, en = _OURS.get(self.home.level, ("我市", "our city"))
        return self.say(zh, en)

    def places(self, plans: Iterable[Plan]) -> str:
        """Several plans in prose, in the order given."""
        return self.listed([self.place(p) for p in plans])

    def column(self, plan: Plan) -> str:
        """A plan at the head of a column, with the end of its period."""
        return self.say(f"{self.name(plan)}({plan.end}年)", f"{self.name(plan)} {plan.end}")

    def level(self, place: Jurisdiction) -> str:
        """The administrative level of a place."""
        return self.say(*_LEVELS[place.level])

    def area(self, jurisdiction: str) -> str:
        """A place by its id: 全国 for the nation."""
        place = self.catalogue.jurisdictions[jurisdiction]
        if place.level is Level.NATION:
            return self.say("全国", "China")
        return self.say(place.short, place.en)

    def baseline(self, plan: Plan) -> str:
        """A baseline document: its short title; in English what it is and whose."""
        if self.lang == "zh":
            name = fullwidth(self.catalogue.plan_name(plan))
            return name if plan.short or plan.role == "sector" else f"{name}规划"
        if plan.role == "sector":
            return plan.id
        if self.catalogue.level_of(plan) is Level.NATION:
            return "National outline"
        return f"{self.catalogue.plan_name(plan, 'en')} plan"

    def baseline_column(self, plan: Plan) -> str:
        """A baseline document at the head of a column."""
        return self.say(
            f"{self.baseline(plan)}（{plan.end}年）", f"{self.baseline(plan)} {plan.end}"
        )

    def audience(self, audience: Audience) -> str:
        """儿童 or 妇女."""
        return label(audience, self.lang)

    def field(self, field: Field) -> str:
        """The name of a field."""
        return label(f"field.{field}", self.lang)

    # -- indicators and goals ------------------------------------------------------------------------

    def indicator(self, indicator: str, scope: str | None = None) -> str:
        """An indicator with its scope."""
        return self.say(*(indicator_name(self.catalogue, indicator, scope, one)
                          for one in ("zh", "en")))  # fmt: skip

    def goal(self, target: Target, end: int | None = None) -> str:
        """A goal in a table, with due year where it is not ``end``, firmness and doubt."""
        text = goal_cell(target, self.lang, end)
        return _DUE.sub(r"（\1年\2", fullwidth(text)) if self.lang == "zh" else text

    def marked(self, target: Target, end: int | None = None, mark: str = "") -> str:
        """A goal in a table with its mark: ▲ ▼ ≈ †."""
        near = "≈" if target.match is Match.NEAR else ""
        tail = near or mark
        return self.goal(target, end) + (f" {tail}" if tail else "")

    def words(self, goal: Goal) -> str:
        """A goal with a figure in prose: 98%以上, 3.0‰以下, 46%左右, 2–3小时, 较2020年下降20%."""
        if self.lang != "zh":
            return goal_text(goal, "en")
        if goal.kind is Kind.RELATIVE:
            return fullwidth(_change(goal))
        if goal.op is Op.RANGE:
            return fullwidth(goal_text(goal))
        assert goal.value is not None
        number = quantity_text(goal.value, goal.unit)
        if goal.op is Op.GE and goal.unit == "%" and goal.value == 100:
            return number
        before, after = _BOUND_WORDS[goal.op or Op.EQ]
        return f"{before}{number}{after}"

    def quantity(self, value: Decimal, unit: str | None) -> str:
        """A number with its unit, never in powers of ten."""
        text = quantity_text(Decimal(f"{value:f}"), unit, self.lang)
        return text.removesuffix("s") if value == 1 and text.endswith(" points") else text

    def where(self, target: Target) -> str:
        """Where in its document a target stands; the heading as the document has it."""
        return where_text(target.locator, self.lang)

    # -- lists, years, counts ---------------------------------------------------------------------------

    def listed(self, items: Sequence[str]) -> str:
        """Items in a row: 甲、乙、丙; a, b and c."""
        if self.lang != "zh" and len(items) > 1:
            return ", ".join(items[:-1]) + " and " + items[-1]
        return self.say("、", ", ").join(items)

    def sentences(self, parts: Iterable[str], joint: tuple[str, str] = (";", "; ")) -> str:
        """Clauses as one sentence with its full stop, empty ones left out."""
        return self.say(*joint).join(p for p in parts if p) + self.say("。", ".")

    def many(self, number: int, noun: str) -> str:
        """A number with its English noun: 1 indicator, 2 indicators."""
        return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

    def gap(self) -> str:
        """What stands between two sentences: nothing in Chinese."""
        return "" if self.lang == "zh" else " "

    def year(self, year: int) -> str:
        """A year: 2030年."""
        return self.say(f"{year}年", str(year))

    def number(self, number: int) -> str:
        """The number of a chapter: 一 or 1."""
        return chinese_number(number) if self.lang == "zh" else str(number)

    def note(self, text: str | None) -> str:
        """A note of the catalogue, which is in Chinese in every language."""
        return fullwidth(text) if text else ""


_BOUND_WORDS: Final = {
    Op.GE: ("", "以上"), Op.LE: ("", "以下"), Op.GT: ("超过", ""), Op.LT: ("低于", ""),
    Op.EQ: ("", ""), Op.APPROX: ("", "左右"),
}  # fmt: skip


def _change(goal: Goal) -> str:
    assert goal.value is not None
    since = f"较{goal.base_year}年" if goal.base_year else ""
    if goal.op is Op.REDUCE_PER_YEAR:
        return f"{since}每年下降{goal.value}个百分点"
    verb = "上升" if goal.op is Op.INCREASE else "下降"
    return f"{since}{verb}{quantity_text(goal.value, goal.unit)}"
