"""The notation a curator types for a goal, and how goals read in print.

The notation is compact, strict and one to one with :class:`~plancmp.compare.model.Goal`:

=====================  ==========================================================
``≥98%`` ``<=2.0‰``    a bound; ``>`` ``<`` exclude the number; ``=`` is exact
``≈46%`` ``~46%``      about (左右)
``2–3所`` ``2..3所``   a range
``−20%@2020``          reduce by 20 % from the value of 2020; ``+20%@2020`` increase by
``−1pp/yr@2018``       reduce by one percentage point a year (``−1pp@2018`` in all)
``<8.78/10万@2020=7.17``  a bound with the published base value
``↑ ↓ control maintain``  a direction without a number (ASCII: ``up down``)
``all``                universal without a number (全覆盖, 应援尽援)
``≥[全省平均]``        against another quantity; ``≥87%[市定目标]`` a share of it
``qualitative``        no quantity is named
``hold ≥90%``          any of these as a standing duty (保持, 稳定, 巩固)
=====================  ==========================================================

The bounds follow article 1259 of the Civil Code 民法典: 以上, 以下, 以内 include the
number; 超过, 不满, 以外 do not.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from plancmp.compare.errors import NotationError
from plancmp.compare.model import Aim, Goal, Kind, Op
from plancmp.compare.record import changed
from plancmp.compare.units import UNITS, number_text, unit_of

__all__ = ["format_goal", "goal_text", "parse_goal", "quantity_text"]

_BOUNDS: Final = {
    "≥": Op.GE, ">=": Op.GE, "≤": Op.LE, "<=": Op.LE, ">": Op.GT, "<": Op.LT, "=": Op.EQ,
    "≈": Op.APPROX, "~": Op.APPROX,
}  # fmt: skip
_SIGNS: Final = {Op.GE: "≥", Op.LE: "≤", Op.GT: ">", Op.LT: "<", Op.EQ: "=", Op.APPROX: "≈"}
_WORDS: Final = {
    "↑": Op.INCREASE, "up": Op.INCREASE, "↓": Op.DECREASE, "down": Op.DECREASE,
    "control": Op.CONTROL, "maintain": Op.MAINTAIN,
}  # fmt: skip
_WORD_OF: Final = {Op.INCREASE: "↑", Op.DECREASE: "↓", Op.CONTROL: "control",
                   Op.MAINTAIN: "maintain"}  # fmt: skip


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The grammar of the notation, compiled when the first goal is read."""
    number = r"[0-9]{1,12}(?:\.[0-9]{1,12})?"
    # what stands between brackets is shown in tables: words on one line
    word = r"[^\[\]\s\x00-\x1f\x7f-\x9f]+"
    reference = rf"{word}(?:[ \u3000]+{word})*"
    base = rf"(?:@(?P<year>(?:19|20)[0-9]{{2}})(?:=(?P<base>{number}))?)?"
    return {
        "bound": re.compile(
            rf"(?P<op>≥|>=|≤|<=|>|<|=|≈|~)\s*(?P<value>{number})?\s*"
            rf"(?P<unit>[^\[\]@\d\s][^\[\]@\s]*)?(?:\[(?P<ref>{reference})\])?{base}"
        ),
        "range": re.compile(
            rf"(?P<low>{number})\s*(?:–|\.\.)\s*(?P<high>{number})\s*"
            rf"(?P<unit>[^\[\]@\d\s][^@\s]*){base}"
        ),
        "change": re.compile(
            rf"(?P<sign>[−+-])(?P<value>{number})\s*"
            rf"(?P<unit>%|‰|pp/yr|个?百分点/年|个?[百千]分点|pp){base}"
        ),
        "plain": re.compile(rf"(?P<word>↑|up|↓|down|control|maintain|all){base}"),
    }


_HELP: Final = "写法如 ≥98%、≤2.0‰、≈46%、−20%@2020、hold ≥90%、↑、all、qualitative"
_HELP_EN: Final = "write it like ≥98%, ≤2.0‰, ≈46%, −20%@2020, hold ≥90%, ↑, all or qualitative"


