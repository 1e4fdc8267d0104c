"""The compiled catalogue: an SQLite file in the user's cache folder, read row by row.

Reading YAML costs about 0.1 ms a target; a compiled row costs a hundredth of that, and only the
targets, indicators and places that a command asks for are read at all: a check of one plan in a
catalogue of six thousand takes longer than in one of seven only by a look at each file.

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
from collections.abc import Callable, Iterable, Mapping, Sequence
from json import loads
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, Final, TypeVar
from zlib import crc32

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UnusableCacheError
from plancmp.compare.limits import most_megabytes
from plancmp.compare.model import Audience, Place, Plan
from plancmp.compare.stored_rows import (
    PLAN_TARGETS,
    is_sealed,
    sealed,
    target_lines,
    to_exclusion,
    to_indicator,
    to_jurisdiction,
    to_observation,
    to_scope,
    to_target,
    to_waiver,
)
from plancmp.compare.stored_tables import (
    Jurisdictions,
    Plans,
    Rows,
    Table,
    TargetRows,
)

if TYPE_CHECKING:
    from plancmp.compare.compiling import Work

__all__ = ["Store", "cache_folder"]

STORE_VERSION: Final = 6
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
CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, seen TEXT NOT NULL,
    hash TEXT NOT NULL, version TEXT NOT NULL);
CREATE TABLE jurisdictions (id TEXT PRIMARY KEY, row TEXT NOT NULL, file INTEGER);
CREATE TABLE names (name TEXT NOT NULL, initials INTEGER NOT NULL, id TEXT NOT NULL,
    file INTEGER);
CREATE INDEX names_by_name ON names (name);
CREATE TABLE scopes (id TEXT PRIMARY KEY, row TEXT NOT NULL, file INTEGER);
CREATE TABLE indicators (id TEXT PRIMARY KEY, row TEXT NOT NULL, file INTEGER);
CREATE TABLE plans (id TEXT PRIMARY KEY, jurisdiction TEXT NOT NULL, complete INTEGER NOT NULL,
    row TEXT NOT NULL, file INTEGER);
CREATE INDEX plans_by_place ON plans (jurisdiction);
CREATE INDEX plans_upper ON plans (id) WHERE complete = 0;
CREATE TABLE targets (plan TEXT PRIMARY KEY, rows TEXT NOT NULL, file INTEGER);
CREATE TABLE extras (kind TEXT NOT NULL, row TEXT NOT NULL, file INTEGER);
CREATE TABLE uses (kind TEXT NOT NULL, names TEXT NOT NULL, file INTEGER);
"""
# What says which rows there are (the rows themselves are sealed one by one), and what the indexes
# hold, each read from the index alone.
_SUMMED: Final = {
    "files": "SELECT id, path, version FROM files ORDER BY rowid",
    "jurisdictions": "SELECT id, file FROM jurisdictions ORDER BY rowid",
    "names": "SELECT name, initials, id, file FROM names ORDER BY rowid",
    "scopes": "SELECT id, file FROM scopes ORDER BY rowid",
    "indicators": "SELECT id, file FROM indicators ORDER BY rowid",
    "plans": "SELECT id, file, jurisdiction, complete FROM plans ORDER BY rowid",
    "extras": "SELECT kind, file FROM extras ORDER BY rowid",
    "uses": "SELECT kind, file FROM uses ORDER BY rowid",
    "jurisdictions.id": "SELECT id FROM jurisdictions ORDER BY id",
    "names.name": "SELECT name FROM names ORDER BY name",
    "scopes.id": "SELECT id FROM scopes ORDER BY id",
    "indicators.id": "SELECT id FROM indicators ORDER BY id",
    "plans.id": "SELECT id FROM plans ORDER BY id",
    "plans.jurisdiction": "SELECT jurisdiction FROM plans ORDER BY jurisdiction",
    "plans.complete": "SELECT id FROM plans INDEXED BY plans_upper WHERE complete = 0 ORDER BY id",
}


