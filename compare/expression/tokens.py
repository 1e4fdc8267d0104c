"""Cuts a normalised text into the words of the grammar, each with its place.

The longest word of :mod:`~plancmp.compare.expression.lexicon` that fits wins; what is in no
table is an opaque word. Numerals in characters count as numbers only before a unit
(两项, not 两性), and a number after 第 never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from plancmp.compare.expression.lexicon import (
    LONGEST,
    UNITS_AFTER_NUMBER,
    WORDS,
    Lexeme,
    Only,
    Role,
)
from plancmp.compare.expression.numerals import (
    Numeral,
    chinese_year,
    match_fraction,
    match_numeral,
    shifted,
)
from plancmp.compare.expression.unreadable import Unreadable
from plancmp.compare.model import Op

__all__ = ["Token", "tokenise"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text: what it is, where it starts, and what it says if it says a thing."""

    role: Role
    text: str
    start: int
    op: Op | None = None
    number: Decimal | None = None
    unit: str | None = None
    year: int | None = None

    @property
    def end(self) -> int:
        """The index after its last character."""
        return self.start + len(self.text)


_YEAR: Final = re.compile(
    r"((?:19|20)[0-9]{2})(?:年(?:底|末|前|度)?|(?=[、和,](?:19|20)[0-9]{2}年))"
)
_PERIOD: Final = re.compile(r"(?:19|20)[0-9]{2}年?-(?:19|20)[0-9]{2}年(?:期间)?")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MAGNITUDE: Final = re.compile("百万|千万|[百千万亿]")
_PLACES: Final = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8}
_HALF_HOUR: Final = re.compile("(?<!个)(?:([0-9]+|[一二两三四五六七八九十]+)个)?半个?小时")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*")
_ORDINAL: Final = re.compile("第(?:[0-9]+|[零一二三四五六七八九十百]+)")
# 一人一策 is no number of people; 一百一十 is one.
_IDIOM: Final = re.compile(r"一(?![十百千万])[\u4e00-\u9fff]一[\u4e00-\u9fff]")
_SOME_TENS: Final = re.compile("[几数]十")
_NUMERAL_CHARACTERS: Final = re.compile("[零〇一二两三四五六七八九十百千万]+")
_IN_FULL: Final = re.compile("应([\u4e00-\u9fff]{1,2})尽\\1")  # 应援尽援
_PER: Final = re.compile(
    "每(?:[0-9]+[百千万]?|[一二两三四五六七八九十百千万]+)?"
    "(?:个|所|名|家|位|人|处|座|间|支|户|对|班|村|镇|校|园|县|区|市|乡)?"
)
_MARKS: Final = {"“": "”", "《": "》", "‘": "’", "(": ")"}
_FIGURE: Final = re.compile(
    "分之|%|‰|[0-9](?!周?岁|年|级|个?月)(?:" + "|".join(map(re.escape, UNITS_AFTER_NUMBER)) + ")"
)
_DIGITS_LIMIT: Final = 12
_LONGEST_UNIT: Final = max(map(len, UNITS_AFTER_NUMBER))


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a normalised text; the last is an END without length.

    Raises :class:`Unreadable` for a number with more than twelve digits on either side.
    """
    tokens: list[Token] = []
    position = pending = 0
    while position < len(text):
        # What the last token was matters only if nothing unknown stands in between.
        last = tokens[-1] if tokens and pending == position else None
        token = _token(text, position, last)
        if token is None:
            position += 1
            continue
        tokens += _unknown(text, pending, position)
        tokens.append(token)
        position = pending = token.end
    tokens += _unknown(text, pending, position)
    tokens.append(Token(Role.END, "", len(text)))
    return tuple(tokens)


def _unknown(text: str, start: int, end: int) -> Iterator[Token]:
    """What no table knows: a run of letters is a word, any other sign is a sign."""
    for run in re.finditer(r"[^\W_](?:[^\W_]|[·-])*|[\W_]", text[start:end]):
        role = Role.WORD if run.group()[0].isalnum() else Role.SIGN
        yield Token(role, run.group(), start + run.start())


def _token(text: str, at: int, last: Token | None) -> Token | None:
    for pattern in (_PERIOD, _ORDINAL, _IDIOM):
        if found := pattern.match(text, at):
            return Token(Role.WORD, found.group(), at)
    if (found := _SOME_TENS.match(text, at)) and _unit_at(text, found.end()):
        return Token(Role.WORD, found.group(), at)
    if year := _year(text, at):
        return year
    if last is not None and last.role is Role.NUMBER and last.unit is None:
        unit = _unit_at(text, at)
        if unit:
            return Token(Role.UNIT, unit, at, unit=UNITS_AFTER_NUMBER[unit])
    if text[at] == " ":
        return Token(Role.GAP, " ", at)
    if found := _IN_FULL.match(text, at):
        return Token(Role.ALL, found.group(), at)
    return (
        _dash(text, at, last)
        or _lexeme(text, at, last)
        or _number(text, at)
        or _estimate(text, at)
        or _per(text, at)
        or _marked(text, at)
        or _latin(text, at)
    )


def _year(text: str, at: int) -> Token | None:
    if found := _YEAR.match(text, at):
        return Token(Role.YEAR, found.group(), at, year=int(found[1]))
    year = chinese_year(text, at)
    return Token(Role.YEAR, text[at : at + 5], at, year=year) if year else None


def _dash(text: str, at: int, last: Token | None) -> Token | None:
    amount = last is not None and last.role in (Role.NUMBER, Role.UNIT)
    if amount and text[at] in "-~至到" and _number(text, at + 1) and not _year(text, at + 1):
        return Token(Role.DASH, text[at], at)
    return None


def _lexeme(text: str, at: int, last: Token | None) -> Token | None:
    for length in range(LONGEST, 0, -1):
        word = text[at : at + length]
        if lexeme := WORDS.get(word):
            here = _in_place(lexeme, text, at + len(word), last)
            return Token(lexeme.role, word, at, op=lexeme.op) if here else None
    return None


def _in_place(lexeme: Lexeme, text: str, end: int, last: Token | None) -> bool:
    match lexeme.only:
        case Only.BEFORE_NUMBER:
            return _number(text, end) is not None and _year(text, end) is None
        case Only.BEFORE_YEAR:
            return _year(text, end) is not None
        case Only.BEFORE_NUMBER_OR_YEAR:
            return _number(text, end) is not None or _year(text, end) is not None
        case Only.AFTER_AMOUNT:
            return last is not None and last.role in (Role.NUMBER, Role.UNIT)
        case _:
            return True


def _unit_at(text: str, at: int) -> str | None:
    for length in range(_LONGEST_UNIT, 0, -1):
        unit = text[at : at + length]
        if unit in UNITS_AFTER_NUMBER:
            return unit
    return None


def _number(text: str, at: int) -> Token | None:
    numeral = match_fraction(text, at)
    if numeral:
        return _number_token(text, at, numeral)
    if found := _HALF_HOUR.match(text, at):
        hours = _hours(found[1])
        if hours is not None:
            minutes = hours * 60 + 30
            return Token(Role.NUMBER, found.group(), at, number=minutes, unit="分钟")
    if found := (_GROUPED.match(text, at) or _NUMBER.match(text, at)):
        return _arabic(text, at, found.group())
    return _chinese(text, at)


def _hours(text: str | None) -> Decimal | None:
    if text is None:
        return Decimal(0)
    if text.isascii():
        return Decimal(text)
    numeral = match_numeral(text, 0)
    return numeral.value if numeral else None


def _arabic(text: str, at: int, digits: str) -> Token:
    whole, _, fraction = digits.replace(",", "").partition(".")
    if max(len(whole), len(fraction)) > _DIGITS_LIMIT:
        raise Unreadable("数字太长，不像目标值", "a number this long is no target value", at)
    value, end = Decimal(digits.replace(",", "")), at + len(digits)
    found = _MAGNITUDE.match(text, end)
    if found and _unit_at(text, end) is None:  # 5万个, but not 5千米
        value, end = shifted(value, _PLACES[found.group()]), found.end()
    return Token(Role.NUMBER, text[at:end], at, number=value)


def _chinese(text: str, at: int) -> Token | None:
    numeral = match_numeral(text, at)
    if numeral is None:
        return None
    unit = _unit_at(text, numeral.end)
    known = unit is not None and UNITS_AFTER_NUMBER[unit] is not None
    if known or _goes_on(text, numeral.end):
        return _number_token(text, at, numeral)
    return None


def _goes_on(text: str, at: int) -> bool:
    """Whether a range (两至三所) follows, whose unit stands at its end."""
    if text[at : at + 1] not in {"至", "到", "-"}:
        return False
    upper = match_numeral(text, at + 1)
    return upper is not None and _unit_at(text, upper.end) is not None


def _number_token(text: str, at: int, numeral: Numeral) -> Token:
    shown = text[at : numeral.end]
    return Token(Role.NUMBER, shown, at, number=numeral.value, unit=numeral.unit)


def _estimate(text: str, at: int) -> Token | None:
    """Numeral characters that are no number (两三个, 几十个, 三孩): never cut a number out of them."""
    found = _NUMERAL_CHARACTERS.match(text, at)
    return Token(Role.WORD, found.group(), at) if found else None


def _per(text: str, at: int) -> Token | None:
    found = _PER.match(text, at)
    return Token(Role.PER, found.group(), at) if found else None


def _marked(text: str, at: int) -> Token | None:
    """A title, quotation or bracket is one opaque word, unless it is a word of the grammar."""
    close = _MARKS.get(text[at])
    if close is None:
        return None
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] == text[at]) - (text[end] == close)
        if depth == 0:
            inside = text[at + 1 : end]
            break
    else:
        return None
    known = WORDS.get(inside)
    if (known and known.role is Role.ALL) or _IN_FULL.fullmatch(inside):
        return Token(Role.ALL, text[at : end + 1], at)
    figure = close == ")" and _FIGURE.search(inside)
    return Token(Role.ASIDE if figure else Role.WORD, text[at : end + 1], at)


def _latin(text: str, at: int) -> Token | None:
    found = _LATIN.match(text, at)
    return Token(Role.WORD, found.group(), at) if found else None
