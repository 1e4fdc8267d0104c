"""Units of measure: which can be compared, and by what exact factor.

Every figure is a :class:`~decimal.Decimal` from text to text. A binary float would turn
8.2 ‰ into 819.999… per 100,000, and a comparison at the bound would come out wrong.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from plancmp.compare.errors import NotationError
from plancmp.compare.record import record

__all__ = ["UNITS", "Unit", "distance_unit", "number_text", "scaled", "unit_name", "unit_of"]


@record
class Unit:
    """A unit as it is printed, the dimension it measures and its size in that dimension.

    Two units compare when their dimension is the same; ``size`` is then the exact factor
    (% is 0.01 of one, /10万 is 0.00001 of one).
    """

    symbol: str
    dimension: str
    size: Decimal
    en: str

    @property
    def is_count(self) -> bool:
        """Whether it counts things or people, so that totals depend on the size of a place."""
        return self.dimension.startswith("count:")

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a countable whole, so that 100 % means all of it."""
        return self.dimension == "share"


_ONE: Final = Decimal(1)

_COUNTS: Final = {
    "名": "people", "人": "people", "个": "", "家": "", "所": "", "处": "", "项": "items",
    "支": "teams", "次": "times", "次/年": "times a year", "间": "rooms", "对": "pairs",
    "类": "kinds", "种": "kinds", "门": "subjects", "件": "items", "条": "lines", "座": "", "张": "beds",
    "辆": "vehicles", "场": "sessions", "台": "sets", "级": "levels", "本": "books",
}  # fmt: skip


def _units() -> dict[str, Unit]:
    rows = [
        Unit("%", "share", Decimal("0.01"), "%"),
        Unit("‰", "share", Decimal("0.001"), "‰"),
        Unit("/万", "share", Decimal("0.0001"), "per 10,000"),
        Unit("/10万", "share", Decimal("0.00001"), "per 100,000"),
        Unit("个百分点", "points", Decimal("0.01"), "percentage points"),
        Unit("个千分点", "points", Decimal("0.001"), "per-mille points"),
        Unit("个百分点/年", "points a year", Decimal("0.01"), "percentage points a year"),
        Unit("%/年", "share a year", Decimal("0.01"), "% a year"),
        Unit("名/千名儿童", "per 1000 children", _ONE, "per 1,000 children"),
        Unit("张/千名儿童", "beds per 1000 children", _ONE, "beds per 1,000 children"),
        Unit("个/千人", "per 1000 residents", _ONE, "per 1,000 residents"),
        Unit("小时", "time", Decimal(60), "hours"),
        Unit("分钟", "time", _ONE, "minutes"),
        Unit("公里", "length", _ONE, "km"),
        Unit("岁", "age", _ONE, "years of age"),
        Unit("年", "years", _ONE, "years"),
        Unit("学年", "school years", _ONE, "school years"),
        Unit(":1", "ratio", _ONE, ": 1"),
        Unit("女=100", "sex ratio", _ONE, "boys per 100 girls"),
        Unit("类水质", "water class", _ONE, "water quality class"),
    ]
    rows += [Unit(word, f"count:{word}", _ONE, en) for word, en in _COUNTS.items()]
    return {u.symbol: u for u in rows}


UNITS: Final[dict[str, Unit]] = _units()
"""Every unit a target may carry, by its printed symbol."""

_ALIASES: Final = {
    "％": "%", "pp": "个百分点", "百分点": "个百分点", "pp/yr": "个百分点/年",
    "百分点/年": "个百分点/年", "千分点": "个千分点", "/100000": "/10万", "/10 万": "/10万",
    "/100k": "/10万", "/10000": "/万", "h": "小时", "min": "分钟", "km": "公里",
    "permille": "‰", "o/oo": "‰", "％/年": "%/年", "%/yr": "%/年",
}  # fmt: skip


def unit_of(symbol: str) -> Unit:
    """The unit of a printed symbol or of one of its ASCII spellings (``pp/yr``, ``/100000``).

    Raises :class:`NotationError` for a unit that is not in the list.
    """
    try:
        return UNITS[_ALIASES.get(symbol, symbol)]
    except KeyError:
        raise NotationError(
            f"不认识的单位“{symbol}”；可用：{'、'.join(UNITS)}",
            f"unknown unit “{symbol}”; use one of: {', '.join(UNITS)}",
        ) from None


def unit_name(symbol: str, lang: str = "zh") -> str:
    """What a unit is called: its symbol, in English its name."""
    return symbol if lang == "zh" else UNITS[symbol].en or "number"


def scaled(value: Decimal, unit: str) -> Decimal:
    """``value`` in the base size of its dimension, exactly: 2.0 ‰ is 0.0020."""
    return value * UNITS[unit].size


def number_text(value: Decimal) -> str:
    """A figure as it was typed, never in powers of ten: ``0.0000001``, not ``1E-7``."""
    return format(value, "f")


def distance_unit(unit: str) -> str:
    """The unit of a difference: shares differ in points, other units in themselves."""
    return {"%": "个百分点", "‰": "个千分点"}.get(unit, unit)
