"""What is fuzzed, and what must hold for any input: one target a way in or out.

A target turns bytes into the text, file or catalogue that the code under test reads, and fails
(AssertionError, or whatever the code lets through) where a promise is broken. Nothing here needs
atheris: ``python scripts/fuzz.py --seeds`` runs every target on its seeds alone.
"""

# ruff: noqa: E402, PT017 - the tests' helpers come first on the path; no pytest here

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
sys.path.insert(0, str(TESTS))  # the readers of Markdown and HTML, the small catalogues

from plancmp.cli.tables import render_sheets
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import check_plans
from plancmp.compare.coverage import coverage
from plancmp.compare.diff import diff_plans
from plancmp.compare.errors import CatalogueError, NotationError, UnusableCacheError
from plancmp.compare.expression import Unreadable, read_expression
from plancmp.compare.expression.lexicon import UNITS_AFTER_NUMBER, WORDS
from plancmp.compare.expression.normalise import normalise
from plancmp.compare.expression.numerals import (
    chinese_integer,
    chinese_year,
    match_fraction,
    match_numeral,
)
from plancmp.compare.formats import Document
from plancmp.compare.goal import format_goal, goal_text, parse_goal
from plancmp.compare.lint.engine import lint_plans
from plancmp.compare.listing import list_indicators, list_plans, list_targets
from plancmp.compare.loader import load
from plancmp.compare.model import Audience, Goal, Polarity
from plancmp.compare.page import render_page
from plancmp.compare.page.markup import data_block, tag
from plancmp.compare.page.markup import visible as on_page
from plancmp.compare.profile import profile
from plancmp.compare.proof.document import squeeze
from plancmp.compare.proof.numerals import numerals
from plancmp.compare.proof.verify import prove, read_plans
from plancmp.compare.sheets import Sheet, sheets_of
from plancmp.compare.show import show_indicator
from plancmp.compare.sources import SourceError, SourceText, read_sources
from plancmp.compare.units import UNITS, unit_of
from plancmp.compare.validate import validate_catalogue
from table_reports import (
    assert_csv_reads_back,
    assert_json_reads_back,
    assert_markdown_reads_back,
    assert_nothing_is_lost,
    of_one_table,
    rendered,
    sheet_of,
)

__all__ = ["TARGETS", "Target", "edited"]


_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_Words = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Target:
    """A way in or out: its seeds, the check every input must pass, the words inputs are made of."""

    name: str
    seeds: Callable[[], Iterable[bytes]]
    check: Callable[[bytes], None]
    words: tuple[tuple[str, ...], ...] = ()
    longest: int = 400


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _files(pattern: str) -> list[Path]:
    return sorted(ROOT.glob(pattern))


@cache
def _workplace() -> Path:
    """A folder for files that live for one input, where the system keeps temporary files."""
    return Path(tempfile.mkdtemp())


def cleared() -> None:
    """Take away what the targets wrote."""
    if _workplace.cache_info().currsize:
        shutil.rmtree(_workplace(), ignore_errors=True)


# -- mutation of texts ----------------------------------------------------------------------------


def edited(data: bytes, words: _Words, others: Sequence[bytes], seed: int) -> bytes:
    """The input with one to four edits that leave it mostly a Chinese text: words put in, taken
    out, doubled, moved, a number changed, a stretch of another input."""
    dice = random.Random(seed)
    text = _text(data)
    for _ in range(dice.choice((1, 1, 1, 2, 2, 4))):
        text = _edit(text, words, others, dice)
    return text.encode("utf-8", "surrogateescape")


