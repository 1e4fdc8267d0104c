"""How many slips the proof would catch: seeded random mutations of the catalogue in memory.

Each mutation makes one slip a curator can make: a figure, a bound, a unit, a due year, a part,
a base value, a place, or a target left out. It is caught if ``plancmp verify`` or ``plancmp
validate`` finds something that was not there before. Told apart are mutations that leave a true
catalogue (equivalent), and what is beyond the proof: a statement without a figure that is left
out of an item with other entries, and an entry whose `reading` says why it departs from its
expression.

Usage: python scripts/mutate_catalogue.py --sources DIR [--count 300] [--seed 1]

Exit status: 0 done, 2 trouble.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import PlancmpError
from plancmp.compare.goal import format_goal
from plancmp.compare.loader import load
from plancmp.compare.model import Locator, Op, Plan, Target
from plancmp.compare.proof.coverage import occurrences
from plancmp.compare.proof.document import Document
from plancmp.compare.proof.verify import prove_plan, read_plans
from plancmp.compare.sources import read_sources
from plancmp.compare.units import UNITS
from plancmp.compare.validate import validate_catalogue


@dataclass(frozen=True)
class Mutation:
    """One slip: the target as it would be, or None where it is left out."""

    kind: str
    plan: Plan
    old: Target
    new: Target | None

    def __str__(self) -> str:
        new = self.new
        if new is None:
            return f"{self.old.id}: left out"
        return (
            f"{self.old.id}: {format_goal(self.old.goal)}@{self.old.year} -> "
            f"{format_goal(new.goal)}@{new.year}, part {self.old.part} -> {new.part}, "
            f"{_place(self.old.locator)} -> {_place(new.locator)}"
        )


def _place(where: Locator | None) -> str:
    return f"{where.heading} {where.list} {where.item}" if where else "-"


Maker = Callable[[random.Random, Target, Document, Plan], Target | None]


def _step(value: Decimal, rng: random.Random) -> Decimal:
    """The value with its last printed digit one up or down."""
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return value - step if value > step and rng.random() < 0.5 else value + step


def figure(rng: random.Random, target: Target, document: Document, plan: Plan) -> Target | None:
    """The goal's figure alone."""
    goal = target.goal
    if goal.value is None:
        return None
    return replace(target, goal=replace(goal, value=_step(goal.value, rng)))


def figure_everywhere(
    rng: random.Random, target: Target, document: Document, plan: Plan
) -> Target | None:
    """The figure in goal and expression alike."""
    goal = target.goal
    if goal.value is None or str(goal.value) not in target.written:
        return None
    value = _step(goal.value, rng)
    written = target.written.replace(str(goal.value), str(value))
    return replace(target, goal=replace(goal, value=value), written=written)


_OTHER_BOUND = {
    Op.GE: (Op.GT, Op.LE), Op.LE: (Op.LT, Op.GE), Op.GT: (Op.GE,), Op.LT: (Op.LE,),
    Op.APPROX: (Op.GE, Op.EQ), Op.INCREASE: (Op.DECREASE,), Op.DECREASE: (Op.INCREASE,),
    Op.CONTROL: (Op.INCREASE,), Op.MAINTAIN: (Op.INCREASE,),
}  # fmt: skip


def bound(rng: random.Random, target: Target, document: Document, plan: Plan) -> Target | None:
    """Another operator."""
    others = _OTHER_BOUND.get(target.goal.op) if target.goal.op else None
    if not others:
        return None
    return replace(target, goal=replace(target.goal, op=rng.choice(others)))


_OTHER_WORD = (
    ("以上", "以下"), ("以下", "以上"), ("不低于", "不高于"), ("超过", "不超过"), ("左右", "以上"),
    ("提高", "降低"), ("降低", "提高"), ("上升", "下降"), ("下降", "上升"),
)  # fmt: skip


def bound_word(rng: random.Random, target: Target, document: Document, plan: Plan) -> Target | None:
    """The word of the bound in the expression."""
    words = [(old, new) for old, new in _OTHER_WORD if old in target.written]
    if not words:
        return None
    old, new = rng.choice(words)
    return replace(target, written=target.written.replace(old, new, 1))


