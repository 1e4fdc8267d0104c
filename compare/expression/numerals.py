"""Numbers in Chinese characters: 十五, 一百二十, 九十五点五, 百分之五, 十万分之九.

A run of numeral characters that is no well-formed number (十四五, 两三, 百) is not one:
names and estimates are written with them, and neither is a figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import inf
from typing import Final

__all__ = [
    "Numeral",
    "chinese_integer",
    "chinese_year",
    "match_fraction",
    "match_numeral",
    "shifted",
]

_DIGITS: Final = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_RUN: Final = re.compile("[零〇一二两三四五六七八九十百千万]+")
_POINT: Final = re.compile("点([零〇一二三四五六七八九]{1,12})(?![零〇一二三四五六七八九])")
_ARABIC: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
_OF: Final = re.compile("([零〇一二两三四五六七八九十百千万]+|10?万)分之")
_YEAR: Final = re.compile("(?:一九|二[零〇○])[零〇○一二三四五六七八九]{2}年")

_WHOLE_WORDS: Final = (("百分百", 100), ("百分之百", 100), ("半数", 50), ("一半", 50))
_MOST_PLACES: Final = 12
_UNIT_OF_DENOMINATOR: Final = {100: "%", 1000: "‰", 10_000: "/万", 100_000: "/10万"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read at some place: its value, its unit if it carries one (百分之), its end."""

    value: Decimal
    end: int
    unit: str | None = None


def shifted(value: Decimal, places: int) -> Decimal:
    """``value`` times ten to the ``places``, exactly and without an exponent: 1.5 by 4 is 15000."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    exponent += places
    return Decimal((sign, digits + (0,) * exponent, min(exponent, 0)))


def chinese_integer(text: str) -> int | None:
    """The integer a run of numeral characters writes, or None if it is not well formed."""
    high, separator, low = text.partition("万")
    if not separator:
        return _below_ten_thousand(text)
    upper = _below_ten_thousand(high)
    if upper is None or not low:
        return upper and upper * 10_000
    # 三万五 is said for 35000, 三万零五 is 30005.
    lower = None if low in _DIGITS else _below_ten_thousand(low.removeprefix("零"))
    return None if lower is None else upper * 10_000 + lower


def _below_ten_thousand(text: str) -> int | None:
    if text in _DIGITS:
        return _DIGITS[text]
    total, place, position = 0, inf, 0
    while position < len(text):
        zero = text[position] in "零〇"
        if zero:
            if total == 0 or place == 10:
                return None
            position += 1
        digit = _DIGITS.get(text[position : position + 1], 0)
        step = 1 if digit else 0
        next_place = _PLACES.get(text[position + step : position + step + 1])
        if next_place is None:
            # The last digit stands for the ones, and needs a ten or a zero before it (一百零五).
            last = digit > 0 and position + 1 == len(text) and (place == 10 or zero)
            return total + digit if last else None
        # Only ten may do without a one before it, and only at the start (十五, not 百五).
        if (digit == 0 and (next_place != 10 or total)) or next_place >= place:
            return None
        total += max(digit, 1) * next_place
        place = next_place
        position += step + 1
    return total or None


def match_numeral(text: str, start: int) -> Numeral | None:
    """The Chinese number that starts at ``start`` (九十五点五, 十五), or None."""
    run = _RUN.match(text, start)
    if not run:
        return None
    value = chinese_integer(run.group())
    if value is None:
        return None
    point = _POINT.match(text, run.end())
    if point:
        fraction = "".join(str(_DIGITS[c]) for c in point[1])
        return Numeral(Decimal(f"{value}.{fraction}"), point.end())
    return Numeral(Decimal(value), run.end())


def chinese_year(text: str, start: int) -> int | None:
    """The year 二〇三〇年, 二零二五年 written digit by digit at ``start``, or None."""
    found = _YEAR.match(text, start)
    if not found:
        return None
    return int("".join(str(_DIGITS[c]) for c in found.group()[:-1]))


def match_fraction(text: str, start: int) -> Numeral | None:
    """The fraction that starts at ``start``: 百分之五 is 5 %, 万分之一 1 /万, 十万分之九 9 /10万.

    Other denominators are turned into per cent where that is exact (五分之一 is 20 %), and
    are no number where it is not (三分之一).
    """
    for word, value in _WHOLE_WORDS:
        if text.startswith(word, start):
            return Numeral(Decimal(value), start + len(word), "%")
    found = _OF.match(text, start)
    if not found:
        return None
    denominator = _denominator(found[1])
    numerator = _number(text, found.end())
    if not denominator or numerator is None:
        return None
    unit = _UNIT_OF_DENOMINATOR.get(denominator)
    if unit:
        return Numeral(numerator.value, numerator.end, unit)
    share = _exact(Fraction(numerator.value) * 100 / denominator)
    return None if share is None else Numeral(share, numerator.end, "%")


def _exact(number: Fraction) -> Decimal | None:
    """The number as a decimal if it has a finite one (its denominator divides a power of ten)."""
    for places in range(_MOST_PLACES):
        if (number * 10**places).denominator == 1:
            return shifted(Decimal(int(number * 10**places)), -places)
    return None


def _denominator(text: str) -> int | None:
    plain = {"百": 100, "千": 1000, "万": 10_000, "10万": 100_000, "1万": 10_000}.get(text)
    return plain or chinese_integer(text)


def _number(text: str, start: int) -> Numeral | None:
    found = _ARABIC.match(text, start)
    if found:
        return Numeral(Decimal(found.group()), found.end())
    return match_numeral(text, start)