def _edit(text: str, words: _Words, others: Sequence[bytes], dice: random.Random) -> str:
    kind = dice.randrange(11)
    start = dice.randrange(len(text) + 1)
    end = min(len(text), start + dice.choice((0, 0, 1, 1, 2, 3, 5, 20)))
    if kind < 2 and words:
        return text[:start] + dice.choice(dice.choice(words)) + text[end:]
    if kind < 5 and words:
        sort = dice.choice(words)  # one word for another of its sort
        there = [(text.find(word, start), word) for word in sort]
        there = [(at, word) for at, word in there if at >= 0]
        if there:
            at, word = dice.choice(there)
            return text[:at] + dice.choice(sort) + text[at + len(word) :]
    if kind == 5:
        return text[:start] + text[end + 1 :]
    if kind == 6:
        return text[:end] + text[start:]
    if kind == 7 and others:
        other = _text(dice.choice(others))
        here = dice.randrange(len(other) + 1)
        return text[:start] + other[here : here + dice.choice((3, 10, 40, 400))] + text[end:]
    if kind == 8:
        digits = [i for i, c in enumerate(text) if c.isdigit()]
        if digits:
            at = dice.choice(digits)
            return text[:at] + dice.choice("0123456789.09") + text[at + 1 :]
    lines = text.split("\n")
    if kind == 9 and len(lines) > 1:
        here, there = dice.randrange(len(lines)), dice.randrange(len(lines))
        return "\n".join(
            dice.choice(
                (
                    [*lines[:here], *lines[here + 1 :]],
                    [*lines[:here], lines[there], *lines[here:]],
                    [
                        *lines[:here],
                        " " * dice.randrange(9) + lines[here].lstrip(),
                        *lines[here + 1 :],
                    ],
                )
            )
        )
    return (
        text[:start]
        + chr(dice.choice((dice.randrange(128), 0x4E00 + dice.randrange(200))))
        + text[end:]
    )


# -- the notation of goals --------------------------------------------------------------------------

_GOAL_WORDS = (
    ("≥", ">=", "≤", "<=", ">", "<", "=", "≈", "~", "−", "+", "-", "hold ", "hold ≥"),
    ("–", "..", "@", "@2020", "@1999=", "=7.17", "[", "]", "[全省平均]", "[a b]", " ", "　"),
    ("up", "down", "↑", "↓", "control", "maintain", "all", "qualitative"),
    (*UNITS, "pp/yr", "pp", "百分点", "个百分点/年", "千分点", "/100000", "permille", "h", "min"),
    ("0", "1", "98.50", "999999999999", "9999999999999", "0.000000000001"),
)  # fmt: skip


def _goal_seeds() -> Iterator[bytes]:
    for path in _files("data/*.yaml"):
        for line in path.read_text("utf-8").splitlines():
            if "goal: " in line:
                yield line.partition("goal: ")[2].strip("'\"").encode()
    yield from (b"hold >=90%", "2–3所".encode(), "≥87%[市定目标]@2020".encode())


def _goal(data: bytes) -> None:
    """A goal or a NotationError with a reason; what is read, written and read again is the same."""
    text = _text(data)
    try:
        goal = parse_goal(text, 2030)
    except NotationError as refused:
        assert refused.zh
        assert refused.en
        return
    _survives(goal)


def _survives(goal: Goal) -> None:
    """The goal written in the notation is the goal; it reads as one line in both languages."""
    written = format_goal(goal)
    again = parse_goal(written, goal.year)
    assert again == goal, f"{goal} → {written} → {again}"
    assert format_goal(again) == written
    for lang in ("zh", "en"):
        shown = goal_text(goal, lang)
        assert shown.strip()
        assert len(shown.splitlines()) == 1, shown
        assert "None" not in shown


# -- expressions --------------------------------------------------------------------------------------

_HAN = tuple("零〇一二两三四五六七八九十百千万亿点第每各半几数余约")
_BY_ROLE = tuple(
    tuple(word for word, lexeme in WORDS.items() if lexeme.role is role)
    for role in dict.fromkeys(lexeme.role for lexeme in WORDS.values())
)
_EXPRESSION_WORDS = (
    *_BY_ROLE,
    tuple(UNITS_AFTER_NUMBER), tuple(unit for unit in UNITS_AFTER_NUMBER.values() if unit), _HAN,
    ("95", "2.0", "5", "１２", "1,000", "十五", "两", "999999999999", "0.000000000001", "5万亿", "百分之五",
     "十万分之九", "万分之三", "三分之一", "五分之二", "百分百", "半小时", "一个半小时", "5成"),
    ("2025年", "二〇三〇年", "到2025年", "2021-2025年", "以2020年为基数", "较2020年", "年均", "每年", "每两年"),
    ("儿童", "率", "水平", "全省平均水平", "市定目标", "规定标准", "的", "不低于全省平均水平的", "上升趋势"),
    ("“", "”", "（", "）", "〔", "］", "[", "]", "《", "》", "、", "，", "。", "；", "：", " ", "\n", "-", "—", "~",
     "@", "=", "/", "％", "应援尽援", "\x1b", "\x00"),
)  # fmt: skip
_POLARITIES = tuple(Polarity)
_OWN_UNITS = (None, *UNITS, "没有的单位")


