"""Catalogue files as the rows of a compiled catalogue, and what has to be done when files change.

A warm run, of which no file changed, never comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UnusableCacheError
from plancmp.compare.model import Plan
from plancmp.compare.record import record
from plancmp.compare.stored_rows import PLAN_TARGETS, plain, sealed, target_rows
from plancmp.compare.stored_tables import answers_to

if TYPE_CHECKING:
    from plancmp.compare.store import Store

__all__ = ["Work"]

_KINDS: Final = {
    "indicator": "indicators", "scope": "scopes", "jurisdiction": "jurisdictions", "plan": "plans",
}  # fmt: skip
"""What other rows refer to by id, and the table that holds it."""
_TABLES: Final = (
    "jurisdictions", "names", "scopes", "indicators", "plans", "targets", "extras", "uses",
)  # fmt: skip
"""What is stored of a file; the last column is the file's number."""


@record
class _Rows:
    """The rows of one file by table, each without the number of its file, and by kind the names
    it uses and perhaps does not define itself."""

    version: str
    tables: Mapping[str, list[tuple[Any, ...]]]
    uses: Mapping[str, set[str]]


def _rows_of(found: Catalogue) -> _Rows:
    """The rows of a file that was read by itself."""
    places, plans = found.jurisdictions.values(), found.plans.values()
    tables: dict[str, list[tuple[Any, ...]]] = {
        "jurisdictions": [(p.id, sealed(p)) for p in places],
        "names": [
            (name, short, place.id)
            for place in places
            for short in (0, 1)
            for name in sorted(answers_to(place, bool(short)))
        ],
        "scopes": [(s.id, sealed(s)) for s in found.scopes.values()],
        "indicators": [(i.id, sealed(i)) for i in found.indicators.values()],
        "plans": [
            (p.id, p.jurisdiction, int(p.complete), sealed(_head(p))) for p in plans
        ],
        "targets": [(p.id, target_rows(p.id, p.targets)) for p in plans],
        "extras": [
            (kind, sealed(thing))
            for kind, things in (("observed", found.observations),
                                 ("exclusions", found.exclusions), ("waivers", found.waivers))
            for thing in things
        ],
    }  # fmt: skip
    uses = _uses(found)
    tables["uses"] = [(kind, sealed(sorted(names))) for kind, names in uses.items()]
    return _Rows(found.version, tables, uses)


def _head(plan: Plan) -> list[Any]:
    """A plan's fields, with how many targets it has in place of the targets."""
    head: list[Any] = plain(plan)
    head[PLAN_TARGETS] = len(plan.targets)
    return head


def _uses(found: Catalogue) -> dict[str, set[str]]:
    plans, seen = found.plans.values(), found.observations
    targets = [target for plan in plans for target in plan.targets]
    return {
        "indicator": {t.indicator for t in targets}
        | {name for plan in plans for name, _ in plan.not_applicable}
        | {o.indicator for o in seen}
        | {name for i in found.indicators.values() for name in i.related},
        "scope": {t.scope for t in targets if t.scope} | {o.scope for o in seen if o.scope},
        "jurisdiction": {plan.jurisdiction for plan in plans}
        | {o.jurisdiction for o in seen}
        | {p.parent for p in found.jurisdictions.values() if p.parent},
        "plan": {e.plan for e in found.exclusions},
    }


@record
class _File:
    """A file to be compiled: size and times as it was seen, and the hash of its content."""

    path: str
    shown: str
    seen: str
    hash: str


