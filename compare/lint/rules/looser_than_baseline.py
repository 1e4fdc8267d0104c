"""A target less demanding than the national one.

What. A target that is looser than that of the national outline of its audience (for a plan that
ends before the outline, also than the national sector documents due in its period), by the same
comparison as plancmp check. Only figures whose evidence is secondary or better count, and
milestones due earlier than the national target do not.

Why. A local plan carries the outline out; where it asks less, that is a decision to be known.

Source. The national outlines for the development of women and of children, as far as their
figures could be had.

Example. ≥65% where the outline asks for ≥70%, both for 2030.

中文

目标值低于国家纲要。

查什么：按 plancmp check 的同一算法，低于相应国家纲要的目标值（规划期早于纲要的，还比较期内的国家专项文件）。
只用依据在“转引”以上的数值；目标年早于纲要的阶段值不算。

为什么：地方规划落实纲要；低于纲要应当是有意的决定。

依据：中国妇女发展纲要、中国儿童发展纲要（2021—2030年）中能取得的数值。

例：同为2030年，纲要为≥70%，规划为≥65%。
"""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.align import counterpart, references
from plancmp.compare.check import reference_name
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.model import Confidence, Plan, Target
from plancmp.compare.verdict import Verdict, VerdictCode, judge, side_of

ID = "looser-than-baseline"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Judge what each plan states against the national documents."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        for target, pairs in _looser(context, plan).items():
            ours = next(t for t in plan.targets if t.id == target)
            reasons_zh = "；".join(v.reason.zh for _, v in pairs)
            reasons_en = "; ".join(v.reason.en for _, v in pairs)
            yield context.finding(
                ID,
                SEVERITY,
                [ours],
                zh=f"{zh.subject(ours)}{zh.cite(ours)}：{reasons_zh}。",
                en=f"{en.subject(ours)}: {en.cite(ours)}: {reasons_en}.",
                against=[baseline for baseline, _ in pairs],
            )


def _looser(context: Context, plan: Plan) -> dict[str, list[tuple[Target, Verdict]]]:
    catalogue = context.catalogue
    stated = context.statements(plan)
    out: dict[str, list[tuple[Target, Verdict]]] = {}
    for reference in references(catalogue, plan, "national"):
        name = reference_name(catalogue, reference.plan)
        for baseline in reference.targets:
            weak = baseline.confidence is Confidence.RECALLED
            target = None if weak else counterpart(stated, baseline)
            if target is None:
                continue
            verdict = judge(
                side_of(catalogue, target),
                side_of(catalogue, baseline, name),
                catalogue.indicators[baseline.indicator],
            )
            if verdict.code is VerdictCode.LOOSER:
                out.setdefault(target.id, []).append((baseline, verdict))
    return out
