"""The rows of a catalogue file, one function a sort: from a mapping to what it stands for.

What is wrong with a row is noted with its line, and the rest of it is read on, so that one run
reports it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from plancmp.compare.catalogue import Exclusion, Waiver
from plancmp.compare.errors import NotationError
from plancmp.compare.goal import parse_goal
from plancmp.compare.model import (
    Audience,
    Confidence,
    Field,
    Firmness,
    Goal,
    Indicator,
    Jurisdiction,
    Kind,
    Level,
    ListName,
    Locator,
    Match,
    Observation,
    Place,
    Plan,
    Polarity,
    Scope,
    Suspect,
    Target,
)
from plancmp.compare.record import changed
from plancmp.compare.suggest import one_of
from plancmp.compare.units import unit_of
from plancmp.compare.yamlsource import Mapping, Problems

__all__ = [
    "ROLES",
    "STATUS",
    "RawPlan",
    "exclusion",
    "indicator",
    "jurisdiction",
    "observation",
    "plan",
    "rows_of",
    "scope",
    "waiver",
]

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PERIOD: Final = re.compile(r"(?P<start>(?:19|20)\d\d)?[–—-](?P<end>(?:19|20)\d\d)")
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
ROLES: Final = ("plan", "sector")
STATUS: Final = ("in-force", "ended", "draft")


@dataclass
class RawPlan:
    """A plan whose targets have no ids yet, each with where its problems go."""

    plan: Plan
    rows: list[tuple[Target, Problems]]


def rows_of(top: Mapping, key: str) -> Iterable[Mapping]:
    """The mappings of a list; every other item is a problem."""
    for node in top.sequence(key):
        if isinstance(node, Mapping):
            yield node
        else:
            node.problems.add(
                node.line,
                (
                    f"“{key}”的每一项应是“键: 值”",
                    f"every item of “{key}” should be lines “key: value”",
                ),
                ("写成 - id: …", "write it like - id: …"),
            )


def _id(row: Mapping) -> str | None:
    value = row.text("id", required=True)
    if value is not None and not _ID.fullmatch(value):
        row.problems.add(
            row.line_of("id"),
            (f"id“{value}”不合规", f"“{value}” is no valid id"),
            (
                "用小写英文字母、数字和连字符，如 infant-mortality",
                "use lower-case letters, digits and hyphens, like infant-mortality",
            ),
        )
        return None
    return value


def _at(row: Mapping) -> Place:
    return Place(row.problems.file, row.line)


def _decimal(row: Mapping, key: str) -> Decimal | None:
    value = row.text(key)
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,12})?", value):
        row.problems.add(
            row.line_of(key),
            (
                f"“{key}”应是小数，现在是“{value}”",
                f"“{key}” should be a decimal, but is “{value}”",
            ),
            ("写成如 '98.5'", "write it like '98.5'"),
        )
        return None
    return Decimal(value)


def jurisdiction(row: Mapping) -> Jurisdiction | None:
    """A place. None when it lacks what it cannot do without."""
    name = _id(row)
    code, full = row.text("code"), row.text("name", required=True)
    short, pinyin = row.text("short", required=True), row.text("pinyin", required=True)
    variants, en = row.texts("variants"), row.text("en", required=True)
    level: Level | None = row.choice("level", Level, required=True)
    parent = row.text("parent")
    row.finish()
    if code is not None and not re.fullmatch(r"[0-9]{6}", code):
        row.problems.add(
            row.line_of("code"),
            (f"代码“{code}”不是六位数字", f"code “{code}” is not six digits"),
            (
                "用 GB/T 2260 的六位代码，加引号",
                "use the six-digit code of GB/T 2260, in quotes",
            ),
        )
    if not (name and full and short and pinyin and en and level):
        return None
    return Jurisdiction(name, code, full, short, pinyin, variants, en, level, parent, _at(row))


def scope(row: Mapping) -> Scope | None:
    """A scope. None when it lacks what it cannot do without."""
    name, zh, en = _id(row), row.text("zh", required=True), row.text("en", required=True)
    size_free = row.flag("size_free")
    row.finish()
    if not (name and zh and en):
        return None
    return Scope(name, zh, en, bool(size_free), _at(row))


def indicator(row: Mapping) -> Indicator | None:
    """An indicator. None when it lacks what it cannot do without."""
    name, zh, en = _id(row), row.text("zh", required=True), row.text("en", required=True)
    aliases = row.texts("aliases")
    fld: Field | None = row.choice("field", Field, required=True)
    unit = row.text("unit")
    polarity: Polarity | None = row.choice("polarity", Polarity, required=True)
    population, denominator = row.text("population"), row.text("denominator")
    definition, source = row.text("definition"), row.text("source")
    cap = _decimal(row, "cap")
    limits = _limits(row)
    related = row.texts("related")
    row.finish()
    if unit is not None:
        try:
            unit = unit_of(unit).symbol
        except NotationError as error:
            row.problems.add(row.line_of("unit"), (error.zh, error.en))
            unit = None
    if not (name and zh and en and fld and polarity):
        return None
    return Indicator(
        name, zh, en, aliases, fld, unit, polarity, population, denominator, definition, source,
        cap, limits, _at(row), related,
    )  # fmt: skip


def _limits(row: Mapping) -> tuple[Decimal, Decimal] | None:
    value = row.text("plausible")
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)–([0-9]+(?:\.[0-9]+)?)", value)
    if not found:
        row.problems.add(
            row.line_of("plausible"),
            (f"合理范围“{value}”看不懂", f"cannot read the plausible range “{value}”"),
            ("写成如 0–100", "write it like 0–100"),
        )
        return None
    return Decimal(found[1]), Decimal(found[2])


def observation(row: Mapping) -> Observation | None:
    """An observed value. None when it lacks what it cannot do without."""
    indicator, place = row.text("indicator", required=True), row.text("jurisdiction", required=True)
    year = row.integer("year", required=True)
    shown = row.text("value", required=True)
    scope = row.text("scope")
    match: Match = row.choice("match", Match) or Match.EXACT
    derived, note = row.flag("derived"), row.text("note")
    evidence = row.texts("evidence")
    row.finish()
    if not (indicator and place and year and shown):
        return None
    try:
        goal = parse_goal(f"={shown}")
    except NotationError:
        goal = None
    if (
        goal is None
        or goal.value is None
        or goal.unit is None
        or goal.reference is not None
        or goal.base_year is not None
    ):
        row.problems.add(
            row.line_of("value"),
            (f"实际值“{shown}”看不懂", f"cannot read the observed value “{shown}”"),
            ("写成如 3.1‰", "write it like 3.1‰"),
        )
        return None
    return Observation(
        indicator, place, year, goal.value, goal.unit, scope, match, bool(derived), note,
        evidence, _at(row),
    )  # fmt: skip


def exclusion(row: Mapping) -> Exclusion | None:
    """A numeral that is no target. None when it lacks what it cannot do without."""
    plan, heading = row.text("plan", required=True), row.text("heading") or ""
    where: ListName | None = row.choice("list", ListName, required=True)
    item = row.integer("item", required=True)
    numeral, reason = row.text("numeral", required=True), row.text("reason", required=True)
    ordinal = _position(row, "ordinal") or 1
    row.finish()
    if not (plan and where and numeral and reason) or item is None:
        return None
    return Exclusion(
        plan, heading, where, item, numeral, ordinal, reason, row.line, row.problems.file
    )


def waiver(row: Mapping) -> Waiver | None:
    """A lint finding that was accepted. None when it lacks what it cannot do without."""
    target, rule = row.text("target", required=True), row.text("rule", required=True)
    reason, expires = row.text("reason", required=True), _date(row, "expires", required=True)
    row.finish()
    if not (target and rule and reason and expires):
        return None
    return Waiver(target, rule, reason, expires, row.line, row.problems.file)


def _date(row: Mapping, key: str, *, required: bool = False) -> str | None:
    """A calendar date that exists. YAML would make it a date object; here it stays text."""
    from datetime import date

    node = row.take(key, required=required)
    text = getattr(node, "text", None)
    if node is None or (getattr(node, "is_null", False) and not required):
        return None
    found = _DATE.fullmatch(text) if isinstance(text, str) else None
    if found:
        try:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        except ValueError:
            pass
    row.problems.add(
        node.line,
        (f"“{key}: {text}”不是存在的日期", f"“{key}: {text}” is not a date that exists"),
        ("写成如 2022-12-29", "write it like 2022-12-29"),
    )
    return None


def _position(row: Mapping, key: str) -> int | None:
    """A place in a series, counted from 1."""
    value = row.integer(key)
    if value == 0:
        row.problems.add(
            row.line_of(key),
            (f"“{key}”从 1 数起，不是 0", f"“{key}” counts from 1, not from 0"),
            ("写 1、2、3……", "write 1, 2, 3 …"),
        )
        return None
    return value


def _one_of(row: Mapping, key: str, allowed: tuple[str, ...], default: str) -> str:
    value = row.text(key)
    if value is None:
        return default
    if value not in allowed:
        row.problems.add(
            row.line_of(key),
            (f"“{key}”不能是“{value}”", f"“{key}” cannot be “{value}”"),
            one_of(allowed),
        )
        return default
    return value


def plan(row: Mapping) -> RawPlan | None:
    """A plan with its targets, which get their ids once all are read. None when it has no id."""
    name, jurisdiction = _id(row), row.text("jurisdiction", required=True)
    audience: Audience | None = row.choice("audience", Audience)
    title, short = row.text("title", required=True), row.text("short")
    number, number_note = row.text("number"), row.text("number_note")
    issuer = row.text("issuer")
    issued, published = _date(row, "issued"), _date(row, "published")
    period = row.text("period", required=True)
    status = _one_of(row, "status", STATUS, "in-force")
    role = _one_of(row, "role", ROLES, "plan")
    complete = row.flag("complete")
    source_file, sha256 = _source(row)
    url, note = row.text("url"), row.text("note")
    not_applicable = _not_applicable(row)
    span = _PERIOD.fullmatch(period) if period else None
    if period and not span:
        row.problems.add(
            row.line_of("period"),
            (f"期限“{period}”看不懂", f"cannot read the period “{period}”"),
            ("写成如 2021–2030", "write it like 2021–2030"),
        )
    if number is None and number_note is None:
        row.problems.add(
            row.line,
            ("没有文号，也没有说明", "neither a document number nor the reason why not"),
            (
                "写 number，或在 number_note 写明原因",
                "write number, or give the reason in number_note",
            ),
        )
    if role == "plan" and audience is None and "audience" not in row.entries:
        row.problems.add(
            row.line,
            ("缺少“audience”", "“audience” is missing"),
            ("写 audience: children 或 women", "write audience: children or women"),
        )
    end = int(span["end"]) if span else 2030
    rows = [*_flat_targets(row, end), *_sectioned_targets(row, end)]
    row.finish()
    if not name:
        return None
    # what was found wrong is noted; the rest is read on, so that one run reports it all
    start = int(span["start"]) if span and span["start"] else None
    plan = Plan(
        name, jurisdiction or "", audience, title or "", short, number, number_note, issuer, issued,
        published, start, end, status, role, complete is not False, source_file, sha256, url,
        note, (), not_applicable, _at(row),
    )  # fmt: skip
    return RawPlan(plan, [(changed(t, plan=name), log) for t, log in rows])


def _source(row: Mapping) -> tuple[str | None, str | None]:
    source = row.mapping("source")
    if source is None:
        return None, None
    file, sha256 = source.text("file", required=True), source.text("sha256", required=True)
    source.finish()
    if sha256 is not None and not re.fullmatch(r"[0-9a-f]{64}", sha256):
        source.problems.add(
            source.line_of("sha256"),
            ("sha256 不是 64 位十六进制", "sha256 is not 64 hexadecimal digits"),
            ("用 sha256sum 重新计算", "compute it again with sha256sum"),
        )
    return file, sha256


def _not_applicable(row: Mapping) -> tuple[tuple[str, str], ...]:
    table = row.mapping("not_applicable")
    if table is None:
        return ()
    out = []
    for key in table.entries:
        reason = table.text(key, required=True)
        if reason:
            out.append((key, reason))
    return tuple(out)


def _flat_targets(row: Mapping, end: int) -> list[tuple[Target, Problems]]:
    found = (_target(node, None, end) for node in rows_of(row, "targets"))
    return [(target, row.problems) for target in found if target]


def _sectioned_targets(row: Mapping, end: int) -> list[tuple[Target, Problems]]:
    out = []
    for section in rows_of(row, "sections"):
        heading = section.text("heading", required=True) or ""
        for name in ListName:
            table = section.mapping(name.value)
            if table is None:
                continue
            for key, (_, line) in table.entries.items():
                if not re.fullmatch(r"0|[1-9][0-9]{0,2}", key):
                    table.problems.add(
                        line,
                        (
                            f"条目号“{key}”不是整数",
                            f"the item number “{key}” is not a whole number",
                        ),
                        ("写成如 3:，无编号写 0:", "write it like 3:, or 0: for unnumbered text"),
                    )
                    table.take(key)
                    continue
                locator = Locator(heading, name, int(key))
                for node in rows_of(table, key):
                    target = _target(node, locator, end)
                    if target:
                        out.append((target, section.problems))
        section.finish()
    return out


def _target(row: Mapping, locator: Locator | None, end: int) -> Target | None:
    indicator, notation = row.text("indicator", required=True), row.text("goal", required=True)
    written = row.text("written", required=True)
    year = row.integer("year")
    part, scope = _position(row, "part"), row.text("scope")
    firmness: Firmness = row.choice("firmness", Firmness) or Firmness.FIRM
    match: Match = row.choice("match", Match) or Match.EXACT
    suspect = _suspect(row)
    label, note, reading = row.text("label"), row.text("note"), row.text("reading")
    confidence: Confidence | None = row.choice("confidence", Confidence)
    evidence = row.texts("evidence")
    row.finish()
    if match is Match.NEAR and note is None:
        row.problems.add(
            row.line,
            ("match: near 没有说明", "match: near is not explained"),
            ("在 note 写明口径有何不同", "say in note how the definitions differ"),
        )
    if year is not None and not 1990 <= year <= 2100:
        row.problems.add(
            row.line_of("year"),
            (f"年份 {year} 不合理", f"the year {year} cannot be meant"),
            ("写目标年，如 2025", "write the due year, like 2025"),
        )
    goal = Goal(Kind.QUALITATIVE, None, year=end)
    if notation is not None:
        try:
            goal = parse_goal(notation, year if year is not None else end)
        except NotationError as error:
            row.problems.add(row.line_of("goal"), (error.zh, error.en))
    if not indicator:
        return None
    return Target(
        "", "", indicator, scope, goal, written or "", part, locator, firmness, match, suspect, label,
        note, confidence, evidence, reading, _at(row),
    )  # fmt: skip


def _suspect(row: Mapping) -> Suspect | None:
    node = row.mapping("suspect")
    if node is None:
        return None
    printed, likely = node.text("printed", required=True), node.text("likely", required=True)
    reason = node.text("reason", required=True)
    node.finish()
    if not (printed and likely and reason):
        return None
    return Suspect(printed, likely, reason)