def unit(rng: random.Random, target: Target, document: Document, plan: Plan) -> Target | None:
    """A unit of the same sort, such as ‰ for %."""
    own = target.goal.unit
    if own is None:
        return None
    others = [u for u, unit in UNITS.items() if u != own and unit.is_share and UNITS[own].is_share]
    return replace(target, goal=replace(target.goal, unit=rng.choice(others))) if others else None


def year(rng: random.Random, target: Target, document: Document, plan: Plan) -> Target | None:
    """Another due year."""
    others = [y for y in (2025, 2030, 2035) if y != target.year]
    return replace(target, goal=replace(target.goal, year=rng.choice(others)))


def year_left_out(
    rng: random.Random, target: Target, document: Document, plan: Plan
) -> Target | None:
    """A due year of its own forgotten."""
    if target.year == plan.end:
        return None
    return replace(target, goal=replace(target.goal, year=plan.end))


def part(rng: random.Random, target: Target, document: Document, plan: Plan) -> Target | None:
    """Another part of the same expression."""
    if target.part is None or target.goal.value is None:
        return None
    return replace(target, part=target.part % 3 + 1)


def base(rng: random.Random, target: Target, document: Document, plan: Plan) -> Target | None:
    """The base value, or the base year."""
    goal = target.goal
    if goal.base_value is not None:
        return replace(target, goal=replace(goal, base_value=_step(goal.base_value, rng)))
    if goal.base_year is not None:
        return replace(target, goal=replace(goal, base_year=goal.base_year - 1))
    return None


def other_item(rng: random.Random, target: Target, document: Document, plan: Plan) -> Target | None:
    """Another item of the same list."""
    where = target.locator
    if where is None:
        return None
    items = [
        p.where
        for p in document.passages
        if p.where.list is where.list and p.where.heading == where.heading and p.where != where
    ]
    if not items or not where.item:
        return None
    return replace(target, locator=replace(where, item=rng.choice(items).item))


def other_heading(
    rng: random.Random, target: Target, document: Document, plan: Plan
) -> Target | None:
    """The same item under another heading."""
    where = target.locator
    if where is None:
        return None
    headings = sorted({p.where.heading for p in document.passages} - {where.heading})
    return replace(target, locator=replace(where, heading=rng.choice(headings)))


def figure_left_out(
    rng: random.Random, target: Target, document: Document, plan: Plan
) -> Target | None:
    """A target with a figure left out; what comes back unchanged is dropped by the caller."""
    return target if target.goal.value is not None else None


def words_left_out(
    rng: random.Random, target: Target, document: Document, plan: Plan
) -> Target | None:
    """A target without a figure left out."""
    return target if target.goal.value is None else None


KINDS: dict[str, Maker] = {
    "figure (goal)": figure,
    "figure (goal and text)": figure_everywhere,
    "bound (goal)": bound,
    "bound (word)": bound_word,
    "unit": unit,
    "due year": year,
    "due year left out": year_left_out,
    "part": part,
    "base": base,
    "other item": other_item,
    "other heading": other_heading,
    "figure left out": figure_left_out,
    "words left out": words_left_out,
}


@dataclass
class Bench:
    """The true catalogue with its documents, and what it finds unmutated."""

    catalogue: Catalogue
    documents: dict[str, Document]
    sha256: dict[str, str]
    quiet: dict[str, tuple[set[str], set[str]]] = field(default_factory=dict)

    def findings(self, plan: Plan) -> tuple[set[str], set[str]]:
        """What verify and validate say about one plan."""
        alone = replace(self.catalogue, plans={plan.id: plan})
        _, found = prove_plan(alone, plan, self.documents[plan.id], self.sha256[plan.id])
        proved = {f"{f.code} {f.where} {f.target} {f.subject}" for f in found}
        return proved, {problem.what for problem in validate_catalogue(alone)}

    def caught(self, mutation: Mutation) -> tuple[bool, bool]:
        """Whether verify, and whether validate, find something new."""
        plan = mutation.plan
        if plan.id not in self.quiet:
            self.quiet[plan.id] = self.findings(plan)
        targets: list[Target] = []
        for target in plan.targets:
            if target is not mutation.old:
                targets.append(target)
            elif mutation.new is not None:
                targets.append(mutation.new)
        proved, sound = self.findings(replace(plan, targets=tuple(targets)))
        before = self.quiet[plan.id]
        return bool(proved - before[0]), bool(sound - before[1])