@lru_cache(maxsize=4096)  # in a country's plans a few hundred goals are stated again and again
def parse_goal(text: str, year: int | None = None) -> Goal:
    """Read the notation. ``year`` is the due year the goal is to carry.

    Raises :class:`NotationError`, with the reason and examples, for anything else.
    """
    body = text.strip()
    aim = Aim.REACH
    if body.startswith("hold "):
        aim, body = Aim.HOLD, body.removeprefix("hold ").lstrip()
    goal = _core(body, text)
    return changed(goal, aim=aim, year=year)


def _core(body: str, text: str) -> Goal:
    if body == "qualitative":
        return Goal(Kind.QUALITATIVE, None)
    if found := _patterns()["plain"].fullmatch(body):
        word = found["word"]
        year, base = _base(found)
        if word == "all":
            return Goal(Kind.UNIVERSAL, Op.ALL, base_year=year, base_value=base)
        return Goal(Kind.DIRECTIONAL, _WORDS[word], base_year=year, base_value=base)
    if found := _patterns()["change"].fullmatch(body):
        return _change(found, text)
    if found := _patterns()["range"].fullmatch(body):
        low, high = Decimal(found["low"]), Decimal(found["high"])
        if low >= high:
            raise NotationError(
                f"区间“{text}”的下限不小于上限；小的写在前面",
                f"the range “{text}” does not rise; write the smaller figure first",
            )
        unit = unit_of(found["unit"])
        year, base = _base(found)
        kind = Kind.COUNT if unit.is_count else Kind.QUANTITATIVE
        return Goal(kind, Op.RANGE, low, high, unit.symbol, year, base)
    if found := _patterns()["bound"].fullmatch(body):
        return _bound(found, text)
    raise NotationError(
        f"看不懂目标写法“{text}”；{_HELP}", f"cannot read the goal “{text}”; {_HELP_EN}"
    )


def _base(found: re.Match[str]) -> tuple[int | None, Decimal | None]:
    year = int(found["year"]) if found["year"] else None
    return year, Decimal(found["base"]) if found["base"] else None


def _change(found: re.Match[str], text: str) -> Goal:
    unit = unit_of(found["unit"]).symbol
    year, base = _base(found)
    value = Decimal(found["value"])
    if unit == "个百分点/年":
        if found["sign"] == "+":
            raise NotationError(
                f"“{text}”：每年提高若干百分点没有定义，请改用 ≥ 写出终值",
                f"“{text}”: a yearly rise in points is not defined; write the end value with ≥",
            )
        return Goal(Kind.RELATIVE, Op.REDUCE_PER_YEAR, value, None, unit, year, base)
    op = Op.INCREASE if found["sign"] == "+" else Op.REDUCE_BY
    return Goal(Kind.RELATIVE, op, value, None, unit, year, base)


def _bound(found: re.Match[str], text: str) -> Goal:
    op = _BOUNDS[found["op"]]
    year, base = _base(found)
    if found["ref"]:
        if base is not None:
            raise NotationError(
                f"“{text}”：比较性目标不带基期值",
                f"“{text}”: a goal against another quantity has no base value",
            )
        unit = unit_of(found["unit"]).symbol if found["unit"] else None
        value = Decimal(found["value"]) if found["value"] else None
        if (unit is None) != (value is None):
            raise NotationError(
                f"“{text}”：方括号前的数和单位要么都写，要么都不写",
                f"“{text}”: write both number and unit before the bracket, or neither",
            )
        return Goal(Kind.COMPARATIVE, op, value, None, unit, year, None, reference=found["ref"])
    if not found["value"]:
        raise NotationError(
            f"“{text}”只有符号没有数；{_HELP}", f"“{text}” is a sign without a number; {_HELP_EN}"
        )
    if not found["unit"]:
        raise NotationError(
            f"“{text}”缺单位；写成 ≥98% 或 ≥1名",
            f"“{text}” has no unit; write it like ≥98% or ≥2.0‰",
        )
    measure = unit_of(found["unit"])
    kind = Kind.COUNT if measure.is_count else Kind.QUANTITATIVE
    return Goal(kind, op, Decimal(found["value"]), None, measure.symbol, year, base)


