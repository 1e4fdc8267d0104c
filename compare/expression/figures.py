"""Lists of figures: 分别降至2.0‰、3.0‰和4.0‰以下, 至少1.12名、床位3.17张, 95%的城市社区.

    figures := item { separator item } [ nouns ]
    item    := { frame | adverb | verb group | bound | noun phrase } amount [ bound ] [ nouns ]

A bound after the last item covers the items before it, one before the first covers those
after it; an item with a bound of its own keeps that. A new verb starts a new group, which
bounds do not cross.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from plancmp.compare.expression.cursor import Cursor, Expected
from plancmp.compare.expression.lexicon import UNMEASURABLE, Role
from plancmp.compare.expression.phrases import amount, frame, noun_phrase, verb_group
from plancmp.compare.expression.syntax import Amount, Figure, Frame, Verb
from plancmp.compare.expression.unreadable import Unreadable
from plancmp.compare.model import Op
from plancmp.compare.units import UNITS

__all__ = ["figures"]

_SKIPPED: Final = (
    Role.ADVERB, Role.FIRM, Role.STRIVE, Role.ENCOURAGE, Role.COLON,
)  # fmt: skip
_CLAUSE_END: Final = (Role.SEPARATOR, Role.STOP, Role.END)
_TO_A_LEVEL: Final = (Role.REACH, Role.CONTROL)
_UNIT: Final = Expected("单位", "a unit")
_LEVEL: Final = Expected("“到”“至”，或以百分数计的幅度", "到 or 至, or a change in per cent")
_END: Final = Expected("顿号、“和”或句末", "a separator or the end")


@dataclass
class _Item:
    """A figure being read; what it lacks is filled in from its neighbours."""

    frame: Frame
    verb: Verb | None
    amount: Amount = field(init=False)
    new_verb: bool = False
    new_years: bool = False
    before: Op | None = None
    after: Op | None = None
    each: bool = False
    times: int = 1
    tail: str = ""

    @property
    def bounds(self) -> tuple[Op, ...]:
        return tuple(op for op in (self.before, self.after) if op)


def figures(c: Cursor) -> list[Figure] | None:
    """Read a list of figures up to the end of the clause, or nothing.

    Raises :class:`Unreadable` where a figure was found that cannot be told: no unit, or
    years that do not match the figures.
    """
    start = c.index
    items: list[_Item] = []
    while True:
        here = c.index
        if items and not c.take(Role.SEPARATOR):
            break
        item = _item(c, items[-1] if items else None)
        if item is None:
            c.index = here
            break
        items.append(item)
    if items:
        _more_nouns(c, items[-1])
        if c.at(*_CLAUSE_END):
            _share_units(c, items)
            return _dated(items, _shared_bounds(items))
        c.miss(_END)
    c.index = start
    return None


def _more_nouns(c: Cursor, last: _Item) -> None:
    """100个基地、公园和学校: the nouns of the last figure may run on, but not over 全覆盖."""
    here = c.index
    if last.tail and c.take(Role.SEPARATOR):
        noun_phrase(c, lists=True)
    if not c.at(*_CLAUSE_END) or any(t.role is Role.ALL for t in c.tokens[here : c.index]):
        c.index = here


def _item(c: Cursor, previous: _Item | None) -> _Item | None:
    item = _lead(c, previous)
    here = c.index
    found = amount(c)
    if found is None:
        return None
    item.amount = found
    if item.verb and item.verb.is_change and not _adds(item.verb, item.frame, found):
        c.index = here
        c.miss(_LEVEL)
        return None
    return item if _trail(c, item) else None


def _adds(verb: Verb, around: Frame, amount: Amount) -> bool:
    """增加3个 adds things to be counted, but 较2020年增加3个 says no number of them."""
    if verb.main is not Role.RAISE or around.base_year is not None:
        return False
    return amount.unit in UNITS and UNITS[amount.unit].is_count


def _lead(c: Cursor, previous: _Item | None) -> _Item:
    item = _Item(previous.frame, previous.verb) if previous else _Item(Frame(), None)
    listed = 1
    while True:
        if (found := frame(c, item.frame)) is not None:
            item.new_years |= found.years != item.frame.years
            item.frame = found
        elif c.take(*_SKIPPED):
            pass
        elif token := c.take(Role.EACH):
            item.each = True
            item.times = listed if token.text == "各" else 1
        elif item.before is None and (op := c.bound(Role.BEFORE)):
            item.before = op
        elif verb := verb_group(c):
            item.verb, item.new_verb = verb, True
        elif item.verb and item.verb.is_change and _goes_to_a_level(c):
            pass  # 提高参保率,达到95%: one statement, the change and its end
        elif nouns := noun_phrase(c, lists=not item.new_verb):
            listed = nouns
        else:
            return item


def _goes_to_a_level(c: Cursor) -> bool:
    here = c.index
    if c.take(Role.SEPARATOR) and c.at(*_TO_A_LEVEL):
        return True
    c.index = here
    return False


def _trail(c: Cursor, item: _Item) -> bool:
    here = c.index
    if c.take(Role.WORD) and not c.at(Role.AFTER):
        c.index = here  # 15/10万活产数以下, 2名医生以上: the bound may stand after the noun
    item.after = c.bound(Role.AFTER)
    if not item.amount.measure:
        if not c.at(*_CLAUSE_END):
            c.miss(_UNIT)
            return False
        return True
    start = c.token.start
    while noun_phrase(c, lists=False) or c.take(Role.EACH):
        pass
    item.tail = c.text[start : c.token.start]
    # 建立一个机制 and 五个一工程 name a thing, they do not count it.
    named = c.text[item.amount.start] in "一二两三四五六七八九十" and item.amount.measure == "个"
    if named and item.tail.endswith(UNMEASURABLE):
        raise Unreadable(
            f"“{item.tail}”是名称，前面的数不是目标",
            f"“{item.tail}” is the name of a thing, not a count of it",
            item.amount.start,
        )
    return True


def _share_units(c: Cursor, items: list[_Item]) -> None:
    """2.0、3.0和4.0‰: the unit after the last is that of all; a table's is the indicator's."""
    unit = c.unit
    for item in reversed(items):
        place = item.amount.end - len(item.amount.measure)  # where the unit stands, or should
        if item.amount.measure:
            unit = item.amount.unit
        elif unit is None:
            raise Unreadable("数后面没有单位", "a number without a unit", item.amount.end)
        else:
            item.amount = replace(item.amount, unit=unit)
        if item.amount.unit not in UNITS:
            shown = item.amount.measure
            raise Unreadable(f"单位“{shown}”不在单位表内", f"“{shown}” is not a known unit", place)
        if item.new_verb:
            unit = c.unit


def _shared_bounds(items: list[_Item]) -> list[tuple[Op, ...]]:
    out = []
    for i, item in enumerate(items):
        bounds = item.bounds
        if not bounds and (op := _bound_before(items[: i + 1]) or _bound_after(items[i + 1 :])):
            bounds = (op,)
        out.append(bounds)
    return out


def _bound_before(items: list[_Item]) -> Op | None:
    for item in reversed(items):
        if item.before or item.new_verb:
            return item.before
    return None


def _bound_after(items: list[_Item]) -> Op | None:
    for item in items:
        if item.after or item.new_verb:
            return None if item.new_verb else item.after
    return None


def _dated(items: list[_Item], bounds: list[tuple[Op, ...]]) -> list[Figure]:
    """Give every figure its year: 2025年和2030年分别达50%和60% is one each."""
    out: list[Figure] = []
    starts = [i for i, item in enumerate(items) if i == 0 or item.new_years]
    for start, stop in pairwise([*starts, len(items)]):
        run = [_figure(items[i], bounds[i]) for i in range(start, stop)]
        years = items[start].frame.years
        if len(years) < 2:
            out += run
        elif len(run) == 1 and items[start].each:
            out += [_due(run[0], year) for year in years]
        elif len(run) == len(years):
            out += map(_due, run, years)
        else:
            raise Unreadable(
                f"有{len(years)}个年份、{len(run)}个数，对不上",
                f"{len(years)} years cannot be matched with {len(run)} figures",
                items[start].amount.start,
            )
    return out


def _due(figure: Figure, year: int) -> Figure:
    return replace(figure, frame=replace(figure.frame, years=(year,)))


def _figure(item: _Item, bounds: tuple[Op, ...]) -> Figure:
    assert item.amount.unit is not None  # shared out before
    dimension = UNITS[item.amount.unit].dimension
    return Figure(
        item.amount, bounds, item.verb, item.frame, item.times,
        within=item.tail.endswith("圈") and dimension in {"time", "length"},
        of=bool(item.tail),
    )  # fmt: skip