def _expression_seeds() -> Iterator[bytes]:
    """Everything that any plan says, with the polarities and units in turn."""
    said = []
    for path in [*_files("data/*.yaml"), *_files("tests/proof_cases/*/plans.yaml")]:
        for line in path.read_text("utf-8").splitlines():
            if "written: " in line:
                said.append(line.partition("written: ")[2].strip("'\"} "))
    for number, text in enumerate(dict.fromkeys(said)):
        head = bytes((97 + number % len(_POLARITIES), 97 + number % 20))
        yield head + text.encode()


def _expression(data: bytes) -> None:
    """Read or refused with a reason and a place in the text; what is read is in the notation."""
    polarity = _POLARITIES[data[0] % len(_POLARITIES)] if data else Polarity.NONE
    unit = _OWN_UNITS[(data[1] - 97) % len(_OWN_UNITS)] if len(data) > 1 else None
    text = _text(data[2:])
    try:
        found = read_expression(text, polarity=polarity, unit=unit)
    except Unreadable as refused:
        assert 0 <= refused.position <= len(normalise(text))
        assert refused.reason_zh
        assert refused.reason_en
        return
    assert found.goals
    for goal in found.goals:
        assert goal.unit is None or goal.unit in UNITS
        _survives(goal)


# -- numbers and units ----------------------------------------------------------------------------------

_NUMBER_WORDS = (
    (*UNITS, "名", "%", "‰", "个百分点", "年"),
    (*_HAN, "○", "分之", "百分之", "千分之", "10万分之", "100000分之", "百分百", "一半", "半数", "点五", "点"),
    ("0", "12", "3.5", "999999999999", "二〇三〇年", "一九", "两", "十五个"),
)  # fmt: skip


def _number_seeds() -> Iterator[bytes]:
    words = ("九十五点五", "一百二十", "百分之五", "十万分之九", "五分之一", "三分之二", "二〇三〇年", "一万零五",
             "十五", "两三个", "3.5分之1", "百分之百", "一千零一", "％", "pp/yr")  # fmt: skip
    yield from (word.encode() for word in words)
    yield from _expression_seeds()


def _number(data: bytes) -> None:
    """A number at any place of a text: never negative, never beyond the text, exact."""
    text = _text(data)
    for start in range(min(len(text), 60)):
        for match in (match_numeral, match_fraction):
            found = match(text, start)
            if found is not None:
                assert start < found.end <= len(text)
                assert found.value >= 0
                assert "E" not in str(found.value), str(found.value)
                assert found.unit is None or found.unit in UNITS
        year = chinese_year(text, start)
        assert year is None or 1900 <= year < 2100
    whole = chinese_integer(text)
    assert whole is None or 0 <= whole <= 99_999_999
    position = 0
    for one in numerals(squeeze(text)):
        assert one.start >= position
        assert one.end > one.start
        assert squeeze(text)[one.start : one.end] == one.text
        position = one.end
    try:
        unit = unit_of(text)
    except NotationError:
        return
    assert UNITS[unit.symbol] is unit


# -- catalogue files ----------------------------------------------------------------------------------------

