"""The sentences of the verdicts, in Chinese and English, with the figures in them.

The Chinese is what an office can send on: 持平, 高于, 控制目标更严, 不宜直接比较. It does not
say 达标 (that is for observed values), and never names a place as the worst.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

__all__ = ["REASONS", "Reason", "reason"]


class Reason:
    """Why a verdict is what it is: a stable code and one sentence in each language.

    The sentences are written when they are read, and then kept: most comparisons of a long check
    are only counted, and many counties share one.
    """

    __slots__ = ("_en", "_parts", "_suffixes", "_zh", "code")

    def __init__(
        self,
        code: str,
        parts: Callable[[], Mapping[str, str]],
        suffixes: tuple[str, str] = ("", ""),
    ) -> None:
        self.code = code
        self._parts = parts
        self._suffixes = suffixes
        self._zh: str | None = None
        self._en: str | None = None

    @property
    def zh(self) -> str:
        """The sentence in Chinese. Raises KeyError for a part left out."""
        if self._zh is None:
            self._zh = REASONS[self.code][0].format_map(self._parts()) + self._suffixes[0]
        return self._zh

    @property
    def en(self) -> str:
        """The sentence in English. Raises KeyError for a part left out."""
        if self._en is None:
            self._en = REASONS[self.code][1].format_map(self._parts()) + self._suffixes[1]
        return self._en

    def text(self, lang: str) -> str:
        """The sentence in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and (self.code, self.zh, self.en) == (
            other.code, other.zh, other.en,
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash(self.code)

    def __repr__(self) -> str:
        return f"Reason({self.code!r}, {self.zh!r})"


REASONS: Final[dict[str, tuple[str, str]]] = {
    # level
    "equal": ("与{ref}持平（{a}）", "same level as {ref_en} ({a_en})"),
    "equal-boundary": (
        "与{ref}持平，仅界限是否含本数不同（{a} 与 {b}）",
        "same level as {ref_en}; the bounds differ only in including the number ({a_en}, {b_en})",
    ),
    "equal-capped": (
        "与{ref}均达到{cap}，再高不视为要求更高（{a} 对 {b}）",
        "{cap_en} or beyond, as {ref_en}; more is not more demanding ({a_en}, {b_en})",
    ),
    "equal-relative": (
        "变化幅度与{ref}相同（{a}）",
        "same change as {ref_en} ({a_en})",
    ),
    "equal-direction": ("与{ref}同为方向性表述（{a}）", "same direction as {ref_en} ({a_en})"),
    "equal-universal": (
        "与{ref}同为普遍性表述（{a}）",
        "universal in both, as in {ref_en} ({a_en})",
    ),
    "equal-reference": ("与{ref}参照相同（{a}）", "same reference as {ref_en} ({a_en})"),
    "stricter-higher": (
        "高于{ref}{distance}（{a} 对 {b}）",
        "{distance_en} above {ref_en} ({a_en} against {b_en})",
    ),
    "stricter-lower": (
        "控制目标更严，低于{ref}{distance}（{a} 对 {b}）",
        "tighter ceiling, {distance_en} below {ref_en} ({a_en} against {b_en})",
    ),
    "looser-higher": (
        "低于{ref}目标值{distance}（{a} 对 {b}）",
        "{distance_en} below the target of {ref_en} ({a_en} against {b_en})",
    ),
    "looser-lower": (
        "控制目标较{ref}宽{distance}（{a} 对 {b}）",
        "ceiling {distance_en} above that of {ref_en} ({a_en} against {b_en})",
    ),
    "larger-change": (
        "变化幅度大于{ref}{distance}（{a} 对 {b}）",
        "a change {distance_en} larger than {ref_en} ({a_en} against {b_en})",
    ),
    "smaller-change": (
        "变化幅度小于{ref}{distance}（{a} 对 {b}）",
        "a change {distance_en} smaller than {ref_en} ({a_en} against {b_en})",
    ),
    "wrong-side-looser": (
        "目标值{a}劣于本地{base_year}年基数{base}，{ref}要求改善（{b}）",
        "the target {a_en} is worse than its own {base_year} value {base_en}, where "
        "{ref_en} asks for improvement ({b_en})",
    ),
    "wrong-side-stricter": (
        "要求改善（{a}），而{ref}的目标值{b}劣于其{base_year}年基数{base}",
        "asks for improvement ({a_en}), where the target of {ref_en} {b_en} is worse than its own "
        "{base_year} value {base_en}",
    ),
    # level and time together
    "interim": (
        "{year_a}年的阶段值（{a}），要求低于{ref}{year_b}年目标（{b}）；目标年不同，不宜直接比较",
        "a milestone for {year_a} ({a_en}), short of the {year_b} target of {ref_en} ({b_en}); due "
        "years differ, not to be compared directly",
    ),
    "deferred": (
        "要求高于{ref}（{a} 对 {b}），但目标年{year_a}晚于{year_b}；目标年不同，不宜直接比较",
        "more demanding than {ref_en} ({a_en} against {b_en}) but due {year_a}, after {year_b}; "
        "due years differ, not to be compared directly",
    ),
    # never ranked
    "differs": (
        "与{ref}相差{distance}（{a} 对 {b}）；该指标不分高低",
        "differs from {ref_en} by {distance_en} ({a_en} against {b_en}); "
        "this indicator is not ranked",
    ),
    "differs-about": (
        "与{ref}相差{distance}（{a} 对 {b}）；双方均为约数，不分高低",
        "differs from {ref_en} by {distance_en} ({a_en} against {b_en}); "
        "approximate in both, not ranked",
    ),
    "differs-bound": (
        "与{ref}数值相同而界限不同（{a} 对 {b}），不分高低",
        "same figure as {ref_en} under another bound ({a_en} against {b_en}); not ranked",
    ),
    "differs-range": (
        "与{ref}的区间或数值不同（{a} 对 {b}），不分高低",
        "range or value differs from {ref_en} ({a_en} against {b_en}); not ranked",
    ),
    "differs-statement": (
        "与{ref}均无可比数值，表述方式不同（{a} 对 {b}）",
        "no figure to compare in either; worded differently from {ref_en} ({a_en} against {b_en})",
    ),
    # kinds
    "quantified": (
        "已设量化目标（{a}），{ref}为非量化表述（{b}）",
        "gives a figure ({a_en}); {ref_en} gives none ({b_en})",
    ),
    "unquantified": (
        "未设量化目标，{ref}为{b}；{stance}",
        "gives no figure; {ref_en} asks {b_en}; {stance_en}",
    ),
    "opposed": (
        "方向与{ref}相反（{a} 对 {b}）",
        "opposite direction to {ref_en} ({a_en} against {b_en})",
    ),
    # not to be judged
    "near-match": (
        "口径不同，仅供参考（{a} 对 {b}）：{note}",
        "different definition, for reference only ({a_en} against {b_en}): {note}",
    ),
    "suspect": (
        "原文数值存疑（{note}），不作比较",
        "the printed figure is doubtful ({note}); not compared",
    ),
    "scope": (
        "范围不同（{scope_a} 对 {scope_b}），不可比",
        "different scope ({scope_a_en} against {scope_b_en}); not comparable",
    ),
    "unit": (
        "单位不同（{a} 对 {b}），不可比",
        "different units ({a_en} against {b_en}); not comparable",
    ),
    "size": (
        "绝对数量受地区规模影响，不可比（{a} 对 {b}）",
        "absolute counts depend on the size of the place; not comparable ({a_en} against {b_en})",
    ),
    "no-base": (
        "一为相对变化、一为绝对水平，缺本地{base_year}基数，不可比（{a} 对 {b}）",
        "one is a change, the other a level, and the {base_year_en} value of the place is not "
        "published; not comparable ({a_en} against {b_en})",
    ),
    "yearly-and-level": (
        "一为年均变化、一为绝对水平，不可比（{a} 对 {b}）",
        "one is a yearly change, the other a level; not comparable ({a_en} against {b_en})",
    ),
    "base-year": (
        "基期不同（{a} 对 {b}），不可比",
        "different base years ({a_en} against {b_en}); not comparable",
    ),
    "change-kind": (
        "一为总降幅、一为年均变化，不可比（{a} 对 {b}）",
        "one is a total change, the other a yearly one; not comparable ({a_en} against {b_en})",
    ),
    "reference": (
        "参照对象不同（{a} 对 {b}），不可比",
        "different references ({a_en} against {b_en}); not comparable",
    ),
    "bound-direction": (
        "界限方向与指标性质不符（{a} 对 {b}），不可比",
        "the bound runs against the indicator ({a_en} against {b_en}); not comparable",
    ),
    "qualitative": (
        "双方均为定性表述，不作高低判断",
        "qualitative in both; no level to judge",
    ),
    "qualitative-one": (
        "一方为定性表述（{a} 对 {b}），不作高低判断",
        "one of them is qualitative ({a_en}, {b_en}); no level to judge",
    ),
    # one side only
    "missing": ("未列该指标（{ref}：{b}）", "not stated ({ref_en}: {b_en})"),
    "missing-related": (
        "未列该指标（{ref}：{b}），列有相近的“{name}”（{a}），不是同一指标",
        "not stated ({ref_en}: {b_en}); states the related “{name_en}” ({a_en}), another indicator",
    ),
    "extra": ("{ref}未列，本规划列有{a}", "{ref_en} does not state it; this plan does ({a_en})"),
    "not-applicable": ("不属本级事权：{note}", "not a matter of this level: {note}"),
    "not-collected": (
        "数据库中没有该地的{audience}规划",
        "no {audience_en} plan of this place in the catalogue",
    ),
}  # fmt: skip


def reason(code: str, suffix: str = "", suffix_en: str = "", **parts: str) -> Reason:
    """The reason of a code with its parts filled in. Raises KeyError for an unknown code."""
    if code not in REASONS:
        raise KeyError(code)
    return Reason(code, lambda: parts, (suffix, suffix_en))
