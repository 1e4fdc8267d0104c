"""Why a numeral may stand in a text without being a target: the rules, each with a reason.

A rule is narrow: it names a form that cannot be an aim. What only the sentence can tell is
excluded one by one, by locator, in ``data/exclusions.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plancmp.compare.proof.document import Mark, Passage
from plancmp.compare.proof.numerals import Numeral

__all__ = ["ALL_RULES", "BY_LOCATOR", "DUE_YEAR", "LIST_NUMBER", "RULES", "Rule", "rules_of"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason for which numerals are no targets, with the forms it covers.

    ``pattern`` is searched in the passage; a numeral is covered if it lies in a match. A rule
    without pattern is applied by the mark of the numeral, or by the proof itself.
    """

    id: str
    zh: str
    en: str
    pattern: re.Pattern[str] | None = None
    mark: Mark | None = None


_HAN: Final = "零〇○一二两三四五六七八九十百"
_YEAR: Final = "(?:19|20)[0-9]{2}"
_AGE: Final = "(?:岁|周岁|个月|月龄|孕周|周龄)"
_WHO: Final = "(?:儿童|婴儿|婴幼儿|幼儿|学龄|未成年人|女性|妇女|老年人|老人)"

# Set phrases in which a numeral counts nothing the plan is to reach.
_PHRASES: Final = (
    "三位一体", "四位一体", "五位一体", "四个全面", "四大战略", "一站式", "一件事", "最多跑一次",
    "一次性", "二次伤害", "一门受理", "最后一公里", "一师一优课、一课一名师", "下一年",
)  # fmt: skip
_INSTITUTIONS: Final = (
    "九年义务教育", "学前三年毛入园率", "三孩生育政策", "生命早期1000天", "2030年可持续发展议程",
)  # fmt: skip


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in words))


DUE_YEAR: Final = Rule(
    "due-year",
    "该处目标的目标年或基期年",
    "due year or base year of a target at this place",
)
BY_LOCATOR: Final = Rule("by-locator", "逐处排除（exclusions）", "excluded one by one (exclusions)")
LIST_NUMBER: Final = Rule("list-number", "条目序号", "number of a list item", mark=Mark.NUMBER)

RULES: Final = (
    LIST_NUMBER,
    Rule("plan-title", "本规划标题", "title of this plan", mark=Mark.TITLE),
    Rule("document-name", "书名号里的文件名", "name of a document, in 《》",
         re.compile("《[^《》]*》")),
    Rule("date", "网页日期", "date of the page",
         re.compile(rf"日期:{_YEAR}-[0-9]{{2}}-[0-9]{{2}}(?:[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?")),
    Rule("period", "规划期限", "period of the plan", re.compile(rf"期限为{_YEAR}[-—–]{_YEAR}年")),
    Rule("age", "年龄、月龄范围", "age of the people concerned", re.compile(
        rf"[0-9]+(?:[-—–]|至)[0-9]+{_AGE}"
        rf"|[0-9]+(?:岁|个月|月龄)(?:及)?(?:以下|以上|以内|内)?(?:的)?{_WHO}"
        rf"|(?:未满|不满)(?:[0-9]+|[{_HAN}]+)周岁"
    )),
    Rule("party-congress", "党代会届次", "number of a party congress",
         re.compile("十[八九]届|十[八九]大|二十大|二十届")),
    Rule("ordinal", "序数（第几）", "ordinal, not a quantity", re.compile(f"第[{_HAN}]+(?:个五年规划)?")),
    Rule("tier", "层级、等级（三级网络、二级医院）", "tier or grade, not a quantity",
         re.compile("[一二两三四]级")),
    Rule("indefinite", "不定数（一批、一支队伍）", "indefinite article (一批, 一支…队伍)",
         re.compile("一批|一支(?=[^。;]{1,40}队伍)")),
    Rule("set-phrase", "固定说法", "set phrase", _any(_PHRASES)),
    Rule("institution", "制度、概念的名称", "name of an institution or concept", _any(_INSTITUTIONS)),
    Rule("hotline", "热线号码", "telephone number of a hotline", re.compile("“12[0-9]{3}”[^。;]{0,12}热线")),
    Rule("table-unit", "表中单位的分母", "denominator of a unit in a table",
         re.compile(r"(?<=\()1/(?:‰|%|10?万)(?=\)\n)")),
)  # fmt: skip


ALL_RULES: Final = (*RULES, DUE_YEAR, BY_LOCATOR)
"""Every reason a count of excluded numerals can name."""


def rules_of(passage: Passage) -> list[Rule | None]:
    """For each numeral of a passage the first rule that covers it, or None."""
    spans = [
        (rule, found.span())
        for rule in RULES
        if rule.pattern is not None
        for found in rule.pattern.finditer(passage.text)
    ]
    return [_rule_of(passage, numeral, spans) for numeral in passage.numerals]


def _rule_of(
    passage: Passage, numeral: Numeral, spans: Sequence[tuple[Rule, tuple[int, int]]]
) -> Rule | None:
    mark = passage.marked(numeral)
    marked = (r for r in RULES if r.mark is not None and r.mark is mark)
    matched = (r for r, (a, b) in spans if a <= numeral.start and numeral.end <= b)
    return next(marked, None) or next(matched, None)