_YAML_WORDS = (
    ("plans:\n", "indicators:\n", "scopes:\n", "jurisdictions:\n", "observed:\n", "exclusions:\n", "waivers:\n",
     "catalogue: {version: x, schema: 1}\n", "sections:\n", "targets:\n", "goals:\n", "measures:\n",
     "overall:\n", "projects:\n"),
    ("- id: ", "heading: ", "goal: ", "written: ", "indicator: ", "year: ", "part: ", "scope: ", "match: ", "note: ",
     "firmness: ", "confidence: ", "evidence: [", "suspect: {", "period: ", "audience: ", "jurisdiction: ", "parent: ",
     "expires: ", "issued: ", "complete: ", "role: ", "not_applicable: {", "plausible: ", "cap: ", "polarity: ",
     "level: ", "label: ", "title: ", "short: ", "value: ", "item: ", "ordinal: ", "numeral: ", "list: ", "unit: "),
    ("infant-mortality", "enrolment-rate", "nurseries", "nation", "lanxi", "lanxi-children", "nation-children",
     "urban", "children", "women", "goals", "measures", "near", "exact", "strive", "recalled", "none", "higher",
     "lower", "county", "province", "sector", "draft", "health", "percent-above-100"),
    ("≥98%", "≤5‰", "hold ≥90%", "−20%@2020", "all", "↑", "qualitative", "2–3所", "≈46%", "≥[全省平均]", "=0‰",
     "<8.78/10万@2020=7.17", "999999999999所", "0.000000000001%", "≥0%"),
    ("2025", "2021–2030", "1990", "2100", "2027-02-30", "2021-12-29", "0", "1", "999999999", "'50'", "0–100",
     "100–0", "010", "1_000", "12:30", "true", "false", "no", "null", "~", "''", '" "'),
    ("'", '"', "\\n", "\\e", "\\0", "\\u202e", '"\\x1b[31m"', '"a\\nb"', '? "a\\nb"\n: c\n', "|\n", ">-\n",
     "- ", ": ", ", ", "{", "}", "[", "]", "&a ", "*a", "<<: ", "!!str ", "!x%1b ", "!<a%0a> ", "? ", "# ", "---\n",
     "...\n", "%YAML 1.1\n", "%x\n", "\t", "  ", "\n", "\r", "\x85", "\u2028", "\ufeff", "\u202e", "\x7f"),
    ("儿童", "5‰以下", "95%以上", "全覆盖", "100%", "兰溪"),
)  # fmt: skip
_BASE = """\
catalogue: {version: base, schema: 1}
jurisdictions:
- {id: nation, name: 中华人民共和国, short: 国家, pinyin: guo jia, en: China, level: nation}
indicators:
- {id: infant-mortality, zh: 婴儿死亡率, en: Infant mortality, field: health, unit: ‰, polarity: lower}
- {id: enrolment-rate, zh: 毛入学率, en: Enrolment rate, field: education, unit: '%', polarity: higher}
scopes:
- {id: urban, zh: 城市, en: urban}
"""
_SMALL = """\
jurisdictions:
- {id: lanxi, code: '330781', name: 兰溪市, short: 兰溪, pinyin: lan xi, en: Lanxi, level: county, parent: nation}
indicators:
- {id: nurseries, zh: 托育机构数, en: Nurseries, field: welfare, unit: 所, polarity: higher, plausible: 0–100}
plans:
- id: lanxi-children
  jurisdiction: lanxi
  audience: children
  title: 兰溪市儿童发展规划
  number_note: 未印文号
  issued: 2021-12-29
  period: 2021–2030
  source: {file: a.txt, sha256: d12c0260ff9595163cdb93df4834c649e531d18e4881f5ee00e283289d213465}
  not_applicable: {enrolment-rate: 没有学校}
  sections:
  - heading: 儿童与健康
    goals:
      1:
      - {indicator: infant-mortality, goal: ≤5‰, written: 控制在5‰以下, scope: urban, year: 2025}
      - indicator: nurseries
        goal: ≥2所
        written: 至少2所
        suspect: {printed: '2', likely: '3', reason: 印错}
    measures:
      0:
      - {indicator: enrolment-rate, goal: all, written: 全覆盖, match: near, note: 口径不同}
- id: nation-children
  jurisdiction: nation
  audience: children
  title: 中国儿童发展纲要
  number: 国发〔2021〕16号
  period: 2021–2030
  complete: false
  targets:
  - {indicator: infant-mortality, goal: ≤5.0‰, written: 5.0‰以下, confidence: secondary, evidence: [报告]}
observed:
- {indicator: infant-mortality, jurisdiction: nation, year: 2020, value: 5.4‰}
exclusions:
- {plan: lanxi-children, heading: 健康, list: goals, item: 1, numeral: '3', reason: 年龄}
waivers:
- {target: lanxi-children/infant-mortality~urban@2025, rule: percent-above-100, reason: 原文如此, expires: 2027-01-01}
"""


