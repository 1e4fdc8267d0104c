"""Tables of a compiled catalogue that are read when they are looked into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

from plancmp.compare.model import Jurisdiction, Plan, Target
from plancmp.compare.names import folded, initials, names_of

if TYPE_CHECKING:
    from plancmp.compare.catalogue import Key
    from plancmp.compare.model import Indicator, Scope
    from plancmp.compare.store import Store

__all__ = ["Jurisdictions", "Plans", "Rows", "Table", "TargetRows", "answers_to"]

_SINGLY: Final = 60
"""Records read one by one before all are read, of a table that does not grow."""
_T = TypeVar("_T")
_R = TypeVar("_R", bound="Jurisdiction | Scope | Indicator | Plan")


class Table(Mapping[str, _R], Generic[_R]):
    """Records of one SQL table by id, each read and built on first use, in catalogue order.

    ``few`` says that there are not many more of them in a large catalogue than in a small one:
    once a good part has been asked for, all are read at once.
    """

    def __init__(
        self, store: Store, table: str, build: Callable[[list[Any]], _R], few: bool = False
    ) -> None:
        self._store, self._table, self._build = store, table, build
        self._known: dict[str, _R] = {}
        self._complete = False
        self._singly_left = _SINGLY if few else None

    def _asked(self) -> bool:
        """One more record was asked for by itself; true when it is better to read them all."""
        if self._singly_left is None:
            return False
        self._singly_left -= 1
        return self._singly_left < 0

    def __getitem__(self, key: str) -> _R:
        if key in self._known:
            return self._known[key]
        if not self._complete and self._asked():
            self._read_all()
            return self._known[key]
        found = self._store.one(f"SELECT row FROM {self._table} WHERE id = ?", key)
        if found is None:
            self._store.sound(f"{self._table}.id")
            raise KeyError(key)
        return self._known.setdefault(key, self._record(key, self._store.opened(found[0])))

    def _named_by(self, rows: Iterable[tuple[str]]) -> list[_R]:
        """The records of ids that the store itself gave: each of them is there."""
        try:
            return [self[key] for (key,) in rows]
        except KeyError as error:
            raise self._store.damaged(self._table) from error

    def _record(self, key: str, row: list[Any]) -> _R:
        """The record of a row, whose seal covers its id as well."""
        if row[0] != key:
            raise self._store.damaged("id")
        return self._build(row)

    def __contains__(self, key: object) -> bool:
        if key in self._known:
            return True
        if self._complete or not isinstance(key, str):
            return False
        if self._store.one(f"SELECT 1 FROM {self._table} WHERE id = ?", key) is not None:
            return True
        self._store.sound(f"{self._table}.id")
        return False

    def __iter__(self) -> Iterator[str]:
        self._read_all()
        return iter(self._known)

    def __len__(self) -> int:
        self._store.sound(self._table)
        found = self._store.one(f"SELECT count(*) FROM {self._table}")
        return int(found[0])

    def values(self) -> Any:
        """All records in order, read in one go."""
        self._read_all()
        return self._known.values()

    def items(self) -> Any:
        """All ids and records in order, read in one go."""
        self._read_all()
        return self._known.items()

    def _read_all(self) -> None:
        if self._complete:
            return
        before = self._known
        self._store.sound(self._table)
        rows = self._store.all(f"SELECT id, row FROM {self._table} ORDER BY rowid")
        opened = self._store.opened_all([row for _, row in rows])
        read = [
            before[key] if key in before else self._record(key, plain)
            for (key, _), plain in zip(rows, opened, strict=True)
        ]
        self._known = {one.id: one for one in self._in_order(read)}
        self._complete = True

    def _in_order(self, records: Iterable[_R]) -> list[_R]:
        """Records in the order in which they stand in the files."""
        return sorted(records, key=lambda one: self._store.position(one.at))


class Plans(Table[Plan]):
    """Plans, whose targets are read only when looked at."""

    def of(self, places: Iterable[str]) -> list[Plan]:
        """The plans of some jurisdictions, in order."""
        wanted = list(places)
        marks = ",".join("?" * len(wanted))
        rows = self._store.all(
            f"SELECT id FROM plans WHERE jurisdiction IN ({marks}) ORDER BY rowid", *wanted
        )
        if not rows:
            self._store.sound("plans.jurisdiction")
        return self._in_order(self._named_by(rows))

    def upper(self) -> list[Plan]:
        """The plans of which only some targets could be had, in order."""
        self._store.sound("plans.complete")
        rows = self._store.all(
            "SELECT id FROM plans INDEXED BY plans_upper WHERE complete = 0 ORDER BY rowid"
        )
        return self._in_order(self._named_by(rows))


class Jurisdictions(Table[Jurisdiction]):
    """Places, found by any of their names."""

    def named(self, key: str, *, initials: bool = False) -> list[Jurisdiction]:
        """The places that answer to a folded name, or whose initials it is."""
        rows = self._store.all(
            "SELECT DISTINCT id FROM names WHERE name = ? AND initials = ?", key, int(initials)
        )
        if not rows:
            self._store.sound("names.name")
        found = self._named_by(rows)
        if any(key not in answers_to(place, initials) for place in found):
            raise self._store.damaged("names")
        return self._in_order(found)


def answers_to(place: Jurisdiction, short: bool) -> set[str]:
    """The folded names of a place, or its initials."""
    return {initials(place)} if short else {folded(name) for name in names_of(place)}


class Rows(Sequence[_T], Generic[_T]):
    """A sequence of records that is read when first looked into."""

    def __init__(self, read: Callable[[], list[_T]]) -> None:
        self._read = read
        self._items: list[_T] | None = None

    def _all(self) -> list[_T]:
        if self._items is None:
            self._items = self._read()
        return self._items

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_T]: ...
    def __getitem__(self, index: int | slice) -> _T | Sequence[_T]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[_T]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


class TargetRows(Sequence[Target]):
    """One plan's targets, told apart by indicator and scope before they are read, and each read
    when it is looked at. A target is the same object until it is forgotten.

    ``read`` gives the lines, ``build`` makes the target of one.
    """

    def __init__(
        self,
        read: Callable[[], list[list[str]]],
        build: Callable[[list[str]], Target],
        size: int,
    ) -> None:
        self._read, self._build, self._size = read, build, size
        self.forget()

    def forget(self) -> None:
        """Drop what was read; it is read again when looked into again."""
        self._lines: list[list[str]] | None = None
        self._known: dict[int, Target] = {}

    def _all_lines(self) -> list[list[str]]:
        if self._lines is None:
            self._lines = self._read()
        return self._lines

    def keys(self) -> list[Key]:
        """Indicator and scope of each target."""
        return [(name, None if scope == "-" else scope) for name, scope, _ in self._all_lines()]

    def _all(self) -> list[Target]:
        return [self[place] for place in range(len(self._all_lines()))]

    @overload
    def __getitem__(self, index: int) -> Target: ...
    @overload
    def __getitem__(self, index: slice) -> list[Target]: ...
    def __getitem__(self, index: int | slice) -> Target | list[Target]:
        if not isinstance(index, int) or index < 0:
            return self._all()[index]
        if index not in self._known:
            self._known[index] = self._build(self._all_lines()[index])
        return self._known[index]

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Target]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == list(other)

    __hash__ = None  # type: ignore[assignment]
