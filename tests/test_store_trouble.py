"""What can be wrong with a cache folder or a compiled catalogue, and that it never matters."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from catalogues import JURISDICTIONS, plan, target, written
from plancmp.cli.main import main
from plancmp.compare import store
from plancmp.compare.errors import CatalogueError, UnusableCacheError
from plancmp.compare.loader import _asked, load
from plancmp.compare.store import cache_folder
from terminals import fifo


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small catalogue in one file."""
    return written(tmp_path, plan("a-children", "dongguan", target("infant-mortality", "≤3‰")),
                   waivers=[{"target": "a-children/infant-mortality@2030", "rule": "percent-above-100",
                             "reason": "照录", "expires": "2030-01-01"}])  # fmt: skip


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def compiled(cache: Path) -> Path:
    (path,) = cache.glob("*.sqlite")
    return path


def opened_by(book: Path, cache: Path) -> store.Store:
    """The store that :func:`load` opens for a catalogue of one file."""
    before = set(cache.glob("*.sqlite"))
    found = store.Store(_asked(book, ()), [(str(book), str(book))], cache)
    assert set(cache.glob("*.sqlite")) == before
    return found


def change(path: Path, *statements: str) -> None:
    base = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        base.execute(statement)
    base.close()


# -- where it is kept ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"PLANCMP_CACHE": "/a/b", "XDG_CACHE_HOME": "/x"}, "/a/b"),
        ("linux", {"PLANCMP_CACHE": "OFF"}, None),
        ("linux", {"PLANCMP_CACHE": ""}, None),
        ("linux", {"PLANCMP_CACHE": "0"}, None),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/plancmp"),
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/plancmp"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": ""}, "/home/a/.cache/plancmp"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/plancmp"),
        ("win32", {"LOCALAPPDATA": "/c/a"}, "/c/a/plancmp/cache"),
        ("win32", {}, None),
    ],
)
def test_each_system_has_its_place_for_caches(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    environment: dict[str, str],
    expected: str | None,
) -> None:
    for name in ("PLANCMP_CACHE", "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert cache_folder() == (None if expected is None else Path(expected))


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("PLANCMP_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "expanduser", unknown)
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache_folder() is None


def test_of_many_compiled_catalogues_the_newest_are_kept(book: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for n in range(12):
        copy = tmp_path / f"copy{n}.yaml"
        shutil.copy(book, copy)
        load(copy, cache=cache)
    assert len(list(cache.glob("*.sqlite"))) == 8
    load(copy, cache=cache)
    assert len(list(cache.glob("*.sqlite"))) == 8


def test_a_dangling_link_in_the_cache_folder_is_no_obstacle(book: Path, cache: Path) -> None:
    cache.mkdir()
    (cache / "0123abcd-1.sqlite").symlink_to(cache / "nowhere")
    assert list(load(book, cache=cache).plans) == ["a-children"]
    assert (cache / "0123abcd-1.sqlite").is_symlink()


# -- what it says --------------------------------------------------------------------------------


def test_every_section_comes_back_as_it_was_read(book: Path, cache: Path) -> None:
    read = load(book)
    assert read.waivers
    for _ in range(2):
        assert list(load(book, cache=cache).waivers) == list(read.waivers)


def test_a_table_answers_like_a_dictionary(book: Path, cache: Path) -> None:
    plain, read = load(book), load(book, cache=cache)
    for table, other in ((read.plans, plain.plans), (read.indicators, plain.indicators)):
        first = next(iter(other))
        assert first in table
        assert "no-such" not in table
        assert 7 not in table  # type: ignore[comparison-overlap]
        with pytest.raises(KeyError):
            table["no-such"]
        assert list(table.values()) == list(other.values())
        assert first in table
        assert 7 not in table  # type: ignore[comparison-overlap]
        with pytest.raises(KeyError):
            table["\udcb6"]


def test_asked_for_many_indicators_it_reads_them_all(
    book: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plancmp.compare.stored_tables._SINGLY", 2)
    plain, read = load(book).indicators, load(book, cache=cache).indicators
    names = list(plain)
    assert not read._complete  # type: ignore[attr-defined]
    assert [read[name] for name in names] == [plain[name] for name in names]
    assert read._complete  # type: ignore[attr-defined]
    with pytest.raises(KeyError):
        read["no-such"]


def test_observed_values_can_be_taken_in_part_and_compared(cache: Path) -> None:
    plain, read = load().observations, load(cache=cache).observations
    assert len(plain) > 100
    assert list(read[1:3]) == list(plain[1:3])
    assert read[0] == plain[0]
    assert read == plain
    assert read != "observed"


def test_targets_can_be_taken_in_part_and_compared(book: Path, cache: Path) -> None:
    plain, read = load(book).plans["a-children"], load(book, cache=cache).plans["a-children"]
    assert read.targets[:1] == list(plain.targets)
    assert read.targets[0] == plain.targets[0]
    assert read.targets == plain.targets
    assert read.targets != "a-children"


# -- what is wrong with it -----------------------------------------------------------------------


def test_what_an_older_version_wrote_is_made_anew(book: Path, cache: Path) -> None:
    load(book, cache=cache)
    change(compiled(cache), "UPDATE meta SET value = 'older' WHERE key = 'program'",
           "DELETE FROM plans")  # fmt: skip
    assert list(load(book, cache=cache).plans) == ["a-children"]


def test_a_database_of_somebody_elses_is_left_as_it_is(book: Path, cache: Path) -> None:
    load(book, cache=cache)
    path = compiled(cache)
    path.unlink()
    # the shadow tables of a full-text index cannot be dropped
    change(path, "CREATE VIRTUAL TABLE theirs USING fts5(words)",
           "INSERT INTO theirs VALUES ('kept')")  # fmt: skip
    assert list(load(book, cache=cache).plans) == ["a-children"]
    base = sqlite3.connect(path)
    assert base.execute("SELECT words FROM theirs").fetchall() == [("kept",)]
    base.close()


@pytest.mark.parametrize("table", ["plans", "indicators", "names", "scopes", "jurisdictions"])
def test_a_table_that_is_gone_is_not_missed(
    book: Path, cache: Path, table: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    argv = ["show", "婴儿死亡率", "东莞", "--catalogue", str(book), "--against", "guangdong"]
    monkeypatch.setenv("PLANCMP_CACHE", "off")
    expected = main(argv), capsys.readouterr()
    monkeypatch.setenv("PLANCMP_CACHE", str(cache))
    assert (main(argv), capsys.readouterr()) == expected
    change(compiled(cache), f"DROP TABLE {table}")
    assert (main(argv), capsys.readouterr()) == expected


def test_what_another_catalogue_left_in_the_file_is_forgotten(book: Path, cache: Path) -> None:
    load(book, cache=cache)
    theirs = compiled(cache)
    mine = written(book.parent, plan("b-children", "qingcheng", target("infant-mortality", "≤4‰")),
                   name="mine.yaml")  # fmt: skip
    load(mine, cache=cache)
    (path,) = set(cache.glob("*.sqlite")) - {theirs}
    theirs.replace(path)
    assert list(load(mine, cache=cache).plans) == ["b-children"]
    assert list(load(mine, cache=cache).plans) == ["b-children"]


def test_rows_that_nobody_wrote_are_not_believed(book: Path, cache: Path) -> None:
    load(book, cache=cache)
    change(
        compiled(cache),
        "INSERT INTO files VALUES (99, 'other.yaml', '1', 'x', '')",
        "INSERT INTO plans SELECT 'b-children', jurisdiction, complete, row, 99 FROM plans",
    )
    with pytest.raises(UnusableCacheError):
        list(load(book, cache=cache).plans)
    assert list(load(book, cache=cache).plans) == ["a-children"]


def test_a_file_that_is_gone_is_told_as_without_cache(book: Path, cache: Path) -> None:
    load(book, cache=cache)
    book.unlink()
    with pytest.raises(CatalogueError, match="没有这个文件"):
        load(book, cache=cache)


def test_a_changed_file_that_cannot_be_read_is_told_as_without_cache(
    book: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(book, cache=cache)
    book.write_text(book.read_text("utf-8") + "# changed\n", "utf-8")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(CatalogueError, match="没有权限"):
        load(book, cache=cache)


def test_places_in_a_circle_are_told_as_without_cache(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = {p["id"]: dict(p) for p in JURISDICTIONS}
    world["nation"] |= {"parent": "dongguan", "level": "district"}
    monkeypatch.setattr("catalogues.JURISDICTIONS", list(world.values()))
    path = written(tmp_path, plan("a-children", "dongguan", target("infant-mortality", "≤3‰")))
    with pytest.raises(CatalogueError) as plain:
        load(path)
    with pytest.raises(CatalogueError) as cached:
        load(path, cache=cache)
    assert cached.value.problems == plain.value.problems


def test_a_touched_file_in_a_cache_that_is_busy_is_read_again(
    book: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(book, cache=cache)
    book.touch()
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    holder = sqlite3.connect(compiled(cache), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")  # others may read meanwhile, and not write
    try:
        assert list(load(book, cache=cache).plans) == ["a-children"]
    finally:
        holder.close()


def test_a_damaged_cache_that_cannot_be_deleted_is_not_used(
    book: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(book, cache=cache)
    path = compiled(cache)
    path.write_bytes(b"no database" * 1000)

    def refuse(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "unlink", refuse)
    for _ in range(2):
        assert list(load(book, cache=cache).plans) == ["a-children"]
    assert path.read_bytes().startswith(b"no database")


def test_the_catalogue_in_use_is_kept_whatever_the_clock_says(book: Path, cache: Path) -> None:
    cache.mkdir()
    for n in range(9):
        other = cache / f"0000000{n}-1.sqlite"
        other.touch()
        os.utime(other, (4e9, 4e9))
    load(book, cache=cache)
    kept = {path.name for path in cache.glob("*.sqlite")}
    assert len({name for name in kept if not name.startswith("0000000")}) == 1
    assert len(kept) == 9


def test_files_of_others_in_the_cache_folder_are_never_deleted(book: Path, cache: Path) -> None:
    cache.mkdir()
    theirs = [cache / f"mydata{n}.sqlite" for n in range(12)]
    for path in theirs:
        path.touch()
    load(book, cache=cache)
    assert all(path.exists() for path in theirs)


def test_a_run_whose_tables_another_program_made_anew_reads_the_files(
    book: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(book, cache=cache)
    opened = opened_by(book, cache)
    monkeypatch.setattr(store, "_program_mark", lambda: "other")
    opened_by(book, cache)  # drops the tables and makes them anew, empty
    with pytest.raises(UnusableCacheError):
        opened.catalogue()


def test_a_record_of_a_file_that_is_none_of_these_is_not_believed(book: Path, cache: Path) -> None:
    load(book, cache=cache)
    opened = opened_by(book, cache)
    opened._number.clear()
    with pytest.raises(UnusableCacheError):
        list(opened.catalogue().plans)
    assert not list(cache.glob("*.sqlite"))


def test_tables_made_by_another_run_meanwhile_are_not_dropped(
    book: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(book, cache=cache)
    asked: list[str | None] = []
    real = store.Store._written_by

    def at_first_nothing(self: store.Store) -> str | None:
        asked.append(real(self) if asked else None)
        return asked[-1]

    monkeypatch.setattr(store.Store, "_written_by", at_first_nothing)
    opened = opened_by(book, cache)
    assert opened.one("SELECT count(*) FROM plans")[0] == 1
    assert len(asked) == 2


def test_what_is_no_plain_file_or_too_large_is_refused_warm_as_cold(
    book: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    load(book, cache=cache)
    with book.open("a", encoding="utf-8") as stream:
        stream.writelines(["# a long comment\n"] * 70_000)
    load(book, cache=cache)
    monkeypatch.setenv("PLANCMP_MAX_MB", "1")
    with pytest.raises(CatalogueError, match="1 MB"):
        load(book, cache=cache)
    pipe = fifo(tmp_path)
    with pytest.raises(CatalogueError, match="不是普通文件"):
        load(pipe, cache=cache)


def test_a_file_name_that_is_no_utf_8_is_read_without_cache(book: Path, cache: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(book.parent) + b"/\xb9\xe6.yaml"))
    book.rename(odd)
    assert list(load(odd, cache=cache).plans) == ["a-children"]


def test_targets_that_are_gone_are_never_taken_for_none(book: Path, cache: Path) -> None:
    load(book, cache=cache)
    change(compiled(cache), "DELETE FROM targets")
    one = load(book, cache=cache).plans["a-children"]
    with pytest.raises(UnusableCacheError):
        list(one.targets)