def _overlay_seeds() -> Iterator[bytes]:
    yield _SMALL.encode()
    for block in _SMALL.split("plans:\n")[1].split("- id: ")[1:3]:
        yield f"plans:\n- id: {block}".encode()
    for path in _files("tests/bad_catalogues/*/*.yaml"):
        if path.is_file():  # one of them is a folder, which is its fault
            yield path.read_bytes()
    for path in [*_files("examples/*.yaml"), *_files("tests/proof_cases/*/plans.yaml")]:
        yield path.read_bytes()
    for path in _files("data/*.yaml"):  # a stretch of each section as it is
        yield path.read_bytes()[:1500].rpartition(b"\n")[0]


@cache
def _base() -> Path:
    path = _workplace() / "base.yaml"
    path.write_text(_BASE, encoding="utf-8")
    return path


def _overlay(data: bytes) -> Path:
    path = _workplace() / "overlay.yaml"
    path.write_bytes(data)
    return path


def _catalogue(data: bytes) -> None:
    """A catalogue, or a CatalogueError whose every problem is one line with file and line."""
    path = _overlay(data)
    try:
        book = load(_base(), [path])
    except CatalogueError as error:
        _told_well(error, path, data)
        return
    last = _lines(data)
    for one in book.targets():
        if one.at.file == str(path):
            assert 1 <= one.at.line <= last
        _survives(one.goal)
    assert len({t.id for t in book.targets()}) == len(list(book.targets()))


def _lines(data: bytes) -> int:
    return len(_text(data).splitlines()) + 1


def _told_well(error: CatalogueError, path: Path, data: bytes) -> None:
    assert error.problems
    for problem in error.problems:
        assert problem.file in (str(path), str(_base()))
        nothing = not _text(data).lstrip("\ufeff").strip() or "是空的" in problem.what[0]
        assert problem.line >= 1 or nothing, problem
        assert problem.line <= (_lines(data) if problem.file == str(path) else 8), problem
        for lang in ("zh", "en"):
            said = problem.text(lang)
            assert len(said.splitlines()) == 1, said
            unseen = [c for c in said if unicodedata.category(c) in _UNSEEN]
            assert not unseen, ascii(said)


def _compiled(data: bytes) -> None:
    """With a cache and without it: the same catalogue or the same problems, when it is compiled
    and when it is read back."""
    path = _overlay(data)
    cache_folder = _workplace() / "compiled"
    shutil.rmtree(cache_folder, ignore_errors=True)
    plain = _outcome(path, None)
    assert _outcome(path, cache_folder) == plain
    assert _outcome(path, cache_folder) == plain


def _outcome(path: Path, folder: Path | None) -> object:
    try:
        return _whole(load(_base(), [path], cache=folder))
    except CatalogueError as error:
        return error.problems


def _whole(book: Catalogue) -> tuple[object, ...]:
    """Everything a catalogue holds, in its order, its names looked up as the commands do."""
    plans = [(key, replace(plan, targets=tuple(plan.targets))) for key, plan in book.plans.items()]
    places = dict(book.jurisdictions.items())
    return (
        book.version,
        plans,
        list(places.items()),
        list(book.scopes.items()),
        list(book.indicators.items()),
        list(book.observations),
        list(book.exclusions),
        list(book.waivers),
        [(key, book.indicators[key], len(book.plans)) for key in book.indicators],
        [sorted(p.id for p in book.places_named(place.short)) for place in places.values()],
        [[p.id for p in book.plans_of({key})] for key in places],
    )


