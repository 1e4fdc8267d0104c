"""The compiled catalogue: an SQLite file in the user's cache folder, read row by row.

Reading YAML costs about 0.1 ms a target; a compiled row costs a hundredth of that, and only the
plans, indicators and places that a command asks for are read at all, so that a check of one plan
takes the same time in a catalogue of seven plans and in one of six thousand.

The cache is never trusted over the files: every file is known by size, time and content hash,
and a file that changed is compiled again by itself. Whatever is wrong with the cache (damaged,
locked, unwritable, written by another version) only means that it is not used. Rows hold JSON
text; nothing in a cache can run.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Callable, Sequence
from json import loads
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final, TypeVar
from zlib import crc32

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UnusableCacheError
from plancmp.compare.limits import most_megabytes
from plancmp.compare.model import Audience, Place, Plan, Target
from plancmp.compare.stored_rows import (
    PLAN_TARGETS,
    is_sealed,
    plain,
    sealed,
    target_rows,
    to_exclusion,
    to_indicator,
    to_jurisdiction,
    to_observation,
    to_scope,
    to_targets,
    to_waiver,
)
from plancmp.compare.stored_tables import Jurisdictions, Plans, Rows, Table, answers_to

__all__ = ["Store", "cache_folder"]

STORE_VERSION: Final = 4
_KEPT: Final = 8
_PATIENCE: Final = 5.0  # seconds that another run may keep the file to itself
_T = TypeVar("_T")


def cache_folder() -> Path | None:
    """Where compiled catalogues are kept: ``PLANCMP_CACHE``, else the user's cache folder.
    None when ``PLANCMP_CACHE`` is ``off``, ``no``, ``0`` or empty, and where no folder is known."""
    wanted = os.environ.get("PLANCMP_CACHE")
    if wanted is not None:
        return None if wanted.casefold() in ("", "0", "off", "no") else Path(wanted)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "plancmp" / "cache" if base else None
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        if sys.platform == "darwin":
            return Path("~/Library/Caches/plancmp").expanduser()
        return Path(base) / "plancmp" if base else Path("~/.cache/plancmp").expanduser()
    except RuntimeError:  # no home folder is known
        return None


_SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, size INTEGER NOT NULL,
    time TEXT NOT NULL, hash TEXT NOT NULL, version TEXT NOT NULL);
CREATE TABLE jurisdictions (id TEXT PRIMARY KEY, file INTEGER, ord INTEGER, row TEXT NOT NULL);
CREATE TABLE names (name TEXT NOT NULL, initials INTEGER NOT NULL, id TEXT NOT NULL,
    file INTEGER);
CREATE INDEX names_by_name ON names (name);
CREATE TABLE scopes (id TEXT PRIMARY KEY, file INTEGER, ord INTEGER, row TEXT NOT NULL);
CREATE TABLE indicators (id TEXT PRIMARY KEY, file INTEGER, ord INTEGER, row TEXT NOT NULL);
CREATE TABLE plans (id TEXT PRIMARY KEY, file INTEGER, ord INTEGER, jurisdiction TEXT NOT NULL,
    row TEXT NOT NULL, targets TEXT NOT NULL);
CREATE INDEX plans_by_place ON plans (jurisdiction);
CREATE TABLE stated (plan TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, file INTEGER);
CREATE INDEX stated_by_file ON stated (file);
CREATE TABLE extras (kind TEXT NOT NULL, file INTEGER, ord INTEGER, row TEXT NOT NULL);
"""
# What says which rows there are and in what order (the rows themselves are sealed one by one),
# and what the indexes hold, each read from the index alone.
_SUMMED: Final = {
    "files": "SELECT id, path, version FROM files ORDER BY rowid",
    "jurisdictions": "SELECT id, file, ord FROM jurisdictions ORDER BY rowid",
    "names": "SELECT name, initials, id, file FROM names ORDER BY rowid",
    "scopes": "SELECT id, file, ord FROM scopes ORDER BY rowid",
    "indicators": "SELECT id, file, ord FROM indicators ORDER BY rowid",
    "plans": "SELECT id, file, ord, jurisdiction FROM plans ORDER BY rowid",
    "extras": "SELECT kind, file, ord FROM extras ORDER BY rowid",
    "jurisdictions.id": "SELECT id FROM jurisdictions ORDER BY id",
    "names.name": "SELECT name FROM names ORDER BY name",
    "scopes.id": "SELECT id FROM scopes ORDER BY id",
    "indicators.id": "SELECT id FROM indicators ORDER BY id",
    "plans.id": "SELECT id FROM plans ORDER BY id",
    "plans.jurisdiction": "SELECT jurisdiction FROM plans ORDER BY jurisdiction",
}
_TABLES: Final = ("jurisdictions", "names", "scopes", "indicators", "plans", "stated", "extras")


