"""From what a person types to plans and indicators: 东莞, 东莞市, dongguan, 441900, dg …"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancmp.compare.catalogue import Catalogue, keys_of
from plancmp.compare.errors import Bilingual, UsageError
from plancmp.compare.model import Audience, Indicator, Jurisdiction, Plan
from plancmp.compare.names import folded, names_of
from plancmp.compare.record import record
from plancmp.compare.suggest import did_you_mean

__all__ = ["Selection", "find_indicator", "find_jurisdiction", "select_plans"]


@record
class Selection:
    """Plans that were asked for, and places of which no plan of the audience is collected."""

    plans: tuple[Plan, ...]
    not_collected: tuple[tuple[Jurisdiction, Audience | None], ...] = ()


def find_jurisdiction(catalogue: Catalogue, text: str) -> Jurisdiction | None:
    """The place of a name, code, pinyin or unique initials; None when there is none.

    Raises :class:`UsageError` when several places answer.
    """
    wanted = folded(text)
    found = catalogue.places_named(wanted)
    if not found:
        found = catalogue.places_named(wanted, initials=True)
        local = [p for p in found if any(q.complete for q in catalogue.plans_of({p.id}))]
        found = local or found
    if len(found) > 1:
        zh = "、".join(f"{p.short}（{p.id}）" for p in found)
        en = ", ".join(f"{p.en} ({p.id})" for p in found)
        raise UsageError(
            f"“{text}”不止一个地方：{zh}；请写全名或 id",
            f"“{text}” is several places: {en}; give the full name or an id",
        )
    return found[0] if found else None


def _unknown_place(catalogue: Catalogue, text: str) -> UsageError:
    from difflib import get_close_matches

    wanted = folded(text)
    known: dict[str, Bilingual] = {}
    for place in catalogue.jurisdictions.values():
        for name in names_of(place):
            known[folded(name)] = (place.short, place.en)
    for plan in catalogue.plans.values():
        known[folded(plan.id)] = (plan.id, plan.id)
    close = [name for name in known if wanted and name.startswith(wanted)]
    if not close:
        close = get_close_matches(wanted, list(known), n=9, cutoff=0.5)
        # of equally good guesses the one that begins alike: people mistype the end of a name
        close = sorted(close, key=lambda name: not name.startswith(wanted[:1]))[:1]
    zh, en = ("用 plancmp plans 查看收录的规划", "see plancmp plans for those in the catalogue")
    if meant := list(dict.fromkeys(known[name] for name in close))[:3]:
        zh, en = did_you_mean("”或“".join(a for a, _ in meant), "” or “".join(b for _, b in meant))
    return UsageError(
        f"没有叫“{text}”的地方或规划；{zh}", f"no place or plan is called “{text}”; {en}"
    )


def _of_audience(plan: Plan, audience: Audience | None) -> Plan:
    if audience is not None and plan.audience not in (audience, None):
        raise UsageError(
            f"{plan.id} 不是 {audience} 规划；去掉 --audience，或换一份规划",
            f"{plan.id} is not a plan for {audience}; leave out --audience, or name another plan",
        )
    return plan


def select_plans(
    catalogue: Catalogue, names: Sequence[str] = (), audience: Audience | None = None
) -> Selection:
    """The plans of the named places or plan ids, in the order named; all local plans when none
    is named.

    Raises :class:`UsageError` for a name nothing answers to, with a suggestion.
    """
    if not names:
        return Selection(tuple(catalogue.local_plans(audience)))
    plans: dict[str, Plan] = {}
    absent: list[tuple[Jurisdiction, Audience | None]] = []
    for name in names:
        if name in catalogue.plans:
            plans[name] = _of_audience(catalogue.plans[name], audience)
            continue
        place = find_jurisdiction(catalogue, name)
        if place is None:
            raise _unknown_place(catalogue, name)
        mine = [
            p
            for p in catalogue.plans_of({place.id})
            if p.role == "plan" and (audience is None or p.audience is audience)
        ]
        if not mine:
            absent.append((place, audience))
        for plan in mine:
            plans[plan.id] = plan
    return Selection(tuple(plans.values()), tuple(absent))


def _indicator_names(indicator: Indicator) -> list[str]:
    return [indicator.id, indicator.zh, indicator.en, *indicator.aliases]


def find_indicator(catalogue: Catalogue, text: str) -> Indicator:
    """The indicator of an id, a Chinese or English name, an alias, or part of one.

    Raises :class:`UsageError` listing the candidates when several fit, or with a suggestion
    when none does.
    """
    wanted = folded(text)
    if text in catalogue.indicators:
        return catalogue.indicators[text]
    indicators = list(catalogue.indicators.values())
    exact = [i for i in indicators if wanted in {folded(n) for n in _indicator_names(i)}]
    if len(exact) == 1:
        return exact[0]
    partial = exact or [
        i for i in indicators if wanted and any(wanted in folded(n) for n in _indicator_names(i))
    ]
    if len(partial) > 1:
        stated = {name for p in catalogue.plans.values() for name, _ in keys_of(p.targets)}
        partial = [i for i in partial if i.id in stated] or partial
    if len(partial) == 1:
        return partial[0]
    if partial:
        zh, en = _listed(partial)
        raise UsageError(
            f"“{text}”对应 {len(partial)} 个指标，请写明：{zh}",
            f"“{text}” fits {len(partial)} indicators; say which: {en}",
        )
    close = _close(indicators, wanted)
    zh, en = ("用 plancmp indicators 查看全部指标", "see plancmp indicators for all of them")
    if close:
        zh, en = _listed(close)
        zh, en = f"是不是{zh}？", f"did you mean {en}?"
    raise UsageError(f"没有叫“{text}”的指标；{zh}", f"no indicator is called “{text}”; {en}")


def _close(indicators: Iterable[Indicator], wanted: str) -> list[Indicator]:
    from difflib import get_close_matches

    by_name = {folded(n): i for i in indicators for n in _indicator_names(i)}
    found = get_close_matches(wanted, list(by_name), n=3, cutoff=0.55)
    return list({by_name[n].id: by_name[n] for n in found}.values())


def _listed(indicators: Sequence[Indicator], limit: int = 12) -> Bilingual:
    zh = "、".join(f"{i.zh}（{i.id}）" for i in indicators[:limit])
    en = ", ".join(f"{i.en} ({i.id})" for i in indicators[:limit])
    return (zh, en) if len(indicators) <= limit else (f"{zh} 等", f"{en} and others")