def format_goal(goal: Goal) -> str:
    """The notation of a goal; ``parse_goal`` reads it back to an equal goal (year aside)."""
    body = _format_core(goal)
    if goal.base_year is not None:
        body += f"@{goal.base_year}"
        if goal.base_value is not None:
            body += f"={number_text(goal.base_value)}"
    return f"hold {body}" if goal.aim is Aim.HOLD else body


def _format_core(goal: Goal) -> str:
    if goal.kind is Kind.QUALITATIVE:
        return "qualitative"
    assert goal.op is not None
    if goal.kind is Kind.UNIVERSAL:
        return "all"
    if goal.kind is Kind.DIRECTIONAL:
        return _WORD_OF[goal.op]
    unit = goal.unit or ""
    value = "" if goal.value is None else number_text(goal.value)
    if goal.op is Op.RANGE:
        assert goal.value_max is not None
        return f"{value}–{number_text(goal.value_max)}{unit}"
    if goal.op is Op.REDUCE_BY:
        return f"−{value}{unit}"
    if goal.op is Op.REDUCE_PER_YEAR:
        return f"−{value}pp/yr"
    if goal.op is Op.INCREASE:
        return f"+{value}{unit}"
    number = f"{value}{unit}" if value else ""
    reference = f"[{goal.reference}]" if goal.reference else ""
    return f"{_SIGNS[goal.op]}{number}{reference}"


_DIRECTIONS: Final = {
    Op.INCREASE: ("↑提高", "↑ rise"),
    Op.DECREASE: ("↓下降", "↓ fall"),
    Op.CONTROL: ("控制", "contain"),
    Op.MAINTAIN: ("保持", "maintain"),
}


def quantity_text(value: Decimal, unit: str | None, lang: str = "zh") -> str:
    """A number with its unit as a person writes it, precision as printed: ``2.0‰``, ``12名``."""
    number = number_text(value)
    if unit is None:
        return number
    if lang == "zh" or unit in {"%", "‰"}:
        return f"{number}{unit}"
    en = UNITS[unit].en
    return f"{number} {en}" if en else number


def goal_text(goal: Goal, lang: str = "zh") -> str:
    """A goal as a table shows it, without its due year: ``≤2.0‰``, ``−20%(较2020年)``, ``全覆盖``."""
    zh = lang == "zh"
    if goal.kind is Kind.QUALITATIVE:
        return "定性" if zh else "qualitative"
    assert goal.op is not None
    if goal.kind is Kind.UNIVERSAL:
        return "全覆盖" if zh else "universal"
    if goal.kind is Kind.DIRECTIONAL:
        return _DIRECTIONS[goal.op][0 if zh else 1]
    if goal.kind is Kind.RELATIVE:
        return _relative_text(goal, zh)
    if goal.op is Op.RANGE:
        assert goal.value is not None
        assert goal.value_max is not None
        high = quantity_text(goal.value_max, goal.unit, lang)
        return f"{number_text(goal.value)}–{high}"
    number = "" if goal.value is None else quantity_text(goal.value, goal.unit, lang)
    if goal.reference:
        joint = "×" if number else ""
        return f"{_SIGNS[goal.op]}{number}{joint}{goal.reference}"
    return f"{_SIGNS[goal.op]}{number}"


def _relative_text(goal: Goal, zh: bool) -> str:
    assert goal.value is not None
    sign = "+" if goal.op is Op.INCREASE else "−"
    if goal.op is Op.REDUCE_PER_YEAR:
        number = number_text(goal.value)
        text = f"每年−{number}个百分点" if zh else f"−{number} points a year"
    else:
        text = f"{sign}{quantity_text(goal.value, goal.unit, 'zh' if zh else 'en')}"
    if goal.base_year is not None:
        text += f"（较{goal.base_year}年）" if zh else f" (from {goal.base_year})"
    return text
