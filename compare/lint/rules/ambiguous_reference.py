"""A target measured by something the plan does not state.

What. A share of another quantity (不低于市定考核目标的87%), which can mean 87 % of that target or
that target, namely 87 % (warning); and a target measured by an upper level's target whose figure
the plan does not give (note). Averages and ratios that statistics publish are left alone.

Why. Two offices reading it come to different figures, and nobody can check it from the plan.

Source. The wording of the plan.

Example. Days of good air not below 87 % of the target the city sets, which is not stated.

中文

以规划中没有写明的量为准的目标。

查什么：以另一个量的百分之几为目标（“不低于市定考核目标的87%”），可以读作该目标的87%，也可以读作该目标即87%
（警告）；以上级目标为准而未写明其数值（提示）。有统计公布的平均水平、比例不在此列。

为什么：不同的人读出不同的数，也无法仅凭规划核对。

依据：规划原文的表述。

例：优良天数不低于市定考核目标的87%，而市定目标未列。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both

ID = "ambiguous-reference"
SEVERITY = Severity.WARNING

_TARGET_ELSEWHERE: Final = re.compile(r"目标|任务|要求|指标值|规定")


def check(context: Context) -> Iterator[Finding]:
    """Look at every comparative target."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        for target in plan.targets:
            goal = target.goal
            if goal.reference is None:
                continue
            if goal.value is not None:
                share = zh.amount(goal.value, goal.unit)
                yield context.finding(
                    ID,
                    Severity.WARNING,
                    [target],
                    zh=f"{zh.subject(target)}写作“{target.written}”（{zh.where(target)}），而"
                    f"“{goal.reference}”未在规划中列出；可读作其{share}，也可读作其值即{share}，"
                    "宜写明数值。",
                    en=f"{en.subject(target)}: “{target.written}” ({en.where(target)}) rests on "
                    f"“{goal.reference}”, which the plan does not state; it can mean "
                    f"{en.amount(goal.value, goal.unit)} of it, or that figure itself.",
                )
            elif _TARGET_ELSEWHERE.search(goal.reference):
                yield context.finding(
                    ID,
                    Severity.NOTE,
                    [target],
                    zh=f"{zh.subject(target)}以“{goal.reference}”为准（{zh.where(target)}），其数值"
                    "未在规划中列出，无法单独核对。",
                    en=f"{en.subject(target)}: measured by “{goal.reference}” "
                    f"({en.where(target)}), whose figure the plan does not give.",
                )