@record
class Work:
    """What differs between the files as they are and the rows of a store: files whose content
    changed, files that are gone, and, with path, files that were touched but hold what they held.

    Methods raise :class:`UnusableCacheError` when the store gives trouble.
    """

    store: Store
    files: Sequence[tuple[str, str]]
    seen: Sequence[str]
    changed: Sequence[_File]
    gone: Sequence[str]
    touched: Sequence[tuple[str, str]]

    @staticmethod
    def of(store: Store, files: Sequence[tuple[str, str]], seen: Sequence[str]) -> Work:
        """What is to be done for ``files``, each with its path and the name messages call it by,
        whose size and times are ``seen``.

        A file with the size and times it had is taken as unchanged; else its content decides.
        """
        known = {row[0]: row[1:] for row in store.all("SELECT path, seen, hash FROM files")}
        changed, touched = [], []
        for (path, shown), now in zip(files, seen, strict=True):
            before = known.pop(path, None)
            if before is not None and before[0] == now:
                continue
            try:
                digest = blake2b(Path(path).read_bytes(), digest_size=16).hexdigest()
            except OSError as error:
                raise UnusableCacheError(str(error)) from error
            if before is not None and before[1] == digest:
                touched.append((now, path))
            else:
                changed.append(_File(path, shown, now, digest))
        return Work(store, files, seen, changed, list(known), touched)

    @property
    def changes_rows(self) -> bool:
        """Whether there is more to do than to note times."""
        return bool(self.changed or self.gone)

    def replace_rows(
        self,
        compile_file: Callable[[Path, str], Catalogue],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Put the new rows of files that changed in the place of the old, inside a transaction.

        Raises :class:`UnusableCacheError` when the result would not be a sound catalogue, and
        whatever ``compile_file`` raises.
        """
        lost = self._forget([*self.gone, *(file.path for file in self.changed)])
        used: dict[str, set[str]] = {kind: set() for kind in _KINDS}
        for number, file in enumerate(self.changed):
            if progress is not None:
                progress(number, len(self.changed))
            found = _rows_of(compile_file(Path(file.path), file.shown))
            self._keep(file, found)
            for kind, names in found.uses.items():
                used[kind] |= names
        self._check(used, lost)

    def note_times(self) -> None:
        """Write down the times of files that were only touched."""
        self.store.run_all("UPDATE files SET seen = ? WHERE path = ?", self.touched)

    def doubt(self, looks: Iterable[tuple[str, str]]) -> None:
        """Take the word of no file whose size and times are now others than when its content was
        hashed."""
        paths = [
            path for (path, _), (now, then) in zip(self.files, looks, strict=True) if now != then
        ]
        self.store.run_all(
            "UPDATE files SET seen = '', hash = '' WHERE path = ?", [(path,) for path in paths]
        )

    def version(self) -> str:
        """The version that the first file to name one gives the catalogue."""
        named = dict(self.store.all("SELECT path, version FROM files WHERE version <> ''"))
        return next((named[path] for path, _ in self.files if path in named), "未注明")

    def _forget(self, paths: Iterable[str]) -> dict[str, set[str]]:
        """Delete all rows of some files; by kind, the ids that were defined there."""
        run = self.store.run
        run("CREATE TEMP TABLE dropped (file INTEGER PRIMARY KEY)")
        self.store.run_all(
            "INSERT INTO dropped SELECT id FROM files WHERE path = ?", [(path,) for path in paths]
        )
        there = "file IN (SELECT file FROM dropped)"
        lost = {
            kind: {row[0] for row in self.store.all(f"SELECT id FROM {table} WHERE {there}")}
            for kind, table in _KINDS.items()
        }
        for table in _TABLES:
            run(f"DELETE FROM {table} WHERE {there}")
        run("DELETE FROM files WHERE id IN (SELECT file FROM dropped)")
        run("DROP TABLE dropped")
        return lost

    def _keep(self, file: _File, found: _Rows) -> None:
        number = self.store.run(
            "INSERT INTO files (path, seen, hash, version) VALUES (?, ?, ?, ?)",
            file.path, file.seen, file.hash, found.version,
        ).lastrowid  # fmt: skip
        for table, rows in found.tables.items():
            if rows:
                marks = ",".join("?" * (len(rows[0]) + 1))
                self.store.run_all(
                    f"INSERT INTO {table} VALUES ({marks})", [(*row, number) for row in rows]
                )

    def _check(self, used: Mapping[str, set[str]], lost: Mapping[str, set[str]]) -> None:
        """Every name that is used is defined; every place leads up to the top. ``used`` are the
        names that new rows use, ``lost`` those that rows now gone defined."""
        for kind, table in _KINDS.items():
            known = {row[0] for row in self.store.all(f"SELECT id FROM {table}")}
            unknown = used[kind] - known
            if missing := lost[kind] - known:
                for (row,) in self.store.all("SELECT names FROM uses WHERE kind = ?", kind):
                    unknown |= missing.intersection(self.store.opened(row))
            if unknown:
                raise UnusableCacheError(f"unknown {kind} {min(unknown)}")
        rows = self.store.all("SELECT id, row FROM jurisdictions")
        parents = {name: self.store.opened(row)[8] for name, row in rows}
        for start in parents:
            seen = {start}
            above = parents[start]
            while above is not None:
                if above in seen:
                    raise UnusableCacheError(f"cycle above {start}")
                seen.add(above)
                above = parents[above]
