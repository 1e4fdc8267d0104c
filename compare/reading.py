"""Reads catalogue files into a :class:`~plancmp.compare.catalogue.Catalogue`, strictly.

One grammar for the built-in files, for a replacement (``--catalogue``) and for overlays
(``--with``): any file may hold any of the sections ``jurisdictions``, ``scopes``,
``indicators``, ``plans``, ``observed``, ``exclusions``, ``waivers``. Overlays add and never
override. All problems of all files are reported in one go, each with file and line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from plancmp.compare import rows
from plancmp.compare.catalogue import Catalogue, Exclusion, Waiver, speaking_key
from plancmp.compare.errors import Bilingual, CatalogueError, Problem, system_reason
from plancmp.compare.limits import most_megabytes
from plancmp.compare.model import (
    Indicator,
    Jurisdiction,
    Observation,
    Place,
    Plan,
    Scope,
    Target,
)
from plancmp.compare.record import changed
from plancmp.compare.rows import RawPlan
from plancmp.compare.suggest import suggestion
from plancmp.compare.yamlsource import Mapping, Problems, line_at, read_tree

__all__ = ["read_catalogue", "read_file"]

SCHEMA_VERSION: Final = 1

_INDICATOR: Final = ("指标", "indicator")
_PLACE: Final = ("辖区", "jurisdiction")
_PARENT: Final = ("上级辖区", "parent jurisdiction")
_SCOPE: Final = ("范围", "scope")
_PLAN: Final = ("规划", "plan")


def read_catalogue(
    files: Sequence[tuple[Path, str]], progress: Callable[[int, int], None] | None = None
) -> Catalogue:
    """The catalogue of some files, each with the name that messages call it by. ``progress`` is
    told how many of how many files are read.

    Raises :class:`CatalogueError` carrying every problem of every file, and :class:`UsageError`
    for a ``PLANCMP_MAX_MB`` that is no number.
    """
    reader = _Reader()
    for number, (path, shown) in enumerate(files):
        if progress is not None:
            progress(number, len(files))
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
    def refusal(line: int, what: Bilingual, fix: Bilingual) -> CatalogueError:
        return CatalogueError([Problem(shown, line, what, fix)])

    try:
        if not path.exists():
            raise refusal(
                0, ("没有这个文件", "there is no such file"), ("检查路径", "check the path")
            )
        if not path.is_file():
            raise refusal(
                0,
                ("不是普通文件", "not a plain file"),
                ("给出一个 .yaml 文件", "name a .yaml file"),
            )
        size = most_megabytes()
        if path.stat().st_size > size * 1024 * 1024:
            raise refusal(
                0,
                (f"文件大于 {size} MB", f"the file is larger than {size} MB"),
                (
                    "拆成几个文件，或用环境变量 PLANCMP_MAX_MB 放宽",
                    "split it into several files, or allow more by PLANCMP_MAX_MB",
                ),
            )
        raw = path.read_bytes()
    except OSError as error:
        zh, en = system_reason(error)
        raise refusal(
            0,
            (f"读不了：{zh}", f"cannot be read: {en}"),
            ("检查权限和路径", "check permissions and path"),
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = line_at(raw[: error.start].decode("latin-1"), error.start)
        raise refusal(
            line, ("不是 UTF-8 编码", "not UTF-8"), ("另存为 UTF-8", "save the file as UTF-8")
        ) from error


@dataclass
class _Reader:
    version: str = ""
    jurisdictions: dict[str, Jurisdiction] = field(default_factory=dict)
    scopes: dict[str, Scope] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    plans: dict[str, RawPlan] = field(default_factory=dict)
    observed: list[tuple[Observation, Problems]] = field(default_factory=list)
    exclusions: list[tuple[Exclusion, Problems]] = field(default_factory=list)
    waivers: list[tuple[Waiver, Problems]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    logs: dict[str, Problems] = field(default_factory=dict)
    whole: bool = True
    """Whether every file could be read; else what is missing was perhaps in the one that was not."""

    # -- reading -------------------------------------------------------------------------

    def read(self, path: Path, shown: str) -> None:
        try:
            top, log = read_tree(_read_text(path, shown), shown)
        except CatalogueError as error:
            self.problems += error.problems
            self.whole = False
            return
        self.logs[shown] = log
        self._head(top)
        for row in rows.rows_of(top, "jurisdictions"):
            self._keep(self.jurisdictions, rows.jurisdiction(row), row)
        for row in rows.rows_of(top, "scopes"):
            self._keep(self.scopes, rows.scope(row), row)
        for row in rows.rows_of(top, "indicators"):
            self._keep(self.indicators, rows.indicator(row), row)
        for row in rows.rows_of(top, "plans"):
            raw = rows.plan(row)
            if raw is not None:
                self._keep_as(self.plans, raw.plan.id, raw, raw.plan.at, row)
        for row in rows.rows_of(top, "observed"):
            seen = rows.observation(row)
            if seen is not None:
                self.observed.append((seen, row.problems))
        for row in rows.rows_of(top, "exclusions"):
            excluded = rows.exclusion(row)
            if excluded is not None:
                self.exclusions.append((excluded, row.problems))
        for row in rows.rows_of(top, "waivers"):
            waiver = rows.waiver(row)
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
                (
                    f"数据格式版本是 {schema}，本程序读版本 {SCHEMA_VERSION}",
                    f"the format has version {schema}, this program reads {SCHEMA_VERSION}",
                ),
                (
                    "升级 plancmp，或换用相应版本的数据",
                    "upgrade plancmp, or use a catalogue of that version",
                ),
            )
        head.finish()
        if version and not self.version:
            self.version = version

    def _keep(self, into: dict[str, Any], thing: Any, row: Mapping) -> None:
        if thing is not None:
            self._keep_as(into, thing.id, thing, thing.at, row)

    def _keep_as(self, into: dict[str, Any], key: str, thing: Any, at: Place, row: Mapping) -> None:
        if key in into:
            first = into[key].plan.at if isinstance(into[key], RawPlan) else into[key].at
            row.problems.add(
                at.line,
                (f"“{key}”已在 {first} 定义", f"“{key}” is already defined at {first}"),
                (
                    "换一个 id；叠加文件只能增加，不能改写",
                    "choose another id; an overlay adds and never changes",
                ),
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
        for one in self.indicators.values():
            for name in one.related:
                self._reference(self._log(one.at), one.at.line, _INDICATOR, name, self.indicators)
        for raw in self.plans.values():
            self._check_plan(raw)
        for seen, log in self.observed:
            self._reference(log, seen.at.line, _INDICATOR, seen.indicator, self.indicators)
            self._reference(log, seen.at.line, _PLACE, seen.jurisdiction, self.jurisdictions)
            if seen.scope is not None:
                self._reference(log, seen.at.line, _SCOPE, seen.scope, self.scopes)
        for excluded, log in self.exclusions:
            self._reference(log, excluded.line, _PLAN, excluded.plan, self.plans)

    def _log(self, at: Place) -> Problems:
        return self.logs[at.file]

    def _reference(
        self, log: Problems, line: int, kind: Bilingual, name: str, known: dict[str, Any]
    ) -> bool:
        if name in known:
            return True
        remedy = ("先定义它，或改用已有的 id", "define it first, or use an id that exists")
        zh, en = kind
        what = (f"没有“{name}”这个{zh}", f"there is no {en} “{name}”")
        log.add(line, what, suggestion(name, list(known)) or remedy)
        return False

    def _check_parents(self) -> None:
        for place in self.jurisdictions.values():
            log = self._log(place.at)
            seen = {place.id}
            parent = place.parent
            while parent is not None:
                if not self._reference(log, place.at.line, _PARENT, parent, self.jurisdictions):
                    break
                if parent in seen:
                    log.add(
                        place.at.line,
                        (
                            f"“{place.id}”的上级绕回了自己",
                            f"the places above “{place.id}” lead back to it",
                        ),
                        ("改正 parent", "correct parent"),
                    )
                    break
                seen.add(parent)
                parent = self.jurisdictions[parent].parent

    def _check_plan(self, raw: RawPlan) -> None:
        plan = raw.plan
        log = self._log(plan.at)
        if plan.jurisdiction:
            self._reference(log, plan.at.line, _PLACE, plan.jurisdiction, self.jurisdictions)
        for name, _ in plan.not_applicable:
            self._reference(log, plan.at.line, _INDICATOR, name, self.indicators)
        for target, target_log in raw.rows:
            line = target.at.line
            self._reference(target_log, line, _INDICATOR, target.indicator, self.indicators)
            if target.scope is not None:
                self._reference(target_log, line, _SCOPE, target.scope, self.scopes)


def _finished(raw: RawPlan) -> Plan:
    _refuse_duplicates(raw.rows)
    return changed(raw.plan, targets=tuple(_with_ids(raw.plan, [t for t, _ in raw.rows])))


def _refuse_duplicates(stated: Iterable[tuple[Target, Problems]]) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for target, log in stated:
        key = (target.indicator, target.scope, target.goal.year, target.locator, target.part,
               target.written)  # fmt: skip
        if key in seen:
            log.add(
                target.at.line,
                (
                    f"同一处的“{target.indicator}”已在第 {seen[key]} 行写过",
                    f"“{target.indicator}” of the same place is already on line {seen[key]}",
                ),
                (
                    "删去一个；若一句话有几个数，用 part 区分",
                    "delete one; tell several figures of one sentence apart by part",
                ),
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
        if len(members) > 1:
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
            out[index] = changed(targets[index], id=name)
    return out