def verdict(mutation: Mutation, document: Document) -> tuple[str, str]:
    """What a mutation nobody caught is: equivalent, beyond the proof, or missed; and why."""
    old, new = mutation.old, mutation.new
    if new is None and old.goal.value is None:
        return "beyond", "no figure to miss, and its item has other entries"
    if new is not None and new.locator != old.locator and new.locator is not None:
        there = document.at(new.locator)
        if there is not None and occurrences(old.written, there):
            return "equivalent", "the other place says the same"
    if old.reading is not None:
        return "beyond", "goal and expression differ for a reason given in `reading`"
    return "missed", "MISSED"


def mutations(bench: Bench, count: int, seed: int) -> Iterator[Mutation]:
    """``count`` mutations in turn by kind, none of them twice; fewer if there are no more."""
    rng = random.Random(seed)
    plans = [p for p in bench.catalogue.plans.values() if p.id in bench.documents]
    everything = [(p, t) for p in plans for t in p.targets if t.locator]
    queues = {kind: iter(rng.sample(everything, len(everything))) for kind in KINDS}
    while queues and count:
        for kind in list(queues):
            made = _next(kind, queues[kind], rng, bench)
            if made is None:
                del queues[kind]
            elif count:
                count -= 1
                yield made


def _next(
    kind: str, queue: Iterator[tuple[Plan, Target]], rng: random.Random, bench: Bench
) -> Mutation | None:
    for plan, target in queue:
        new = KINDS[kind](rng, target, bench.documents[plan.id], plan)
        if new is not None:
            return Mutation(kind, plan, target, None if new is target else new)
    return None


def open_bench(folder: Path) -> Bench:
    """The built-in catalogue with the texts of a folder. Raises PlancmpError."""
    catalogue = load()
    plans = [p for p in catalogue.plans.values() if p.source_file]
    sources = read_sources(folder, plans)
    readings = read_plans(catalogue, sources)
    documents = {p.id: readings[p.source_file or ""].documents[p.title] for p in plans}
    return Bench(catalogue, documents, {p.id: sources[p.source_file or ""].sha256 for p in plans})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the mutations and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sources", type=Path, required=True, metavar="DIR")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    try:
        bench = open_bench(options.sources)
    except PlancmpError as error:
        sys.stderr.write(f"mutate_catalogue: {error}\n")
        return 2
    tally: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    told: list[str] = []
    for mutation in mutations(bench, options.count, options.seed):
        counts = tally[mutation.kind]
        by_verify, by_validate = bench.caught(mutation)
        counts["made"] += 1
        counts["verify"] += by_verify
        counts["validate"] += by_validate
        counts["caught"] += by_verify or by_validate
        if not by_verify and not by_validate:
            what, why = verdict(mutation, bench.documents[mutation.plan.id])
            counts[what] += 1
            told.append(f"{mutation.kind}, {why}: {mutation}")
    _print(tally, told)
    return 0


def _print(tally: dict[str, Counter[str]], told: Sequence[str]) -> None:
    columns = ("made", "verify", "validate", "caught", "equivalent", "beyond", "missed")
    rows = [*tally.items(), ("all", sum(tally.values(), Counter()))]
    sys.stdout.write("".join([f"{'mutation':24}", *(f"{c:>12}" for c in columns)]) + "\n")
    for kind, counts in rows:
        sys.stdout.write("".join([f"{kind:24}", *(f"{counts[c]:>12}" for c in columns)]) + "\n")
    for line in told:
        sys.stdout.write(f"- {line}\n")


if __name__ == "__main__":
    sys.exit(main())