def _reports(data: bytes) -> None:
    """Every report on a catalogue that loads, in every format that can be read back."""
    try:
        book = load(_base(), [_overlay(data)])
    except CatalogueError:
        return
    validate_catalogue(book)
    local = book.local_plans()
    children = Audience.CHILDREN
    reports: list[tuple[str, object]] = [
        ("list", list_targets(book, list(book.plans.values()))),
        ("plans", list_plans(book)),
        ("indicators", list_indicators(book)),
        ("lint", lint_plans(book, list(book.plans.values()))),
        ("show", show_indicator(book, book.indicators["infant-mortality"], local)),
    ]
    with_them = [p for p in local if p.audience is children]
    if local:
        reports.append(("check", check_plans(book, local)))
        reports.append(("profile", profile(book, local[0])))
    if with_them:
        reports.append(("diff", (diff_plans(book, with_them, children, show_all=True),)))
        reports.append(("coverage", coverage(book, with_them, children)))
    for lang in ("zh", "en"):
        for command, report in reports:
            document = Document(command, {}, book, report, "0", lang)
            sheets = sheets_of(book, report, lang)
            assert_markdown_reads_back(document, sheets)
            list(csv.reader(io.StringIO(rendered("csv", document), newline=""), strict=True))
            json.loads(rendered("json", document))
            render_sheets(sheets, to_terminal=False)


# -- source texts -------------------------------------------------------------------------------------------

_DOCUMENT_WORDS = (
    ("一、", "二、", "三、总体要求", "（一）", "（二）儿童与健康。", "1.", "2．", "3、", "二十一、", "十、"),
    ("主要目标：", "策略措施", "前言", "重点实事项目", "发展领域", "重点指标目标表", "云浦市少年成长“十四五”规划\n"),
    ("序号\n", "1\n", "2\n", "2025年\n", "(%)\n", "(1/10万)\n", "|---|", "\n", "\n\n"),
    ("12.5%", "3岁以下", "2030年", "百分之五", "十五个", "一", "95%以上", "10万分之3", "半小时"),
    ("。", "：", "；", "《", "》", "“", "”", "　", "\u200b", "\ufeff", "[bookmark:x]", "\t", "\x0c", "\u2028", "\r"),
)  # fmt: skip
_LAYOUTS = ("labelled", "prose", "two_plans", "table", "gazette")


@cache
def _proof_books() -> dict[str, Catalogue]:
    """The catalogue of each layout, made of the test's own cases."""
    from proof_texts import case

    books = {}
    for layout in _LAYOUTS:
        folder = _workplace() / f"proof-{layout}"
        folder.mkdir()
        books[layout] = case(folder, layout).catalogue
    return books


def _document_seeds() -> Iterator[bytes]:
    for number, layout in enumerate(_LAYOUTS):
        text = (TESTS / "proof_cases" / layout / "text.txt").read_bytes()
        yield bytes((97 + number,)) + text


def _document(data: bytes) -> None:
    """A text is taken apart without loss, each part where it says; its numerals all add up."""
    layout = _LAYOUTS[(data[0] - 97) % len(_LAYOUTS)] if data else "prose"
    book = _proof_books()[layout]
    plans = list(book.plans.values())
    folder = _workplace() / "sources"
    folder.mkdir(exist_ok=True)
    (folder / "text.txt").write_bytes(data[1:])
    try:
        sources = read_sources(folder, plans)
    except SourceError as refused:
        assert str(folder / "text.txt") in refused.zh
        return
    _taken_apart(book, sources)
    report = prove(book, plans, sources)
    for proof in report.plans:
        assert proof.numerals == proof.claimed + sum(proof.excluded.values()) + proof.uncovered
    for finding in report.findings:
        assert finding.line is None or 1 <= finding.line <= data[1:].count(b"\n") + 1