class Store:
    """One compiled catalogue for one set of files. All methods raise :class:`UnusableCacheError` when the
    database gives trouble."""

    def __init__(self, files: Sequence[tuple[Path, str]], folder: Path) -> None:
        names = "\n".join(f"{shown}\t{path.absolute()}" for path, shown in files)
        self._files = list(files)
        try:
            self._path = folder / f"{crc32(names.encode()):08x}-{len(self._files)}.sqlite"
        except UnicodeEncodeError as error:  # a file name that is no UTF-8, which SQLite wants
            raise UnusableCacheError(str(error)) from error
        try:
            self._sound: set[str] = set()
            new = not self._path.exists()
            if new:
                folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            self._prepare()
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            raise self._unusable(error) from error
        if new:
            _prune(folder, self._path)

    def __del__(self) -> None:
        # a connection and its statements hold each other: without this the lock would outlive us
        base = getattr(self, "_db", None)
        if base is not None:
            base.close()

    def one(self, query: str, *values: Any) -> Any:
        """The first row of a query, or None."""
        try:
            return self._db.execute(query, values).fetchone()
        except UnicodeEncodeError:  # what the shell handed over undecoded stands in no catalogue
            return None
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._unusable(error) from error

    def all(self, query: str, *values: Any) -> list[Any]:
        """All rows of a query."""
        try:
            return self._db.execute(query, values).fetchall()
        except UnicodeEncodeError:
            return []
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._unusable(error) from error

    def opened(self, row: str) -> Any:
        """What was sealed in a row. What is not as it was written makes the cache unusable, and
        the next run make a new one."""
        return loads(self._text(row))

    def opened_all(self, rows: Sequence[str]) -> list[Any]:
        """What was sealed in many rows, read in one go."""
        found: list[Any] = loads(f"[{','.join(map(self._text, rows))}]")
        return found

    def _text(self, row: str) -> str:
        if not is_sealed(row):
            raise self.damaged("checksum")
        return row[8:]

    def damaged(self, what: str) -> UnusableCacheError:
        """The error for a cache whose rows are not as they were written; it is thrown away."""
        self._discard()
        return UnusableCacheError(what)

    def _unusable(self, error: Exception) -> UnusableCacheError:
        """A damaged file is thrown away; one that is locked or cannot be written is left alone."""
        # of a damaged schema SQLite speaks in bytes that are no text
        if type(error) is sqlite3.DatabaseError or isinstance(error, UnicodeDecodeError):
            self._discard()
        return UnusableCacheError(str(error))

    def sound(self, part: str) -> None:
        """Make sure, once, that a table or index holds what was written: asked before all of a
        table is shown, and before a name is believed to be missing."""
        if part not in self._sound:
            found = self.one("SELECT value FROM meta WHERE key = ?", f"sum of {part}")
            if found is None or found[0] != self._sum(part):
                raise self.damaged(part)
            self._sound.add(part)

    def _add_up(self) -> None:
        put = "INSERT OR REPLACE INTO meta VALUES (?, ?)"
        self._db.executemany(put, [(f"sum of {part}", self._sum(part)) for part in _SUMMED])
        self._sound.clear()

    def _sum(self, part: str) -> str:
        return f"{crc32(repr(self.all(_SUMMED[part])).encode()):08x}"

    def _written_by(self) -> str | None:
        """The mark of the program that made the tables; None where there are none."""
        try:
            found = self._db.execute("SELECT value FROM meta WHERE key = 'program'").fetchone()
        except sqlite3.OperationalError:
            return None
        return None if found is None else str(found[0])

    def _prepare(self) -> None:
        """Make the tables, anew when another version of the program wrote them."""
        mark = _program_mark()
        if self._written_by() == mark:
            return
        self._db.execute("BEGIN EXCLUSIVE")
        try:
            if self._written_by() == mark:  # by another run, while this one waited
                self._db.execute("COMMIT")
                return
            for (name,) in self._db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            ).fetchall():
                self._db.execute(f'DROP TABLE "{name}"')
            for statement in _SCHEMA.split(";"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute("INSERT INTO meta VALUES ('program', ?)", (mark,))
            self._add_up()
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def refresh(
        self,
        compile_file: Callable[[Path, str], Catalogue],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Compile what changed since the last run, in one transaction; nothing when nothing did.

        ``compile_file`` reads one file by itself, its references unchecked. Raises
        :class:`UnusableCacheError` when the result would not be a sound catalogue: the caller then reads
        all files and reports what is wrong.
        """
        changed, gone = self._changes()
        if not changed and not gone:
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for part in _SUMMED:  # or the new sums would vouch for old damage
                self.sound(part)
            for name in gone:
                self._forget(name)
            for number, (index, path, shown, facts) in enumerate(changed):
                if progress is not None:
                    progress(number, len(changed))
                self._forget(str(path))
                self._keep(index, path, facts, compile_file(path, shown))
            self._check()
            self._add_up()
            self._db.execute("COMMIT")
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._rollback()
            raise self._unusable(error) from error
        except BaseException:
            self._rollback()
            raise

    def _rollback(self) -> None:
        try:
            self._db.execute("ROLLBACK")
        except sqlite3.Error:
            return

    def _changes(self) -> tuple[list[tuple[int, Path, str, tuple[int, str, str]]], list[str]]:
        """Files that differ from what was compiled, and compiled files that are gone.

        A file with the size and time it had is taken as unchanged; else its content decides.
        """
        known = {
            row[0]: row[1:] for row in self.all("SELECT path, id, size, time, hash FROM files")
        }
        changed = []
        most = most_megabytes() * 1024 * 1024
        for index, (path, shown) in enumerate(self._files):
            before = known.pop(str(path), None)
            try:
                stat = path.stat()
                if not S_ISREG(stat.st_mode) or stat.st_size > most:
                    raise UnusableCacheError(f"{path} is not to be read")
                # the time of change as well: a file can be given back the time it had (cp -p)
                time = f"{stat.st_mtime_ns} {stat.st_ctime_ns}"
                if before is not None and (stat.st_size, time) == before[1:3]:
                    continue
                digest = _digest(path.read_bytes())
            except OSError as error:
                raise UnusableCacheError(str(error)) from error
            facts = (stat.st_size, time, digest)
            if before is not None and before[3] == digest:
                self._touch(str(path), facts)
                continue
            changed.append((index, path, shown, facts))
        return changed, list(known)

    def _touch(self, name: str, facts: tuple[int, str, str]) -> None:
        """Note the new time of a file whose content is as it was; the next run may do so as well."""
        try:
            self._db.execute("PRAGMA busy_timeout = 0")
            self._db.execute(
                "UPDATE files SET size = ?, time = ? WHERE path = ?", (*facts[:2], name)
            )
        except sqlite3.Error:  # most likely another run reads or writes
            return
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000:.0f}")

    def _forget(self, name: str) -> None:
        found = self._db.execute("SELECT id FROM files WHERE path = ?", (name,)).fetchone()
        if found is None:
            return
        for table in _TABLES:
            self._db.execute(f"DELETE FROM {table} WHERE file = ?", found)
        self._db.execute("DELETE FROM files WHERE id = ?", found)

    def _keep(self, index: int, path: Path, facts: tuple[int, str, str], found: Catalogue) -> None:
        put = self._db.execute
        put(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)", (index, str(path), *facts, found.version)
        )
        for n, place in enumerate(found.jurisdictions.values()):
            put(
                "INSERT INTO jurisdictions VALUES (?, ?, ?, ?)",
                (place.id, index, n, sealed(place)),
            )
            names = {(x, n) for n in (0, 1) for x in answers_to(place, bool(n))}
            self._db.executemany(
                "INSERT INTO names VALUES (?, ?, ?, ?)",
                [(name, short, place.id, index) for name, short in sorted(names)],
            )
        for table, rows in (("scopes", found.scopes), ("indicators", found.indicators)):
            self._db.executemany(
                f"INSERT INTO {table} VALUES (?, ?, ?, ?)",
                [(key, index, n, sealed(thing)) for n, (key, thing) in enumerate(rows.items())],
            )
        for n, plan in enumerate(found.plans.values()):
            self._keep_plan(index, n, plan)
        extras = (("observed", found.observations), ("exclusions", found.exclusions),
                  ("waivers", found.waivers))  # fmt: skip
        for kind, things in extras:
            self._db.executemany(
                "INSERT INTO extras VALUES (?, ?, ?, ?)",
                [(kind, index, n, sealed(thing)) for n, thing in enumerate(things)],
            )
        uses = {("indicator", o.indicator) for o in found.observations}
        uses |= {("indicator", name) for i in found.indicators.values() for name in i.related}
        uses |= {("jurisdiction", o.jurisdiction) for o in found.observations}
        uses |= {("scope", o.scope) for o in found.observations if o.scope}
        uses |= {("plan", e.plan) for e in found.exclusions}
        uses |= {("jurisdiction", p.parent) for p in found.jurisdictions.values() if p.parent}
        self._use(index, "", uses)

    def _keep_plan(self, index: int, number: int, plan: Plan) -> None:
        head, targets = plain(plan), tuple(plan.targets)
        head[PLAN_TARGETS] = len(targets)
        self._db.execute(
            "INSERT INTO plans VALUES (?, ?, ?, ?, ?, ?)",
            (plan.id, index, number, plan.jurisdiction, sealed(head), sealed(target_rows(targets))),
        )  # fmt: skip
        uses = {("indicator", t.indicator) for t in plan.targets}
        uses |= {("scope", t.scope) for t in plan.targets if t.scope}
        uses |= {("indicator", name) for name, _ in plan.not_applicable}
        uses.add(("jurisdiction", plan.jurisdiction))
        self._use(index, plan.id, uses)

    def _use(self, index: int, plan: str, uses: set[tuple[str, str]]) -> None:
        self._db.executemany(
            "INSERT INTO stated VALUES (?, ?, ?, ?)",
            [(plan, kind, name, index) for kind, name in sorted(uses)],
        )

    def _check(self) -> None:
        """Every name that is used is defined; every place leads up to the top."""
        tables = (("indicator", "indicators"), ("scope", "scopes"),
                  ("jurisdiction", "jurisdictions"), ("plan", "plans"))  # fmt: skip
        for kind, table in tables:
            unknown = self._db.execute(
                f"SELECT name FROM stated WHERE kind = ? AND name NOT IN (SELECT id FROM {table}) "
                "LIMIT 1",
                (kind,),
            ).fetchone()
            if unknown is not None:
                raise UnusableCacheError(f"unknown {kind} {unknown[0]}")
        parents = {
            p[0]: self.opened(p[1])[8]
            for p in self._db.execute("SELECT id, row FROM jurisdictions")
        }
        for start in parents:
            seen = {start}
            above = parents[start]
            while above is not None:
                if above in seen:
                    raise UnusableCacheError(f"cycle above {start}")
                seen.add(above)
                above = parents[above]

    def _discard(self) -> None:
        """Delete the file: it is damaged, and the next run makes a new one."""
        self._db.close()
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return

    def catalogue(self) -> Catalogue:
        """The catalogue, reading from the store as it is looked at, all of one moment."""
        self.all("BEGIN")
        self.sound("files")
        mine = sorted(str(path) for path, _ in self._files)
        held = sorted(row[0] for row in self.all("SELECT path FROM files"))
        if self._written_by() != _program_mark() or held != mine:
            raise UnusableCacheError("another program made it anew")
        found = self.one("SELECT version FROM files WHERE version <> '' ORDER BY id LIMIT 1")

        def extras(kind: str, build: Callable[[list[Any]], _T]) -> Callable[[], list[_T]]:
            query = "SELECT row FROM extras WHERE kind = ? ORDER BY file, ord"

            def read() -> list[_T]:
                self.sound("extras")
                return [build(self.opened(row[0])) for row in self.all(query, kind)]

            return read

        return Catalogue(
            found[0] if found else "未注明",
            Jurisdictions(self, "jurisdictions", to_jurisdiction),
            Table(self, "scopes", to_scope),
            Table(self, "indicators", to_indicator, few=True),
            Plans(self, "plans", self._plan),
            Rows(extras("observed", to_observation)),
            Rows(extras("exclusions", to_exclusion)),
            Rows(extras("waivers", to_waiver)),
        )

    def _plan(self, a: list[Any]) -> Plan:
        values = dict(zip(Plan.__match_args__, a, strict=True))
        key, at = a[0], Place(*values["at"])

        def read() -> list[Target]:
            row = self.one("SELECT targets FROM plans WHERE id = ?", key)
            return to_targets(self.opened(row and row[0]), key, at.file)

        values["audience"] = None if a[2] is None else Audience(a[2])
        values["targets"] = Rows(read, a[PLAN_TARGETS])
        values["not_applicable"] = tuple((x, y) for x, y in values["not_applicable"])
        values["at"] = at
        return Plan(**values)


def _digest(content: bytes) -> str:
    from hashlib import blake2b

    return blake2b(content, digest_size=16).hexdigest()


def _program_mark() -> str:
    """Changes with the code that writes and reads the rows, so that no row outlives its reader."""
    here = Path(__file__).parent
    marks = [str(STORE_VERSION)]
    for name in (
        "record.py", "store.py", "stored_rows.py", "stored_tables.py", "model.py", "reading.py", "rows.py",
        "yamlsource.py", "names.py", "goal.py", "units.py", "catalogue.py",
    ):  # fmt: skip
        stat = os.stat(here / name)  # noqa: PTH116
        marks.append(f"{stat.st_size}.{stat.st_mtime_ns}")
    return "-".join(marks)


_OURS: Final = re.compile(r"[0-9a-f]{8}-[0-9]+\.sqlite")


def _prune(folder: Path, mine: Path) -> None:
    """Keep the newest few compiled catalogues; overlays would else pile up."""
    try:
        ours = (p for p in folder.glob("*.sqlite") if _OURS.fullmatch(p.name))
        old = sorted(ours, key=lambda p: p.stat().st_mtime, reverse=True)
        for path in old[_KEPT:]:
            if path != mine:
                path.unlink(missing_ok=True)
    except OSError:
        return
