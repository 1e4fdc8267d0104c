"""Reads catalogue files into a :class:`~plancmp.compare.catalogue.Catalogue`, strictly.

One grammar for the built-in files, for a replacement (``--catalogue``) and for overlays
(``--with``): any file may hold any of the sections ``jurisdictions``, ``scopes``,
``indicators``, ``plans``, ``observed``, ``exclusions``, ``waivers``. Overlays add and never
override. All problems of all files are reported in one go, each with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

from plancmp.compare.catalogue import Catalogue, Exclusion, Waiver, speaking_key
from plancmp.compare.errors import CatalogueError, NotationError, Problem
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
from plancmp.compare.suggest import suggestion
from plancmp.compare.units import unit_of
from plancmp.compare.yamlsource import MAX_BYTES, Mapping, Problems, read_tree

__all__ = ["read_catalogue", "read_file"]

SCHEMA_VERSION: Final = 1
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PERIOD: Final = re.compile(r"(?P<start>(?:19|20)\d\d)?[–—-](?P<end>(?:19|20)\d\d)")
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SECTIONS: Final = (
    "catalogue", "jurisdictions", "scopes", "indicators", "plans", "observed", "exclusions",
    "waivers",
)  # fmt: skip
_ROLES: Final = ("plan", "sector")
_STATUS: Final = ("in-force", "ended", "draft")

_T = TypeVar("_T")


def read_catalogue(files: Iterable[tuple[Path, str]]) -> Catalogue:
    """The catalogue of some files, each with the name that messages call it by.

    Raises :class:`CatalogueError` carrying every problem of every file.
    """
    reader = _Reader()
    for path, shown in files:
        reader.read(path, shown)
    return reader.finish()


def read_file(path: Path, shown: str) -> Catalogue:
    """One file by itself, its references to other files unchecked.

    Raises :class:`CatalogueError`.
    """
    reader = _Reader()
    reader.read(path, shown)
    return reader.finish(alone=True)


def _read_text(path: Path, shown: str) -> str:
    try:
        if not path.exists():
            raise CatalogueError([Problem(shown, 0, "没有这个文件", "检查路径")])
        if not path.is_file():
            raise CatalogueError([Problem(shown, 0, "不是普通文件", "给出一个 .yaml 文件")])
        if path.stat().st_size > MAX_BYTES:
            size = MAX_BYTES // 1024 // 1024
            raise CatalogueError([Problem(shown, 0, f"文件大于 {size} MB", "拆成几个文件")])
        raw = path.read_bytes()
    except OSError as error:
        raise CatalogueError(
            [Problem(shown, 0, f"读不了:{error.strerror or error}", "检查权限和路径")]
        ) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CatalogueError([Problem(shown, line, "不是 UTF-8 编码", "另存为 UTF-8")]) from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise CatalogueError([Problem(shown, line, "含有空字符", "删去这一行里的不可见字符")])
    return text


@dataclass
class _RawPlan:
    plan: Plan
    rows: list[tuple[Target, Problems]]


@dataclass
class _Reader:
    version: str = ""
    jurisdictions: dict[str, Jurisdiction] = field(default_factory=dict)
    scopes: dict[str, Scope] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    plans: dict[str, _RawPlan] = field(default_factory=dict)
    observed: list[tuple[Observation, Problems]] = field(default_factory=list)
    exclusions: list[tuple[Exclusion, Problems]] = field(default_factory=list)
    waivers: list[tuple[Waiver, Problems]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    logs: dict[str, Problems] = field(default_factory=dict)

    # -- reading -------------------------------------------------------------------------

    def read(self, path: Path, shown: str) -> None:
        try:
            top, log = read_tree(_read_text(path, shown), shown)
        except CatalogueError as error:
            self.problems += error.problems
            return
        self.logs[shown] = log
        self._head(top)
        for row in _rows(top, "jurisdictions"):
            self._keep(self.jurisdictions, _jurisdiction(row), row)
        for row in _rows(top, "scopes"):
            self._keep(self.scopes, _scope(row), row)
        for row in _rows(top, "indicators"):
            self._keep(self.indicators, _indicator(row), row)
        for row in _rows(top, "plans"):
            raw = _plan(row)
            if raw is not None:
                self._keep_as(self.plans, raw.plan.id, raw, raw.plan.at, row)
        for row in _rows(top, "observed"):
            seen = _observation(row)
            if seen is not None:
                self.observed.append((seen, row.problems))
        for row in _rows(top, "exclusions"):
            excluded = _exclusion(row)
            if excluded is not None:
                self.exclusions.append((excluded, row.problems))
        for row in _rows(top, "waivers"):
            waiver = _waiver(row)
            if waiver is not None:
                self.waivers.append((waiver, row.problems))
        top.finish()

    def _head(self, top: Mapping) -> None:
        head = top.mapping("catalogue")
        if head is None:
            return
        version = head.text("version", required=True)
        schema = head.integer("schema", required=True)
        if schema is not None and schema != SCHEMA_VERSION:
            head.problems.add(
                head.line_of("schema"),
                f"数据格式版本是 {schema},本程序读版本 {SCHEMA_VERSION}",
                "升级 plancmp,或换用相应版本的数据",
            )
        head.finish()
        if version and not self.version:
            self.version = version

    def _keep(self, into: dict[str, Any], thing: Any, row: Mapping) -> None:
        if thing is not None:
            self._keep_as(into, thing.id, thing, thing.at, row)

    def _keep_as(self, into: dict[str, Any], key: str, thing: Any, at: Place, row: Mapping) -> None:
        if key in into:
            first = into[key].plan.at if isinstance(into[key], _RawPlan) else into[key].at
            row.problems.add(
                at.line, f"“{key}”已在 {first} 定义", "换一个 id;叠加文件只能增加,不能改写"
            )
            return
        into[key] = thing

    # -- references and ids -----------------------------------------------------------------

    def finish(self, *, alone: bool = False) -> Catalogue:
        if not alone:
            self._check_references()
        plans = {key: _finished(raw) for key, raw in self.plans.items()}
        for log in self.logs.values():
            self.problems += log.found
        if self.problems:
            raise CatalogueError(sorted(set(self.problems)))
        return Catalogue(
            self.version or ("" if alone else "未注明"),
            self.jurisdictions,
            self.scopes,
            self.indicators,
            plans,
            tuple(o for o, _ in self.observed),
            tuple(e for e, _ in self.exclusions),
            tuple(w for w, _ in self.waivers),
        )

    def _check_references(self) -> None:
        self._check_parents()
        for raw in self.plans.values():
            self._check_plan(raw)
        for seen, log in self.observed:
            self._reference(log, seen.at.line, "指标", seen.indicator, self.indicators)
            self._reference(log, seen.at.line, "辖区", seen.jurisdiction, self.jurisdictions)
            if seen.scope is not None:
                self._reference(log, seen.at.line, "范围", seen.scope, self.scopes)
        for excluded, log in self.exclusions:
            self._reference(log, excluded.line, "规划", excluded.plan, self.plans)

    def _log(self, at: Place) -> Problems:
        return self.logs[at.file]

    def _reference(
        self, log: Problems, line: int, what: str, name: str, known: dict[str, Any]
    ) -> bool:
        if name in known:
            return True
        hint = suggestion(name, list(known)) or "先定义它,或改用已有的 id"
        log.add(line, f"没有“{name}”这个{what}", hint)
        return False

    def _check_parents(self) -> None:
        for place in self.jurisdictions.values():
            log = self._log(place.at)
            seen = {place.id}
            parent = place.parent
            while parent is not None:
                if not self._reference(log, place.at.line, "上级辖区", parent, self.jurisdictions):
                    break
                if parent in seen:
                    log.add(place.at.line, f"“{place.id}”的上级绕回了自己", "改正 parent")
                    break
                seen.add(parent)
                parent = self.jurisdictions[parent].parent

    def _check_plan(self, raw: _RawPlan) -> None:
        plan = raw.plan
        log = self._log(plan.at)
        if plan.jurisdiction:
            self._reference(log, plan.at.line, "辖区", plan.jurisdiction, self.jurisdictions)
        for name, _ in plan.not_applicable:
            self._reference(log, plan.at.line, "指标", name, self.indicators)
        for target, target_log in raw.rows:
            line = target.at.line
            self._reference(target_log, line, "指标", target.indicator, self.indicators)
            if target.scope is not None:
                self._reference(target_log, line, "范围", target.scope, self.scopes)


def _finished(raw: _RawPlan) -> Plan:
    _refuse_duplicates(raw.rows)
    return replace(raw.plan, targets=tuple(_with_ids(raw.plan, [t for t, _ in raw.rows])))


def _refuse_duplicates(rows: Iterable[tuple[Target, Problems]]) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for target, log in rows:
        key = (target.indicator, target.scope, target.goal.year, target.locator, target.part,
               target.written)  # fmt: skip
        if key in seen:
            log.add(
                target.at.line,
                f"同一处的“{target.indicator}”已在第 {seen[key]} 行写过",
                "删去一个;若一句话有几个数,用 part 区分",
            )
        seen.setdefault(key, target.at.line)


def _with_ids(plan: Plan, targets: list[Target]) -> list[Target]:
    """Give every target its id: the speaking one of an indicator, scope and year bears it bare,
    restatements carry list and item."""
    groups: dict[str, list[int]] = {}
    for index, target in enumerate(targets):
        scope = f"~{target.scope}" if target.scope else ""
        key = f"{plan.id}/{target.indicator}{scope}@{target.goal.year}"
        groups.setdefault(key, []).append(index)
    out = list(targets)
    for key, members in groups.items():
        members.sort(key=lambda i: (speaking_key(targets[i]), i))
        used = {key}
        for rank, index in enumerate(members):
            name = key
            if rank:
                where = targets[index].locator
                name = f"{key}#{where.list}-{where.item}" if where else f"{key}#{rank + 1}"
                serial, stem = 2, name
                while name in used:
                    name, serial = f"{stem}.{serial}", serial + 1
                used.add(name)
            out[index] = replace(targets[index], id=name)
    return out


# -- one row each -----------------------------------------------------------------------------


def _rows(top: Mapping, key: str) -> Iterable[Mapping]:
    for node in top.sequence(key):
        if isinstance(node, Mapping):
            yield node
        else:
            node.problems.add(node.line, f"“{key}”的每一项应是“键: 值”", "写成 - id: …")


def _id(row: Mapping) -> str | None:
    value = row.text("id", required=True)
    if value is not None and not _ID.fullmatch(value):
        row.problems.add(
            row.line_of("id"),
            f"id“{value}”不合规",
            "用小写英文字母、数字和连字符,如 infant-mortality",
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
        row.problems.add(row.line_of(key), f"“{key}”应是小数,现在是“{value}”", "写成如 '98.5'")
        return None
    return Decimal(value)


def _jurisdiction(row: Mapping) -> Jurisdiction | None:
    name = _id(row)
    code, full = row.text("code"), row.text("name", required=True)
    short, pinyin = row.text("short", required=True), row.text("pinyin", required=True)
    variants, en = row.texts("variants"), row.text("en", required=True)
    level: Level | None = row.choice("level", Level, required=True)
    parent = row.text("parent")
    row.finish()
    if code is not None and not re.fullmatch(r"[0-9]{6}", code):
        row.problems.add(
            row.line_of("code"), f"代码“{code}”不是六位数字", "用 GB/T 2260 的六位代码,加引号"
        )
    if not (name and full and short and pinyin and en and level):
        return None
    return Jurisdiction(name, code, full, short, pinyin, variants, en, level, parent, _at(row))


def _scope(row: Mapping) -> Scope | None:
    name, zh, en = _id(row), row.text("zh", required=True), row.text("en", required=True)
    size_free = row.flag("size_free")
    row.finish()
    if not (name and zh and en):
        return None
    return Scope(name, zh, en, bool(size_free), _at(row))


def _indicator(row: Mapping) -> Indicator | None:
    name, zh, en = _id(row), row.text("zh", required=True), row.text("en", required=True)
    aliases = row.texts("aliases")
    fld: Field | None = row.choice("field", Field, required=True)
    unit = row.text("unit")
    polarity: Polarity | None = row.choice("polarity", Polarity, required=True)
    population, denominator = row.text("population"), row.text("denominator")
    definition, source = row.text("definition"), row.text("source")
    cap = _decimal(row, "cap")
    limits = _limits(row)
    row.finish()
    if unit is not None:
        try:
            unit = unit_of(unit).symbol
        except NotationError as error:
            row.problems.add(row.line_of("unit"), str(error), "")
            unit = None
    if not (name and zh and en and fld and polarity):
        return None
    return Indicator(
        name, zh, en, aliases, fld, unit, polarity, population, denominator, definition, source,
        cap, limits, _at(row),
    )  # fmt: skip


def _limits(row: Mapping) -> tuple[Decimal, Decimal] | None:
    value = row.text("plausible")
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)–([0-9]+(?:\.[0-9]+)?)", value)
    if not found:
        row.problems.add(row.line_of("plausible"), f"合理范围“{value}”看不懂", "写成如 0–100")
        return None
    return Decimal(found[1]), Decimal(found[2])


def _observation(row: Mapping) -> Observation | None:
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
        row.problems.add(row.line_of("value"), f"实际值“{shown}”看不懂", "写成如 3.1‰")
        return None
    return Observation(
        indicator, place, year, goal.value, goal.unit, scope, match, bool(derived), note,
        evidence, _at(row),
    )  # fmt: skip


def _exclusion(row: Mapping) -> Exclusion | None:
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


def _waiver(row: Mapping) -> Waiver | None:
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
    row.problems.add(node.line, f"“{key}: {text}”不是存在的日期", "写成如 2022-12-29")
    return None


def _position(row: Mapping, key: str) -> int | None:
    """A place in a series, counted from 1."""
    value = row.integer(key)
    if value == 0:
        row.problems.add(row.line_of(key), f"“{key}”从 1 数起，不是 0", "写 1、2、3……")
        return None
    return value


def _one_of(row: Mapping, key: str, allowed: tuple[str, ...], default: str) -> str:
    value = row.text(key)
    if value is None:
        return default
    if value not in allowed:
        row.problems.add(row.line_of(key), f"“{key}”不能是“{value}”", "可用:" + "、".join(allowed))
        return default
    return value


def _plan(row: Mapping) -> _RawPlan | None:
    name, jurisdiction = _id(row), row.text("jurisdiction", required=True)
    audience: Audience | None = row.choice("audience", Audience)
    title, short = row.text("title", required=True), row.text("short")
    number, number_note = row.text("number"), row.text("number_note")
    issuer = row.text("issuer")
    issued, published = _date(row, "issued"), _date(row, "published")
    period = row.text("period", required=True)
    status = _one_of(row, "status", _STATUS, "in-force")
    role = _one_of(row, "role", _ROLES, "plan")
    complete = row.flag("complete")
    source_file, sha256 = _source(row)
    url, note = row.text("url"), row.text("note")
    not_applicable = _not_applicable(row)
    span = _PERIOD.fullmatch(period) if period else None
    if period and not span:
        row.problems.add(row.line_of("period"), f"期限“{period}”看不懂", "写成如 2021–2030")
    if number is None and number_note is None:
        row.problems.add(row.line, "没有文号,也没有说明", "写 number,或在 number_note 写明原因")
    if role == "plan" and audience is None and "audience" not in row.entries:
        row.problems.add(row.line, "缺少“audience”", "写 audience: children 或 women")
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
    return _RawPlan(plan, [(replace(t, plan=name), log) for t, log in rows])


def _source(row: Mapping) -> tuple[str | None, str | None]:
    source = row.mapping("source")
    if source is None:
        return None, None
    file, sha256 = source.text("file", required=True), source.text("sha256", required=True)
    source.finish()
    if sha256 is not None and not re.fullmatch(r"[0-9a-f]{64}", sha256):
        source.problems.add(
            source.line_of("sha256"), "sha256 不是 64 位十六进制", "用 sha256sum 重新计算"
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
    found = (_target(node, None, end) for node in _rows(row, "targets"))
    return [(target, row.problems) for target in found if target]


def _sectioned_targets(row: Mapping, end: int) -> list[tuple[Target, Problems]]:
    out = []
    for section in _rows(row, "sections"):
        heading = section.text("heading", required=True) or ""
        for name in ListName:
            table = section.mapping(name.value)
            if table is None:
                continue
            for key, (_, line) in table.entries.items():
                if not re.fullmatch(r"0|[1-9][0-9]{0,2}", key):
                    table.problems.add(line, f"条目号“{key}”不是整数", "写成如 3:,无编号写 0:")
                    table.take(key)
                    continue
                locator = Locator(heading, name, int(key))
                for node in _rows(table, key):
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
        row.problems.add(row.line, "match: near 没有说明", "在 note 写明口径有何不同")
    if year is not None and not 1990 <= year <= 2100:
        row.problems.add(row.line_of("year"), f"年份 {year} 不合理", "写目标年,如 2025")
    goal = Goal(Kind.QUALITATIVE, None, year=end)
    if notation is not None:
        try:
            goal = parse_goal(notation, year if year is not None else end)
        except NotationError as error:
            row.problems.add(row.line_of("goal"), str(error), "")
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
