"""Every numeral of a text: Arabic, a fraction in 分之 or 半, or Chinese before a measure word.

A Chinese numeral without a measure word after it is a word, not a figure (一体化, 两性,
十九大); so is one that is no well-formed number (千万家, 百名).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from plancmp.compare.expression.numerals import chinese_integer

__all__ = ["Numeral", "numerals"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral and where it stands; ``measure`` is the measure word that makes it one."""

    text: str
    start: int
    measure: str = ""

    @property
    def end(self) -> int:
        """The index after its last character; the measure word is not part of it."""
        return self.start + len(self.text)

    @property
    def is_year(self) -> bool:
        """Whether it is a calendar year in figures: 2025."""
        return bool(_YEAR.fullmatch(self.text))


_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")
_HAN: Final = "零〇○一二两三四五六七八九十百千万亿"
_MEASURES: Final = (
    "周岁|小时|分钟|公里|平方米|课时|"
    "[个名家所处项支次人位张件份座间台套辆条门本册户对组批期届级类种款轮任粒重大倍成折年岁月天日里米元节班"
    "孩胎镇乡村校园县区市街站层]"
)
_FIGURE: Final = re.compile(
    rf"[0-9]+(?:\.[0-9]+)?(?:分之[0-9{_HAN}]+|[十百千万亿]+)?"
    rf"|[{_HAN}]+分之(?:[0-9]+(?:\.[0-9]+)?|[{_HAN}]+(?:点[{_HAN}]+)?)"
    "|百分百|一半|半数|半(?=个?小时|天|年)"
)
_WORD: Final = re.compile(
    rf"(?P<number>[{_HAN}]+)(?:点[{_HAN}]+)?"
    rf"(?P<measure>{_MEASURES})"
)
_YEAR_IN_WORDS: Final = re.compile(rf"[一二][九〇○零][{_HAN}]{{2}}")


def numerals(text: str) -> Iterator[Numeral]:
    """The numerals of a squeezed text in order."""
    position = 0
    while position < len(text):
        found = _FIGURE.match(text, position)
        if found:
            yield Numeral(found[0], position)
            position = found.end()
            continue
        word = _WORD.match(text, position)
        if word and _is_number(word["number"]):
            yield Numeral(text[position : word.start("measure")], position, word["measure"])
            position = word.start("measure")
            continue
        position += 1 if not word else len(word["number"])


def _is_number(text: str) -> bool:
    return chinese_integer(text) is not None or bool(_YEAR_IN_WORDS.fullmatch(text))
