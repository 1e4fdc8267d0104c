"""Synthetic catalogues for the benchmarks: invented counties, one file a plan.

Indicators, kinds, units and values are drawn from the real plans' distribution, so that rows are
as long and as varied as real ones; places, titles and figures are invented, every id begins with
``synthetic-``, and nothing here is ever mixed with the real catalogue.
"""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.goal import format_goal
from plancmp.compare.loader import builtin_files, load
from plancmp.compare.model import Audience, Kind, Target

__all__ = ["write_catalogue"]

TARGETS = 100
PROVINCES = 31


def write_catalogue(folder: Path, plans: int, seed: int = 1) -> None:
    """Write a catalogue of so many plans into an empty folder."""
    real = load()
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    for name in ("indicators.yaml", "baselines.yaml", "observed.yaml"):
        source = next(p for p in builtin_files() if p.name == name)
        (folder / name).write_text(source.read_text("utf-8"), "utf-8")
    (folder / "places.yaml").write_text(_places(real, plans), "utf-8")
    pools = {a: [t for p in real.local_plans(a) for t in p.targets] for a in Audience}
    for number in range(plans):
        audience = Audience.CHILDREN if number % 2 == 0 else Audience.WOMEN
        text = _plan(number, audience, pools[audience], chance)
        (folder / f"plan-{number:05}.yaml").write_text(text, "utf-8")


def _places(real: Catalogue, plans: int) -> str:
    lines = ["catalogue: {version: synthetic, schema: 1}", "", "jurisdictions:"]
    for place in real.jurisdictions.values():
        code = f", code: '{place.code}'" if place.code else ""
        parent = f", parent: {place.parent}" if place.parent else ""
        lines.append(
            f"- {{id: {place.id}{code}, name: {place.name}, short: {place.short}, "
            f"pinyin: {place.pinyin}, en: {place.en}, level: {place.level}{parent}}}"
        )
    for number in range(PROVINCES):
        lines.append(
            f"- {{id: synthetic-province-{number:02}, name: 合成省{number:02}, "
            f"short: 合成省{number:02}, pinyin: he cheng sheng {number}, "
            f"en: Synthetic Province {number}, level: province, parent: nation}}"
        )
    for number in range((plans + 1) // 2):
        lines.append(
            f"- {{id: synthetic-{number:04}, name: 合成县{number:04}, short: 合成{number:04}, "
            f"pinyin: he cheng {number}, en: Synthetic County {number}, level: county, "
            f"parent: synthetic-province-{number % PROVINCES:02}}}"
        )
    lines += ["", "scopes:"]
    for scope in real.scopes.values():
        free = ", size_free: true" if scope.size_free else ""
        lines.append(f"- {{id: {scope.id}, zh: {scope.zh}, en: {scope.en}{free}}}")
    return "\n".join(lines) + "\n"


def _plan(number: int, audience: Audience, pool: list[Target], chance: random.Random) -> str:
    end = chance.choice((2025, 2030, 2030))
    lines = [
        "plans:",
        f"- id: synthetic-{number // 2:04}-{audience}",
        f"  jurisdiction: synthetic-{number // 2:04}",
        f"  audience: {audience}",
        f"  title: 合成规划{number:05}",
        "  number_note: 合成数据",
        f"  period: 2021–{end}",
        "  sections:",
        "  - heading: 合成领域",
        "    goals:",
    ]
    chosen: dict[tuple[str, str | None], Target] = {}
    for target in chance.sample(pool, min(len(pool), TARGETS * 2)):
        chosen.setdefault((target.indicator, target.scope), target)
    for item, target in enumerate(list(chosen.values())[:TARGETS], 1):
        lines.append(f"      {item}:")
        lines.append(f"      - indicator: {target.indicator}")
        lines.append(f"        goal: '{_goal(target, chance)}'")
        lines.append(f"        written: '合成{item}'")
        if target.scope:
            lines.append(f"        scope: {target.scope}")
        if target.goal.kind is Kind.QUALITATIVE:
            lines.append("        label: 合成")
    return "\n".join(lines) + "\n"


def _goal(target: Target, chance: random.Random) -> str:
    """The real goal with its last digit moved now and then."""
    text = format_goal(target.goal)
    value = target.goal.value
    if value is None or target.goal.value_max is not None or chance.random() < 0.5:
        return text
    step = Decimal(1).scaleb(value.as_tuple().exponent)  # type: ignore[arg-type]
    moved = value + step * chance.choice((-1, 1))
    return text.replace(str(value), str(moved), 1) if moved > 0 else text
