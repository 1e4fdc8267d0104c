"""A figure or unit that is printed but hardly meant.

What. Targets the catalogue marks as suspect, units that cannot exist (1/‰, %‰), and units of
another sort than the indicator's.

Why. Misprints are recorded and never repaired. Such a figure is not compared until the issuing
office says what was meant.

Source. The printed document; each mark gives its reason.

Example. A rate of birth defects in “1/‰”, where the nation stands at 10.4 per ten thousand.

中文

印出的数字或单位恐非本意。

查什么：目录标为存疑的目标，不成立的单位（1/‰、%‰），以及与指标不同类的单位。

为什么：印误照录不改；在印发单位说明之前，不据以比较。

依据：印发的文本；每处存疑都写明理由。

例：出生缺陷发生率的单位印作“1/‰”，而全国约为10.4/万。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.model import Indicator, Kind, Target
from plancmp.compare.units import UNITS

ID = "suspect-figure"
SEVERITY = Severity.WARNING

_NO_UNIT: Final = re.compile(r"/\s*[‰%]|[‰%]\s*/|[‰%]\s*[‰%]")


def check(context: Context) -> Iterator[Finding]:
    """Look at marks, printed units and kinds of units."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        for target in plan.targets:
            indicator = context.catalogue.indicators[target.indicator]
            malformed = _NO_UNIT.search(target.written)
            if target.suspect is not None:
                mark = target.suspect
                why_zh = f"印作“{mark.printed}”，疑为“{mark.likely}”：{mark.reason}"
                why_en = f"printed “{mark.printed}”, likely “{mark.likely}”"
            elif malformed:
                why_zh = f"原文“{target.written}”中的单位不成立"
                why_en = f"the unit in “{target.written}” cannot exist"
            elif _other_sort(target, indicator):
                why_zh = f"单位“{target.goal.unit}”与该指标的单位“{indicator.unit}”不是同一类"
                why_en = f"its unit is of another sort than {indicator.unit}, the indicator's"
            else:
                continue
            yield context.finding(
                ID,
                SEVERITY,
                [target],
                zh=f"{zh.subject(target)}{zh.cite(target)}原文存疑：{why_zh}。不作比较，请向印发"
                "单位核实。",
                en=f"{en.subject(target)}: {en.cite(target)} is doubtful: {why_en}. Not compared.",
            )


def _other_sort(target: Target, indicator: Indicator) -> bool:
    goal = target.goal
    if goal.kind not in (Kind.QUANTITATIVE, Kind.COUNT) or not goal.unit or not indicator.unit:
        return False
    return UNITS[goal.unit].dimension != UNITS[indicator.unit].dimension