def _taken_apart(book: Catalogue, sources: dict[str, SourceText]) -> None:
    for name, reading in read_plans(book, sources).items():
        text = sources[name].text
        lines = text.split("\n")
        kept = Counter("".join(reading.outside))
        for document in reading.documents.values():
            for passage in document.passages:
                kept += Counter(passage.text.replace("\n", ""))
                assert 1 <= passage.line <= len(lines)
                first = passage.text.split("\n")[0]
                assert first[:1] in squeeze(lines[passage.line - 1]), (
                    passage,
                    lines[passage.line - 1],
                )
                assert document.at(passage.where) is passage
                for one in passage.numerals:
                    assert passage.text[one.start : one.end] == one.text
        assert kept == Counter(squeeze(text))


# -- the compiled cache ----------------------------------------------------------------------------------------


@cache
def _compiled_bytes() -> tuple[str, bytes, tuple[object, ...]]:
    """The file of a compiled catalogue: its name, its bytes, and what the catalogue holds."""
    path, folder = _overlay(_SMALL.encode()), _workplace() / "store"
    load(_base(), [path], cache=folder)
    (made,) = folder.glob("*.sqlite")
    return made.name, made.read_bytes(), _whole(load(_base(), [path]))


def _store_seeds() -> Iterator[bytes]:
    dice = random.Random(1)
    for length in (6, 6, 12, 12, 30, 60):
        yield bytes(dice.randrange(256) for _ in range(length))
    yield b""


def _store(data: bytes) -> None:
    """A damaged cache is not used: the catalogue that comes out is the one of the files, or
    UnusableCacheError tells that they must be read. Six bytes are one damage."""
    name, whole, expected = _compiled_bytes()
    path, folder = _workplace() / "overlay.yaml", _workplace() / "store"
    raw = bytearray(whole)
    for at in range(0, len(data) - 5, 6):
        _damage(raw, data[at : at + 6])
    for old in folder.iterdir():
        old.unlink()
    (folder / name).write_bytes(raw)
    try:
        found = _whole(load(_base(), [path], cache=folder))
    except UnusableCacheError:
        return
    assert found == expected, _difference(found, expected)


def _difference(found: tuple[object, ...], expected: tuple[object, ...]) -> str:
    return "\n".join(f"{a}\n  is not\n{b}" for a, b in zip(found, expected, strict=True) if a != b)


def _damage(raw: bytearray, how: bytes) -> None:
    kind, value = how[0], how[5]
    place = int.from_bytes(how[1:5], "big") % max(1, len(raw))
    if kind < 160:
        raw[place : place + 1] = bytes((value,))
    elif kind < 200:
        raw[place : place + value] = bytes(value)
    elif kind < 220:
        page = place // 4096 * 4096
        raw[page : page + 4096] = raw[:4096] if value % 2 else bytes(4096)
    elif kind < 240:
        text = bytes(raw)
        digits = [i for i in range(place, min(place + 4096, len(text))) if 48 <= text[i] < 58]
        if digits:
            raw[digits[value % len(digits)]] = 48 + value % 10
    elif kind < 250:
        del raw[place:]
    else:
        raw[place:place] = bytes((value,)) * 16


# -- formats ------------------------------------------------------------------------------------------------------