class Store:
    """One compiled catalogue for one set of files, each with the name that messages call it by.

    ``asked`` tells this catalogue from others: which files a folder holds may change, and then
    only what is new is compiled. All methods raise :class:`UnusableCacheError` when the database
    gives trouble.
    """

    def __init__(self, asked: str, files: Sequence[tuple[str, str]], folder: Path) -> None:
        self._files = list(files)
        self._number = {shown: number for number, (_, shown) in enumerate(files)}
        self._sound: set[str] = set()
        try:
            self._paths = sealed([path for path, _ in files])
            self._path = folder / f"{crc32(asked.encode()):08x}.sqlite"
            new = not self._path.exists()
            if new:
                folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            self._prepare()
        except (sqlite3.Error, OSError, UnicodeError) as error:  # a name that is no UTF-8, too
            raise self._unusable(error) from error
        if new:
            _prune(folder, self._path)

    def __del__(self) -> None:
        # a connection and its statements hold each other: without this the lock would outlive us
        base = getattr(self, "_db", None)
        if base is not None:
            base.close()

    def run(self, statement: str, *values: Any) -> sqlite3.Cursor:
        """Execute a statement."""
        try:
            return self._db.execute(statement, values)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._unusable(error) from error

    def run_all(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute a statement for each of many rows."""
        try:
            self._db.executemany(statement, rows)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def one(self, query: str, *values: Any) -> Any:
        """The first row of a query, or None."""
        found = self.all(query, *values)
        return found[0] if found else None

    def all(self, query: str, *values: Any) -> list[Any]:
        """All rows of a query."""
        try:
            return self._db.execute(query, values).fetchall()
        except UnicodeEncodeError:  # what the shell handed over undecoded stands in no catalogue
            return []
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._unusable(error) from error

    def opened(self, row: str | None) -> Any:
        """What was sealed in a row. What is not as it was written makes the cache unusable, and
        the next run make a new one."""
        return loads(self._text(row))

    def opened_all(self, rows: Sequence[str]) -> list[Any]:
        """What was sealed in many rows, read in one go."""
        found: list[Any] = loads(f"[{','.join(map(self._text, rows))}]")
        return found

    def _text(self, row: str | None) -> str:
        if row is None or not is_sealed(row):
            raise self.damaged("checksum")
        return row[8:]

    def damaged(self, what: str) -> UnusableCacheError:
        """The error for a cache whose rows are not as they were written; it is thrown away."""
        self._discard()
        return UnusableCacheError(what)

    def _unusable(self, error: Exception) -> UnusableCacheError:
        """A damaged file is thrown away; one that is locked or cannot be written is left alone."""
        # of a damaged schema SQLite speaks in bytes that are no text; of a damaged text it is
        # not SQLite that complains, and then there is no code
        undecoded = isinstance(error, sqlite3.OperationalError) and not hasattr(
            error, "sqlite_errorcode"
        )
        if (
            undecoded
            or type(error) is sqlite3.DatabaseError
            or isinstance(error, UnicodeDecodeError)
        ):
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
        self._note({f"sum of {part}": self._sum(part) for part in _SUMMED})
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
        self._db.execute("PRAGMA temp_store = MEMORY")
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
        seen = self._look()
        now = {"paths": self._paths, "times": sealed(seen)}
        before = self.noted(*now)
        if before == now:
            return
        from plancmp.compare.compiling import Work

        work = Work.of(self, self._files, seen)
        if not work.changes_rows:
            self._write_times(work, before, now)
            return
        try:
            self.run("BEGIN IMMEDIATE")
            meanwhile = self.noted(*now)
            if meanwhile != before:  # another run was quicker
                work = Work.of(self, self._files, seen)
            if meanwhile != now:
                self._write(work, now, compile_file, progress)
            self.run("COMMIT")
        except BaseException:
            self._rollback()
            raise

    def _write(
        self,
        work: Work,
        now: Mapping[str, str],
        compile_file: Callable[[Path, str], Catalogue],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        for part in _SUMMED:  # or the new sums would vouch for old damage
            self.sound(part)
        work.replace_rows(compile_file, progress)
        work.note_times()
        # a file that changed while it was read may not be what its hash says: the next run looks
        work.doubt(zip(self._look(), work.seen, strict=True))
        self._add_up()
        self._note({**now, "version": sealed(work.version())})

    def _write_times(self, work: Work, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        """Note the new times of files whose content is as it was; the next run may do so as
        well."""
        try:
            self.run("PRAGMA busy_timeout = 0")
            self.run("BEGIN IMMEDIATE")
            if self.noted(*now) == before:
                work.note_times()
                self._note(now)
            self.run("COMMIT")
        except UnusableCacheError:  # most likely another run reads or writes
            self._rollback()
        finally:
            self.run(f"PRAGMA busy_timeout = {_PATIENCE * 1000:.0f}")

    def _rollback(self) -> None:
        try:
            self._db.execute("ROLLBACK")
        except sqlite3.Error:
            return

    def _look(self) -> list[str]:
        """Size and times of every file as it is now."""
        most = most_megabytes() * 1024 * 1024
        seen = []
        for path, _ in self._files:
            try:
                stat = os.stat(path)  # noqa: PTH116 - a path object would cost as much as the look
            except OSError as error:
                raise UnusableCacheError(str(error)) from error
            if not S_ISREG(stat.st_mode) or stat.st_size > most:
                raise UnusableCacheError(f"{path} is not to be read")
            # the time of change as well: a file can be given back the time it had (cp -p)
            seen.append(f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}")
        return seen

    def position(self, at: Place) -> tuple[int, int]:
        """Where something stands among the files, by which records are put in order."""
        if at.file not in self._number:
            raise self.damaged("file")
        return self._number[at.file], at.line

    def noted(self, *keys: str) -> dict[str, str]:
        """What was noted under some keys."""
        marks = ",".join("?" * len(keys))
        return dict(self.all(f"SELECT key, value FROM meta WHERE key IN ({marks})", *keys))

    def _note(self, facts: Mapping[str, str]) -> None:
        self.run_all("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

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
        noted = self.noted("program", "paths", "version")
        if noted.get("program") != _program_mark() or noted.get("paths") != self._paths:
            raise UnusableCacheError("another program made it anew")

        def extras(
            kind: str, build: Callable[[list[Any]], _T], where: Callable[[_T], Place]
        ) -> Rows[_T]:
            def read() -> list[_T]:
                self.sound("extras")
                rows = self.all("SELECT row FROM extras WHERE kind = ? ORDER BY rowid", kind)
                found = [build(self.opened(row[0])) for row in rows]
                return sorted(found, key=lambda one: self.position(where(one)))

            return Rows(read)

        return Catalogue(
            self.opened(noted.get("version")),
            Jurisdictions(self, "jurisdictions", to_jurisdiction),
            Table(self, "scopes", to_scope),
            Table(self, "indicators", to_indicator, few=True),
            Plans(self, "plans", self._plan),
            extras("observed", to_observation, lambda one: one.at),
            extras("exclusions", to_exclusion, lambda one: Place(one.file, one.line)),
            extras("waivers", to_waiver, lambda one: Place(one.file, one.line)),
        )

    def _plan(self, a: list[Any]) -> Plan:
        values = dict(zip(Plan.__match_args__, a, strict=True))
        key, at = a[0], Place(*values["at"])

        def read() -> list[list[str]]:
            row = self.one("SELECT rows FROM targets WHERE plan = ?", key)
            if row is None or not is_sealed(row[0]):
                raise self.damaged("targets")
            (plan, *_), *lines = target_lines(row[0])
            if plan != key:
                raise self.damaged("targets")
            return lines

        values["audience"] = None if a[2] is None else Audience(a[2])
        values["targets"] = TargetRows(
            read, lambda line: to_target(line, key, at.file), a[PLAN_TARGETS]
        )
        values["not_applicable"] = tuple((x, y) for x, y in values["not_applicable"])
        values["at"] = at
        return Plan(**values)


def _program_mark() -> str:
    """Changes with the code that writes and reads the rows, so that no row outlives its reader."""
    here = Path(__file__).parent
    marks = [str(STORE_VERSION)]
    for name in (
        "record.py", "store.py", "compiling.py", "stored_rows.py", "stored_tables.py", "model.py",
        "reading.py", "rows.py", "yamlsource.py", "names.py", "goal.py", "units.py", "catalogue.py",
    ):  # fmt: skip
        stat = os.stat(here / name)  # noqa: PTH116
        marks.append(f"{stat.st_size}.{stat.st_mtime_ns}")
    return "-".join(marks)


_OURS: Final = re.compile(r"[0-9a-f]{8}(-[0-9]+)?\.sqlite")  # -N as older versions named them


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
