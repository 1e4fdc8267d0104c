"""A target that the value observed above already meets.

What. The latest observed value of the nation, the province or the city above (or of the place
itself), of exactly this indicator and scope, lies on the better side of the target. Given with
year and area; values from more than three years before the plan are left out.

Why. An average above that is already past the target says something about how far the target
reaches; it says nothing about the place itself, and the message does not pretend so.

Source. Published statistics in the catalogue, each with its evidence; plancmp show lists them.

Example. Newborn mortality ≤3.0‰ by 2030, where the nation stood at 2.5‰ in 2024.

中文

上级地区的实际值已优于目标值。

查什么：全国、所在省市（或本地）同一指标、同一范围最近一年的实际值，已优于目标值；写明年份和地区。
早于规划期三年以上的不用。

为什么：平均水平已越过目标值，可供判断目标的力度；但这不是对本地的判断，也不说明本地的实际情况。

依据：收录的统计数据，各有出处；用 plancmp show 查看。

例：2030年新生儿死亡率≤3.0‰，而全国2024年为2.5‰。
"""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import Phrases, both
from plancmp.compare.model import Kind, Match, Observation, Op, Plan, Polarity, Target
from plancmp.compare.units import UNITS, scaled

ID = "already-observed"
SEVERITY = Severity.NOTE

_YEARS_BEFORE = 3
"""How long before the plan an observation may lie: older ones describe another period."""


def check(context: Context) -> Iterator[Finding]:
    """Hold what speaks for each plan against what was observed above it."""
    zh, en = both(context.catalogue)
    observed: dict[tuple[str, str | None], list[Observation]] = {}
    for one in context.catalogue.observations:
        if one.match is Match.EXACT:
            observed.setdefault((one.indicator, one.scope), []).append(one)
    for plan in context.plans:
        for key, statement in context.statements(plan).items():
            target = statement.speaking
            latest = _latest(context.catalogue, plan, observed.get(key, []))
            met = [o for o in latest if _meets(context, target, o)]
            if not met:
                continue
            indicator = context.catalogue.indicators[target.indicator]
            rising = indicator.polarity is Polarity.HIGHER
            yield context.finding(
                ID,
                SEVERITY,
                [target],
                zh=f"{zh.subject(target)}{zh.cite(target)}；{_listed(zh, met)}，"
                f"已{'不低' if rising else '不高'}于该目标值。仅供参考，不是对本地的判断。",
                en=f"{en.subject(target)}: {en.cite(target)}; {_listed(en, met)}, not "
                f"{'below' if rising else 'above'} that level. For information, no judgement on "
                "the place.",
            )


def _latest(catalogue: Catalogue, plan: Plan, observed: list[Observation]) -> list[Observation]:
    """The last observation of each place of the chain, the nation first."""
    chain = [plan.jurisdiction, *(j.id for j in catalogue.ancestors(plan.jurisdiction))]
    out = []
    for place in reversed(chain):
        seen = [
            o
            for o in observed
            if o.jurisdiction == place and o.year >= (plan.start or plan.end) - _YEARS_BEFORE
        ]
        if seen:
            out.append(max(seen, key=lambda o: o.year))
    return out


def _meets(context: Context, target: Target, seen: Observation) -> bool:
    """Whether a value satisfies a one-sided bound, read literally."""
    goal, polarity = target.goal, context.catalogue.indicators[target.indicator].polarity
    if target.suspect is not None or target.match is Match.NEAR:
        return False
    if goal.kind is not Kind.QUANTITATIVE or goal.unit is None or goal.value is None:
        return False
    if UNITS[goal.unit].dimension != UNITS[seen.unit].dimension:
        return False
    bound, value = scaled(goal.value, goal.unit), scaled(seen.value, seen.unit)
    if polarity is Polarity.HIGHER:
        return (goal.op is Op.GE and value >= bound) or (goal.op is Op.GT and value > bound)
    if polarity is Polarity.LOWER:
        return (goal.op is Op.LE and value <= bound) or (goal.op is Op.LT and value < bound)
    return False


def _listed(words: Phrases, seen: list[Observation]) -> str:
    out = []
    for one in seen:
        place = words.catalogue.jurisdictions[one.jurisdiction]
        value = words.amount(one.value, one.unit)
        if words.lang == "zh":
            name = "全国" if place.parent is None else place.short
            out.append(f"{name}{one.year}年实际值为{value}{'（推算）' if one.derived else ''}")
        else:
            derived = ", derived" if one.derived else ""
            out.append(f"{place.en} observed {value} in {one.year}{derived}")
    return ("，" if words.lang == "zh" else "; ").join(out)