_CELL_WORDS = (
    ("|", "\\", "\\|", "`", "``", "*", "_", "~", "~~", "#", "!", "[", "](", ")", "- ", "1. ", "> ", "---", "    "),
    ("<", ">", "<br>", "&", "&lt;", "&#0;", "<script>", "</script>", "<!--", "-->", "]]>", '"', "'", "{", "}"),
    (",", ";", '""', "=", "=1+1", "+1", "-1", "@x", "'=1", "\t=1", "\r=1", "\n=1", "'"),
    ("\t", "\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "  ", "　", "\xa0"),
    ("\x00", "\x1b[31m", "\x07", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u0301", "\ue000", "\uffff",
     "\U0001f468\u200d\U0001f469", "\ufe0e", "\u00ad", "\U000e0041", "\u115f", "\u3164"),
    ("¦", "▲", " ≈", "†", "≥98%", "−20%（较2020年）", "儿童", "12.50", "www.a.b", "http://e.x", "$x$", ":+1:"),
)  # fmt: skip


def _cell_seeds() -> Iterator[bytes]:
    from hostile import EVERYTHING, FORMULAS

    yield "题¦指标¦值¦注¦说明¦婴儿死亡率¦≥98%（保持）▲¦原文存疑†¦a|b¦c\\d¦*e*".encode()
    yield "¦".join(("题", "甲", "乙", "丙", "注", *FORMULAS)).encode()
    yield EVERYTHING.encode("utf-8", "replace")


def _cells(data: bytes) -> None:
    """A table with any texts comes out of each format as it went in."""
    text = _text(data)
    title, *rest = [*text.split("¦"), *"abcde"]
    heads, note, cells = rest[:3], rest[3], rest[4:]
    rows = tuple(tuple(cells[i : i + 3]) for i in range(0, len(cells) - 2, 3)) or (("x", "y", "z"),)
    sheet = sheet_of(title, heads, rows, note)
    assert_markdown_reads_back(of_one_table(sheet), [sheet])
    assert_csv_reads_back(sheet)
    assert_json_reads_back(sheet)
    _html_reads_back([title, *heads, note, *cells])
    width = ("", "20", "60")[len(data) % 3]
    os.environ["COLUMNS"] = width
    _terminal_shows(render_sheets([sheet], to_terminal=False), sheet, int(width or 0))


def _html_reads_back(cells: Sequence[str]) -> None:
    from html_tree import parse

    for cell in cells:
        node = parse(tag("td", cell, title=cell)).one("td")
        assert node.text == node.attributes["title"] == on_page(cell)
        assert not node.elements
        block = parse(data_block("d", {cell: [cell]})).one("script")
        assert json.loads(block.text) == {on_page(cell): [on_page(cell)]}


def _terminal_shows(made: str, sheet: Sheet, width: int) -> None:
    from rich.cells import cell_len

    unseen = [c for c in made if c != "\n" and unicodedata.category(c) in _UNSEEN]
    assert not unseen, ascii(made)
    if width:
        assert max(cell_len(line) for line in made.splitlines()) <= max(width, 20), made
    assert_nothing_is_lost(made, sheet)


def _page(data: bytes) -> None:
    """A page of a catalogue whose every free text is the fuzzer's has the elements of the page
    whose texts are plain, and shows the text."""
    from html_tree import parse

    text = _text(data)
    made = render_page(*_laced(text), lang="zh", version=text)
    tree = parse(made)
    assert Counter(n.name for n in tree.walk()) == _plain_elements(), ascii(text)
    assert on_page(text).strip() in tree.text
    made.encode("utf-8")


def _laced(text: str) -> tuple[Catalogue, list[Any]]:
    from hostile import laced

    book = laced(_page_book(), f"文{text}")
    return book, book.local_plans()


@cache
def _page_book() -> Catalogue:
    return load(_base(), [_overlay(_SMALL.encode())])


@cache
def _plain_elements() -> Counter[str]:
    from html_tree import parse

    made = render_page(*_laced("字"), lang="zh", version="字")
    return Counter(n.name for n in parse(made).walk())


TARGETS = {
    target.name: target
    for target in (
        Target("goal", _goal_seeds, _goal, _GOAL_WORDS, 80),
        Target("expression", _expression_seeds, _expression, _EXPRESSION_WORDS, 400),
        Target("numbers", _number_seeds, _number, _NUMBER_WORDS, 120),
        Target("catalogue", _overlay_seeds, _catalogue, _YAML_WORDS, 6000),
        Target("compiled", _overlay_seeds, _compiled, _YAML_WORDS, 6000),
        Target("reports", _overlay_seeds, _reports, _YAML_WORDS, 6000),
        Target("document", _document_seeds, _document, _DOCUMENT_WORDS, 6000),
        Target("store", _store_seeds, _store, (), 60),
        Target("cells", _cell_seeds, _cells, _CELL_WORDS, 300),
        Target("page", _cell_seeds, _page, _CELL_WORDS, 200),
    )
}
"""Every target by its name."""
