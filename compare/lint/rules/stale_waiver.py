"""A waiver that waives nothing.

What. A waiver that no finding matches, that names a target which is not in the catalogue, or a
rule that does not exist.

Why. Once the source is put right the waiver has done its work, and a waiver left behind would
silently swallow the next finding.

Source. Good practice with known exceptions: an exception is guarded by a check that fails once
the exception is gone.

Example. A waiver for inconsistent-statement after the measure was corrected.

中文

豁免已无所豁免。

查什么：没有任何发现与之对应的豁免，或所指的目标不在目录中，或所指的规则不存在。

为什么：原文改正之后，豁免就完成了任务；留着会悄悄压住下一个问题。

依据：例外须有看守：情况消失，检查就应当报告。

例：措施中的数字已改正，而 inconsistent-statement 的豁免仍在。
"""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.catalogue import Waiver
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.registry import rule_ids
from plancmp.compare.model import Place

ID = "stale-waiver"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Look for a finding behind each waiver; plans that were not asked about do not count."""
    found = {(target, f.rule) for f in context.found for target in f.targets}
    asked = {plan.id for plan in context.plans}
    for waiver in context.catalogue.waivers:
        plan = plan_of(context, waiver)
        if waiver.rule not in rule_ids():
            zh = f"没有“{waiver.rule}”这条规则"
            en = f"there is no rule “{waiver.rule}”"
        elif plan is None:
            zh = f"目录中没有“{waiver.target}”这个目标"
            en = f"there is no target “{waiver.target}” in the catalogue"
        elif plan in asked and (waiver.target, waiver.rule) not in found:
            zh, en = "已没有与之对应的发现", "nothing is found there any more"
        else:
            continue
        yield Finding(
            ID,
            SEVERITY,
            () if plan is None else (plan,),
            (waiver.target,),
            (),
            f"豁免（{waiver.target}，{waiver.rule}）已无所豁免：{zh}；请删去或改正。",
            f"waiver ({waiver.target}, {waiver.rule}) waives nothing: {en}; delete or correct it.",
            Place(waiver.file, waiver.line),
        )


def plan_of(context: Context, waiver: Waiver) -> str | None:
    """The plan of a waiver's target; None when there is no such target."""
    try:
        return context.catalogue.target(waiver.target).plan
    except KeyError:
        return None
