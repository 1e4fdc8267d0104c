"""Universal coverage of a whole that cannot be counted.

What. A firm universal target (全覆盖, 普遍) on an indicator that is a headcount or has no unit,
so that nobody can say how many make all; and 应建尽建, 应保尽保 on any indicator, where the plan
does not say what should be built or insured.

Why. It reads like 100 %, and cannot be checked as 100 %: the number who should be covered is
not stated.

Source. A share needs a numerator and a denominator; the unit of the indicator shows whether it
has both.

Example. Minors receiving legal aid, counted in persons: 应援尽援.

中文

“全覆盖”而没有可数的全体。

查什么：实现性的全覆盖表述（全覆盖、普遍），而指标是人数、个数，或没有单位，说不出全体是多少；以及“应建尽建”
“应保尽保”一类表述，不论何种指标，规划没有写明哪些属于应建、应保。

为什么：读起来是100%，却无法按100%核对，因为应覆盖的总数没有写明。

依据：比率要有分子和分母，看指标的单位就知道是否都有。

例：未成年人获得法律援助的人数，目标为应援尽援。
"""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.model import Firmness, Kind
from plancmp.compare.units import UNITS
from plancmp.compare.universals import AS_NEEDED

ID = "universal-without-denominator"
SEVERITY = Severity.NOTE


def check(context: Context) -> Iterator[Finding]:
    """Look at every firm universal target."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        for target in plan.targets:
            unit = context.catalogue.indicators[target.indicator].unit
            if target.goal.kind is not Kind.UNIVERSAL or target.firmness is not Firmness.FIRM:
                continue
            share = unit is not None and UNITS[unit].is_share
            own = AS_NEEDED.search(target.written)
            if share and own is None:
                continue
            if share and own is not None:
                yield context.finding(
                    ID,
                    SEVERITY,
                    [target],
                    zh=f"{zh.subject(target)}为“{own[0]}”（{target.year}年，{zh.where(target)}）；"
                    f"未写明“{own[0][:2]}”的范围和数量，无从核算比率。",
                    en=f"{en.subject(target)}: “{own[0]}” ({target.year}; {en.where(target)}); "
                    "what should be covered is not stated, so that no rate can be worked out.",
                )
                continue
            measured_zh = "该指标没有计量单位" if unit is None else f"该指标以“{unit}”计"
            measured_en = "it has no unit"
            if unit is not None:
                counted = UNITS[unit].en
                measured_en = f"it is counted in {counted}" if counted else "it is a plain number"
            yield context.finding(
                ID,
                SEVERITY,
                [target],
                zh=f"{zh.subject(target)}为“{target.written}”（{target.year}年，{zh.where(target)}）；"
                f"{measured_zh}，未写明应覆盖的总数，无从核算比率。",
                en=f"{en.subject(target)}: “{target.written}” ({target.year}; {en.where(target)}); "
                f"{measured_en}, and how many make all is not stated, so that no rate can be worked out.",
            )
