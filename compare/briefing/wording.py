"""The sentences on how the plans stand: the title, the overall picture, the fields.

Every sentence is made from the facts; a clause whose count is nothing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from plancmp.compare.briefing.facts import (
    Facts,
    FieldFact,
    PeerFact,
    RowFact,
    Standing,
)
from plancmp.compare.briefing.voice import Voice
from plancmp.compare.model import Match, Plan, Target
from plancmp.compare.units import UNITS, scaled
from plancmp.compare.verdict import Timing, Verdict, VerdictCode

__all__ = [
    "between_sentence", "distance", "examples", "field_sentence", "grouped", "peer_sentence",
    "row_clause", "standings_sentence", "title", "upper_sentence", "verdict_clause",
]  # fmt: skip

_V = VerdictCode
_K = TypeVar("_K")


def title(voice: Voice, facts: Sequence[Facts]) -> str:
    """The title: the places (by name up to five) and the audiences."""
    plans = {p.jurisdiction: p for f in facts for p in f.plans}
    names = [voice.name(p) for p in plans.values()]
    full = [voice.catalogue.jurisdictions[j] for j in plans]
    kinds = [voice.audience(f.audience) for f in reversed(facts)]
    if len(names) == 1:
        zh = full[0].name
        en = full[0].en
    else:
        zh = "、".join(names) if len(names) <= 5 else f"{names[0]}等{len(names)}地"
        en = voice.listed(names) if len(names) <= 5 else f"{names[0]} and {len(names) - 1} others"
    return voice.say(
        f"关于{zh}{''.join(kinds)}发展规划主要目标的比较分析",
        f"Main targets of the development plans for {' and '.join(kinds).lower()}: {en}",
    )


# -- overall picture --------------------------------------------------------------------------------------


def between_sentence(voice: Voice, total: FieldFact, plans: Sequence[Plan]) -> str:
    """How the figures of several plans stand to each other."""
    if len(plans) == 1:
        return voice.say(
            f"规划共列指标{len(total.rows)}项,其中设有数值的{total.figures}项。",
            f"The plan states {voice.many(len(total.rows), 'indicator')}, {total.figures} with a figure.",
        )
    head = voice.say(
        f"{len(plans)}份规划合计列有指标{len(total.rows)}项,其中设有数值的{total.figures}项。",
        f"The {len(plans)} plans state {voice.many(len(total.rows), 'indicator')}, {total.figures} of "
        "them with a figure. ",
    )
    return head + standings_sentence(voice, total)


def standings_sentence(voice: Voice, total: FieldFact) -> str:
    """The rows by standing."""
    counted = [
        (Standing.SAME, "持平{n}项", "{n} equal"),
        (Standing.DIFFER, "数值不同{n}项", "{n} different"),
        (Standing.YEARS, "目标年不同而不宜直接比较{n}项", "{n} with different due years"),
        (Standing.APART, "口径、规模等不同而不可比{n}项", "{n} not comparable"),
    ]
    clauses = [
        voice.say(zh.format(n=n), en.format(n=n))
        for standing, zh, en in counted
        if (n := total.count(standing))
    ]
    alone, words = total.count(Standing.ALONE), total.count(Standing.WORDS)
    out = [
        voice.say(
            f"两份以上设有数值的{total.shared}项中，",
            f"Of {total.shared} with figures in two or more plans: ",
        )
        + voice.say("，", ", ").join(clauses)
        if clauses
        else "",
        voice.say(f"只有一份设数值的{alone}项", f"{alone} with a figure in one only")
        if alone
        else "",
        voice.say(f"均无数值的{words}项", f"{words} without a figure in any") if words else "",
    ]
    return voice.sentences(out)


def upper_sentence(voice: Voice, facts: Facts) -> str:
    """The verdicts against baselines, counted over all plans."""
    if not facts.stated:
        return voice.say(
            f"{voice.up}目标未能取得或未收录，没有可供比较的目标值。",
            f"No {voice.up} figure could be had; nothing to judge against.",
        )
    text = voice.say(
        f"共比较{facts.stated}项次，可判断{facts.judged}项次",
        f"{facts.judged} of {facts.stated} pairs could be judged",
    )
    clauses = _verdict_counts(voice, facts)
    if clauses:
        text += voice.say("：", ": ") + voice.say("、", ", ").join(clauses)
    missing = facts.count(_V.MISSING)
    apart = facts.count(_V.INCOMPARABLE, _V.NOT_APPLICABLE)
    rest = [
        voice.say(f"未列{missing}项次", f"{missing} not stated") if missing else "",
        voice.say(f"不能判断{apart}项次", f"{apart} cannot be judged") if apart else "",
    ]
    text = voice.sentences([text, *rest])
    weak = sum(u.weak for u in facts.upper)
    if weak:
        text += voice.say(
            f"可判断的项次中，{weak}项次的{voice.up}数值未能核对（标†），引用前须查原件。",
            f" {weak} of those judged rest on figures that could not be checked (†).",
        )
    return text


_COUNTED = (
    (_V.EQUAL, "持平{n}", "{n} equal"),
    (_V.STRICTER, "高于或控制更严{n}", "{n} asking more"),
    (_V.LOOSER, "低于{n}", "{n} below the baseline"),
    (_V.INTERIM, "阶段值{n}", "{n} milestones"),
    (_V.DEFERRED, "更高但更晚{n}", "{n} asking more but later"),
    (_V.DIFFERS, "数值或表述不同而不分高低{n}", "{n} different, not ranked"),
    (_V.QUANTIFIED, "对方未量化而本规划量化{n}", "{n} quantified here only"),
    (_V.UNQUANTIFIED, "未设量化目标{n}", "{n} without a figure"),
    (_V.OPPOSED, "方向相反{n}", "{n} opposed"),
)


def _verdict_counts(voice: Voice, facts: Facts) -> list[str]:
    return [
        voice.say(zh.format(n=n), en.format(n=n))
        for code, zh, en in _COUNTED
        if (n := facts.count(code))
    ]


def peer_sentence(voice: Voice, peer: PeerFact) -> str:
    """The home plan against one other, counted."""
    both = sum(n for _, n in peer.codes)
    counted = [
        ((_V.EQUAL,), "持平{n}项", "{n} equal"),
        ((_V.STRICTER,), "要求更高{n}项", "{n} asking more"),
        ((_V.LOOSER,), "要求较低{n}项", "{n} asking less"),
        ((_V.INTERIM, _V.DEFERRED), "目标年不同而不宜直接比较{n}项", "{n} with other due years"),
        ((_V.DIFFERS,), "不分高低{n}项", "{n} not ranked"),
        ((_V.INCOMPARABLE,), "不可比{n}项", "{n} not comparable"),
    ]
    clauses = [
        voice.say(zh.format(n=n), en.format(n=n))
        for codes, zh, en in counted
        if (n := peer.count(*codes))
    ]
    other = voice.name(peer.other)
    text = voice.say(
        f"与{other}相比:双方均有数值的{both}项", f"Against {other}: {both} with figures in both"
    )
    if clauses:
        text += voice.say("中，", ", ") + voice.say("，", ", ").join(clauses)
    only = [
        voice.say(
            f"只有{voice.ours()}设数值的{peer.ours}项", f"{peer.ours} with a figure here only"
        )
        if peer.ours
        else "",
        voice.say(f"只有{other}设数值的{peer.theirs}项", f"{peer.theirs} there only")
        if peer.theirs
        else "",
    ]
    return voice.sentences([text, *only])


# -- fields ---------------------------------------------------------------------------------------------------


def field_sentence(voice: Voice, facts: Facts, field: FieldFact) -> str:
    """The counts of one field and its widest stated differences, with their figures."""
    assert field.field is not None
    many = len(facts.plans) > 1
    zh, en = f"列有指标{len(field.rows)}项", voice.many(len(field.rows), "indicator")
    if facts.home is not None and many:
        mine = sum(facts.home.id in r.row.cells for r in field.rows)
        zh, en = f"{zh}（{voice.ours()}{mine}项）", f"{en} ({mine} in {voice.ours()})"
    if not field.figures:
        return voice.say(f"{zh}，均无数值。", f"{en}, none with a figure.")
    zh, en = f"{zh}，设有数值的{field.figures}项", f"{en}, {field.figures} with a figure"
    if facts.home is not None and many:
        mine = sum(facts.home in r.figures for r in field.rows)
        zh, en = f"{zh}（{voice.ours()}{mine}项）", f"{en} ({mine} ours)"
    if many and not field.shared:
        return voice.say(f"{zh}，均只见于一份规划。", f"{en}, each in one plan only.")
    text = voice.say(f"{zh}。", f"{en}. ")
    if many:
        text += standings_sentence(voice, FieldFact(field.field, _with_figures(field)))
    clauses = [row_clause(voice, facts, row) for row in examples(facts, field)]
    if clauses:
        text += voice.say("如", " For instance, ") + voice.sentences(clauses, ("。", ". "))
    return text


def _with_figures(field: FieldFact) -> tuple[RowFact, ...]:
    return tuple(r for r in field.rows if r.standing is not Standing.WORDS)


def examples(facts: Facts, field: FieldFact, most: int = 2) -> list[RowFact]:
    """Rows whose figures differ, all exact, the ranked before the unranked, those of most plans
    first; with a home plan only rows it has a figure for."""
    rows = [
        r
        for r in field.of(Standing.DIFFER)
        if (facts.home is None or facts.home in r.figures)
        and all(_plain(r.target(p)) for p in r.figures)
    ]
    return sorted(rows, key=lambda r: (not _ranked(r), -len(r.figures)))[:most]


def _ranked(row: RowFact) -> bool:
    return any(p.verdict.code in (_V.STRICTER, _V.LOOSER) for p in row.pairs)


def _plain(target: Target) -> bool:
    return target.match is Match.EXACT and target.suspect is None


def row_clause(voice: Voice, facts: Facts, row: RowFact) -> str:
    """The figures of one row, by due year and value, and how far apart they are."""
    name = voice.indicator(*row.key)
    if facts.home is not None:
        return f"{name}{voice.say('：', ': ')}" + _home_clause(voice, facts.home, row)
    years = grouped(row.figures, lambda p: row.target(p).year)
    clauses = []
    for year, plans in sorted(years.items(), reverse=True):
        values = grouped(plans, lambda p: _value(row.target(p)))
        said = [
            f"{voice.places(ps)}{voice.say('', ' ')}{voice.words(row.target(ps[0]).goal)}"
            for ps in values.values()
        ]
        text = voice.year(year) + voice.say("", ": ") + voice.say(",", ", ").join(said)
        gap = _widest(voice, row, plans)
        clauses.append(text + (voice.say(f",相差{gap}", f", {gap} apart") if gap else ""))
    return f"{name}{voice.say(':', ': ')}" + voice.say(";", "; ").join(clauses)


def _value(target: Target) -> tuple[object, ...]:
    goal = target.goal
    assert goal.value is not None
    assert goal.unit is not None
    return (goal.op, UNITS[goal.unit].dimension, scaled(goal.value, goal.unit), goal.value_max)


def _widest(voice: Voice, row: RowFact, plans: Sequence[Plan]) -> str:
    """The widest distance between plans due in one year; nothing when they do not differ."""
    best: tuple[Decimal, str] | None = None
    for pair in row.pairs:
        found, unit = pair.verdict.distance, pair.verdict.distance_unit
        if found is None or unit is None or pair.first not in plans or pair.second not in plans:
            continue
        if abs(found) > (best[0] if best and best[1] == unit else 0):
            best = (abs(found), unit)
    return voice.quantity(*best) if best else ""


def _home_clause(voice: Voice, home: Plan, row: RowFact) -> str:
    groups: dict[str, list[Plan]] = {}
    for pair in row.pairs:
        if pair.first is home:
            groups.setdefault(verdict_clause(voice, pair.verdict), []).append(pair.second)
    said = [c.replace("{other}", voice.places(ps)) for c, ps in groups.items()]
    mine = voice.words(row.target(home).goal)
    year = voice.year(row.target(home).year)
    head = voice.say(f"{voice.ours()}{year}{mine}", f"{voice.ours()} {mine} ({year})")
    return head + voice.say(",", ", ") + voice.say(",", ", ").join(said)


def verdict_clause(voice: Voice, verdict: Verdict) -> str:
    """A verdict against ``{other}`` as a clause people can send on."""
    gap = distance(voice, verdict)
    code, why = verdict.code, verdict.reason.code
    if code is _V.EQUAL:
        early = {Timing.EARLIER: ("(目标年较早)", " (due earlier)"),
                 Timing.LATER: ("(目标年较晚)", " (due later)")}  # fmt: skip
        zh, en = early.get(verdict.timing or Timing.SAME, ("", ""))
        return voice.say(f"与{{other}}持平{zh}", f"equal to {{other}}{en}")
    if code in (_V.STRICTER, _V.LOOSER):
        return _ranked_clause(voice, code is _V.STRICTER, gap, why)
    if code in (_V.INTERIM, _V.DEFERRED):
        return voice.say(
            "与{other}目标年不同,不宜直接比较", "due in another year than {other}, not compared"
        )
    if code is _V.DIFFERS and gap:
        return voice.say(f"与{{other}}相差{gap}", f"{gap} from {{other}}")
    if code is _V.DIFFERS:
        return voice.say("与{other}写法不同，不分高低", "worded differently from {other}")
    return voice.say("与{other}不可比", "not comparable with {other}")


def _ranked_clause(voice: Voice, more: bool, gap: str, why: str) -> str:
    if not gap:
        return voice.say(
            f"要求较{{other}}{'高' if more else '低'}",
            f"asks {'more' if more else 'less'} than {{other}}",
        )
    if why.endswith("-change"):
        larger = why.startswith("larger")
        return voice.say(
            f"变化幅度{'大' if larger else '小'}于{{other}}{gap}",
            f"a change {gap} {'larger' if larger else 'smaller'} than {{other}}",
        )
    if why.endswith("-lower"):
        if more:
            return voice.say(f"控制目标较{{other}}更严（低{gap}）", f"{gap} tighter than {{other}}")
        return voice.say(f"控制目标较{{other}}宽{gap}", f"{gap} wider than {{other}}")
    return voice.say(
        f"{'高' if more else '低'}于{{other}}{gap}",
        f"{gap} {'above' if more else 'below'} {{other}}",
    )


def distance(voice: Voice, verdict: Verdict) -> str:
    """How far apart the figures of a verdict are; nothing when that is not known."""
    if verdict.distance is None or not verdict.distance:
        return ""
    return voice.quantity(abs(verdict.distance), verdict.distance_unit)


# -- small -----------------------------------------------------------------------------------------------------


def grouped(plans: Sequence[Plan], key: Callable[[Plan], _K]) -> dict[_K, list[Plan]]:
    """Plans by what ``key`` says of them, in order of first appearance."""
    groups: dict[_K, list[Plan]] = {}
    for plan in plans:
        groups.setdefault(key(plan), []).append(plan)
    return groups
