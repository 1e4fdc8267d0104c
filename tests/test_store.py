"""The compiled cache: never a different answer, never an obstacle."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from catalogues import plan, target, upper, written
from plancmp.cli.main import main
from plancmp.compare import loader, store
from plancmp.compare.align import Statements
from plancmp.compare.catalogue import Catalogue, keys_of, targets_about
from plancmp.compare.check import check_plans
from plancmp.compare.compiling import Work
from plancmp.compare.errors import CatalogueError, UnusableCacheError
from plancmp.compare.loader import builtin_files, load
from plancmp.compare.model import Target
from plancmp.compare.reading import read_file

COMMANDS = (
    ("list", "--format", "json"),
    ("diff", "--all", "--format", "json"),
    ("check", "--format", "json"),
    ("show", "infant-mortality", "--format", "json"),
    ("lint", "--format", "json"),
    ("plans", "--format", "json"),
    ("indicators", "--format", "json"),
    ("profile", "清城", "--format", "json"),
    ("diff", "东莞", "清城", "-f", "health"),
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The built-in files in a folder of their own."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for path in builtin_files():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def _files(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.sqlite"))


def _equal(one: Catalogue, other: Catalogue) -> bool:
    return (
        list(one.plans) == list(other.plans)
        and all(list(one.plans[p].targets) == list(other.plans[p].targets) for p in one.plans)
        and dict(one.indicators.items()) == dict(other.indicators.items())
        and dict(one.jurisdictions.items()) == dict(other.jurisdictions.items())
        and dict(one.scopes.items()) == dict(other.scopes.items())
        and list(one.observations) == list(other.observations)
        and list(one.exclusions) == list(other.exclusions)
        and list(one.waivers) == list(other.waivers)
        and one.version == other.version
    )


def test_a_compiled_catalogue_equals_the_one_that_was_read(tmp_path: Path) -> None:
    read = load()
    assert _equal(load(cache=tmp_path), read)  # compiled now
    assert _equal(load(cache=tmp_path), read)  # compiled before


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_prints_the_same_with_and_without_cache(
    command: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def printed() -> tuple[int, str, str]:
        code = main([*command])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    plain = printed()
    assert not _files(tmp_path)
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path))
    assert printed() == plain  # compiled now
    assert printed() == plain  # compiled before
    assert _files(tmp_path)


def test_only_a_changed_file_is_compiled_again(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(copy, cache=cache)
    with (copy / "observed.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# a comment\n")
    compiled: list[tuple[int, int]] = []
    load(copy, cache=cache, progress=lambda done, total: compiled.append((done, total)))
    assert compiled == [(0, 1)]
    load(copy, cache=cache, progress=lambda done, total: compiled.append((done, total)))
    assert len(compiled) == 1


def test_a_file_touched_without_a_change_is_not_compiled_again(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(copy, cache=cache)
    os.utime(copy / "plans.yaml", (1, 1))
    compiled: list[int] = []
    load(copy, cache=cache, progress=lambda done, total: compiled.append(done))
    assert compiled == []


def test_a_changed_figure_is_seen(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(copy, cache=cache)
    text = (copy / "plans.yaml").read_text("utf-8")
    assert text.count("goal: ≤0.5%") >= 1
    (copy / "plans.yaml").write_text(text.replace("goal: ≤0.5%", "goal: ≤0.4%"), "utf-8")
    assert _equal(load(copy, cache=cache), load(copy))


def test_a_changed_figure_is_seen_though_size_and_time_were_given_back(
    copy: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    path = copy / "plans.yaml"
    load(copy, cache=cache)
    before, text = path.stat(), path.read_text("utf-8")
    path.write_text(text.replace("goal: ≤0.5%", "goal: ≤0.4%"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert _equal(load(copy, cache=cache), load(copy))


def test_a_file_that_is_gone_takes_its_plans_with_it(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(copy, cache=cache)
    (copy / "baselines.yaml").unlink()
    after = load(copy, cache=cache)
    assert "national-children" not in after.plans
    assert _equal(after, load(copy))


def _split(folder: Path) -> None:
    """One file for each plan, beside the others of a copy of the built-in files."""
    whole = (folder / "plans.yaml").read_text("utf-8")
    head, *plans = re.split(r"(?m)^(?=- id: )", whole[whole.index("plans:\n") :])
    before = whole[: whole.index("plans:\n")]
    (folder / "plans.yaml").write_text(f"{before}plans: []\n", "utf-8")
    for number, text in enumerate(plans):
        (folder / f"plan-{number}.yaml").write_text(head + text, "utf-8")


def test_a_file_that_joins_leaves_or_is_renamed_is_compiled_alone(
    copy: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    _split(copy)
    (copy / "exclusions.yaml").unlink()  # which names plans
    last, elsewhere = copy / "plan-6.yaml", tmp_path / "plan-6.yaml"
    last.rename(elsewhere)
    compiled: list[int] = []

    def brought_up_to_date() -> int:
        compiled.clear()
        book = load(copy, cache=cache, progress=lambda _, total: compiled.append(total))
        assert _equal(book, load(copy))
        return len(compiled)

    assert brought_up_to_date() == len(list(copy.glob("*.yaml")))
    elsewhere.rename(copy / "a-first.yaml")  # before all others: the order of the rest moves
    assert brought_up_to_date() == 1
    (copy / "a-first.yaml").rename(last)
    assert brought_up_to_date() == 1
    last.unlink()
    assert brought_up_to_date() == 0
    assert len(_files(cache)) == 1


def test_a_plan_that_moves_to_another_file_is_found_there(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    _split(copy)
    load(copy, cache=cache)
    one, other = copy / "plan-2.yaml", copy / "plan-3.yaml"
    mine, theirs = one.read_text("utf-8"), other.read_text("utf-8")
    one.write_text(theirs, "utf-8")
    other.write_text(mine, "utf-8")
    assert _equal(load(copy, cache=cache), load(copy))


@pytest.mark.parametrize(
    ("file", "line"),
    [("plans.yaml", "- id: lanxi"), ("indicators.yaml", "- id: infant-mortality"),
     ("plans.yaml", "- id: rural"), ("plan-0.yaml", "- id: dongguan-children")],
)  # fmt: skip
def test_what_others_use_and_is_no_longer_defined_is_told_as_without_cache(
    copy: Path, tmp_path: Path, file: str, line: str
) -> None:
    cache = tmp_path / "cache"
    _split(copy)
    load(copy, cache=cache)
    path = next(p for p in [copy / file, *copy.glob("*.yaml")] if line in p.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace(line, f"{line}-gone", 1), "utf-8")
    with pytest.raises(CatalogueError) as plain:
        load(copy)
    for _ in range(2):
        with pytest.raises(CatalogueError) as cached:
            load(copy, cache=cache)
        assert cached.value.problems == plain.value.problems


def test_a_catalogue_is_known_by_what_was_asked_for(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    twin = tmp_path / "twin" / copy.name
    shutil.copytree(copy, twin)
    text = (twin / "plans.yaml").read_text("utf-8")
    (twin / "plans.yaml").write_text(text.replace("goal: ≤0.5%", "goal: ≤0.4%"), "utf-8")
    for folder in (copy, twin, copy):
        monkeypatch.chdir(folder.parent)
        assert _equal(load(Path(copy.name), cache=cache), load(folder.relative_to(Path.cwd())))
    assert len(_files(cache)) == 2
    assert load(copy, cache=cache).plans["dongguan-children"].at.file == str(copy / "plans.yaml")


def test_targets_are_read_when_they_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = store.to_target

    def noted(line: list[str], plan: str, file: str) -> Target:
        read.append(line[0])
        return real(line, plan, file)

    monkeypatch.setattr(store, "to_target", noted)
    plan = load(cache=tmp_path).plans["dongguan-children"]
    stated = Statements(plan.targets)
    assert len(plan.targets) == len(keys_of(plan.targets)) > 100
    assert stated
    assert ("infant-mortality", None) in stated
    assert not read
    assert (
        stated["infant-mortality", None].speaking
        is targets_about(plan.targets, "infant-mortality")[0]
    )
    assert set(read) == {"infant-mortality"}
    assert plan.targets[-1] is list(plan.targets)[-1]
    assert len(read) == len(plan.targets)


def test_a_fault_is_reported_as_without_cache(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(copy, cache=cache)
    text = (copy / "plans.yaml").read_text("utf-8")
    (copy / "plans.yaml").write_text(
        text.replace("indicator: infant-mortality", "indicator: infant-mortalty", 1), "utf-8"
    )
    with pytest.raises(CatalogueError) as cached:
        load(copy, cache=cache)
    with pytest.raises(CatalogueError) as plain:
        load(copy)
    assert cached.value.problems == plain.value.problems
    (copy / "plans.yaml").write_text(text, "utf-8")
    assert _equal(load(copy, cache=cache), load(copy))


@pytest.mark.parametrize("damage", ["not a database", "cut off", "bytes flipped"])
def test_a_damaged_cache_is_never_believed(damage: str, tmp_path: Path) -> None:
    read = load()
    load(cache=tmp_path)
    (path,) = _files(tmp_path)
    raw = bytearray(path.read_bytes())
    if damage == "not a database":
        raw = bytearray(b"nothing of the kind" * 100)
    elif damage == "cut off":
        raw = raw[: len(raw) // 3]
    else:
        for place in range(4096, len(raw), 997):
            raw[place] ^= 0x55
    path.write_bytes(raw)
    command = [sys.executable, "-m", "plancmp.cli", "list", "--format", "json"]
    env = os.environ | {"PLANCMP_CACHE": str(tmp_path)}
    damaged = subprocess.run(command, env=env, capture_output=True, check=True)
    plain = subprocess.run(command, env=env | {"PLANCMP_CACHE": "off"}, capture_output=True,
                           check=True)  # fmt: skip
    assert damaged.stdout == plain.stdout
    assert damaged.stderr == b""
    assert len(read.plans) > 30


def test_a_changed_row_is_found_out_by_its_checksum(tmp_path: Path) -> None:
    load(cache=tmp_path)
    (path,) = _files(tmp_path)
    with sqlite3.connect(path) as base:
        (row,) = base.execute(
            "SELECT rows FROM targets WHERE plan = 'dongguan-children'"
        ).fetchone()
        assert '"2.0"' in row
        base.execute("UPDATE targets SET rows = ? WHERE plan = 'dongguan-children'",
                     (row.replace('"2.0"', '"1.0"'),))  # fmt: skip
    base.close()
    command = [sys.executable, "-m", "plancmp.cli", "list", "东莞", "--format", "csv"]
    env = os.environ | {"PLANCMP_CACHE": str(tmp_path)}
    told = subprocess.run(command, env=env, capture_output=True, check=True)
    plain = subprocess.run(command, env=env | {"PLANCMP_CACHE": "off"}, capture_output=True,
                           check=True)  # fmt: skip
    assert told.stdout == plain.stdout


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM extras WHERE kind = 'exclusions'",
        "DELETE FROM extras WHERE rowid = 1",
        "DELETE FROM names WHERE id = 'dongguan'",
        "UPDATE names SET id = 'nowhere' WHERE id = 'dongguan'",
        "UPDATE names SET name = '东莞' WHERE id = 'lanxi' AND name = '兰溪'",
        "DELETE FROM plans WHERE id = 'dongguan-children'",
        "UPDATE plans SET id = 'd0ngguan-children' WHERE id = 'dongguan-children'",
        "UPDATE plans SET jurisdiction = 'lanxi' WHERE id = 'dongguan-children'",
        "UPDATE targets SET rows = x'00' WHERE plan = 'dongguan-children'",
        "UPDATE targets SET plan = CASE plan WHEN 'lanxi-children' THEN 'dongguan-children'"
        " WHEN 'dongguan-children' THEN 'x' ELSE plan END",
        "UPDATE plans SET complete = 1 WHERE id = 'national-children'",
        "UPDATE indicators SET id = 'infant-mortalitx' WHERE id = 'infant-mortality'",
        "DELETE FROM scopes",
        "DELETE FROM meta WHERE key LIKE 'sum of%'",
        "UPDATE meta SET value = replace(value, '20', '21') WHERE key = 'version'",
    ],
)
def test_rows_that_are_gone_moved_or_renamed_are_found_out(damage: str, tmp_path: Path) -> None:
    read = load()
    load(cache=tmp_path)
    (path,) = _files(tmp_path)
    base = sqlite3.connect(path)
    with base:
        base.execute(damage)
    base.close()
    with contextlib.suppress(UnusableCacheError):  # upon which the files are read
        _looked_through(load(cache=tmp_path), read)
    assert not _files(tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE files SET id = 77 WHERE path LIKE '%plans.yaml'",
        "DELETE FROM files WHERE path LIKE '%plans.yaml'",
        "UPDATE files SET path = path || 'x'",
        "UPDATE files SET hash = 'x', seen = 'y'",
        "DELETE FROM files",
    ],
)
def test_no_damage_to_the_list_of_files_loses_a_plan(
    damage: str, copy: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    read = load(copy)
    load(copy, cache=cache)
    base = sqlite3.connect(_files(cache)[0])
    with base:
        base.execute(damage)
    base.close()
    _looked_through(load(copy, cache=cache), read)
    with (copy / "observed.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# a comment\n")
    for _ in range(2):
        _looked_through(load(copy, cache=cache), load(copy))


def test_a_file_changed_and_changed_back_while_it_is_read_is_read_again(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, path = tmp_path / "cache", copy / "plans.yaml"
    before = path.read_text("utf-8")
    real = loader._one_file

    def another_meanwhile(one: Path, shown: str) -> Catalogue:
        if one == path:
            path.write_text(before.replace("goal: ≤0.5%", "goal: ≤0.4%"), "utf-8")
        try:
            return real(one, shown)
        finally:
            path.write_text(before, "utf-8")

    with monkeypatch.context() as patched:
        patched.setattr(loader, "_one_file", another_meanwhile)
        assert not _equal(load(copy, cache=cache), load(copy))  # what was there at that moment
    assert _equal(load(copy, cache=cache), load(copy))


def test_what_another_run_compiled_meanwhile_is_looked_at_anew(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    _split(copy)
    load(copy, cache=cache)
    for name in ("plan-1.yaml", "plan-2.yaml"):
        path = copy / name
        path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    real, compiled = Work.of, []

    def slow(*args: Any) -> Work:
        work = real(*args)
        if not compiled:  # a second run, quicker than this one
            compiled.append(0)
            load(copy, cache=cache, progress=lambda done, total: compiled.append(total))
        return work

    monkeypatch.setattr(Work, "of", slow)
    mine: list[int] = []
    assert _equal(load(copy, cache=cache, progress=lambda _, total: mine.append(total)), load(copy))
    assert compiled == [0, 2, 2]
    assert not mine


def test_times_that_another_run_noted_meanwhile_stay(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    load(copy, cache=cache)
    os.utime(copy / "plans.yaml", (1, 1))
    real, others = Work.of, []

    def slow(*args: Any) -> Work:
        work = real(*args)
        if not others:  # a second run, quicker than this one, which sees a later touch
            others.append(1)
            os.utime(copy / "plans.yaml", (2, 2))
            load(copy, cache=cache)
        return work

    monkeypatch.setattr(Work, "of", slow)
    assert _equal(load(copy, cache=cache), load(copy))
    monkeypatch.setattr(Work, "of", pytest.fail)  # the next run finds nothing to look at
    assert _equal(load(copy, cache=cache), load(copy))


def test_places_that_share_a_name_stand_in_the_order_of_the_files(
    copy: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    for letter in "ab":
        (copy / f"j{letter}.yaml").write_text(
            f"jurisdictions:\n- {{id: new-{letter}, name: 同名县, short: 同名, pinyin: tong ming, "
            "en: Tongming, level: county, parent: guangdong}\n", "utf-8",
        )  # fmt: skip
    load(copy, cache=cache)
    with (copy / "ja.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# a comment\n")
    named = [place.id for place in load(copy, cache=cache).places_named("同名")]
    assert named == ["new-a", "new-b"]


def test_a_text_that_is_no_longer_utf_8_is_thrown_away_with_its_cache(tmp_path: Path) -> None:
    load(cache=tmp_path)
    (path,) = _files(tmp_path)
    raw = bytearray(path.read_bytes())
    at = raw.index("东莞市".encode())
    while at >= 0:
        raw[at] ^= 0x40
        at = raw.find("东莞市".encode(), at + 1)
    path.write_bytes(raw)
    with contextlib.suppress(UnusableCacheError):
        _looked_through(load(cache=tmp_path), load())
    assert not _files(tmp_path)


def test_damage_outlives_no_change_of_another_file(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(copy, cache=cache)
    (path,) = _files(cache)
    base = sqlite3.connect(path)
    with base:
        base.execute("DELETE FROM plans WHERE id = 'dongguan-children'")
    base.close()
    with (copy / "observed.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# a comment\n")
    assert _equal(load(copy, cache=cache), load(copy))


def _looked_through(book: Catalogue, read: Catalogue) -> None:
    """Ask for all there is as the commands do: by name, by place, one by one, in order."""
    assert [p.id for p in book.places_named("东莞")] == ["dongguan"]
    assert [p.id for p in book.plans_of({"dongguan"})] == ["dongguan-children"]
    assert book.plans["dongguan-children"].targets[0] == read.plans["dongguan-children"].targets[0]
    assert "infant-mortality" in book.indicators
    assert _equal(book, read)


def test_whichever_copy_of_a_name_is_damaged_the_answer_stays_the_same(tmp_path: Path) -> None:
    row = target("infant-mortality", "≤5‰", scope="urban")
    path = written(tmp_path, plan("dongguan-children", "dongguan", row))
    plain, cache = load(path), tmp_path / "cache"
    load(path, cache=cache)
    (compiled,) = _files(cache)
    raw = compiled.read_bytes()
    places = [found.start() for found in re.finditer(b"dongguan|infant-mortality|CREATE ", raw)]
    assert len(places) > 20
    refused = 0
    for place in places:
        compiled.write_bytes(raw[: place + 1] + bytes((raw[place + 1] ^ 0x80,)) + raw[place + 2 :])
        try:
            book = load(path, cache=cache)
            assert _equal(book, plain)
            assert [p.id for p in book.places_named("东莞")] == ["dongguan"]
            assert [p.id for p in book.plans_of({"dongguan"})] == ["dongguan-children"]
            assert (
                book.plans["dongguan-children"].targets == plain.plans["dongguan-children"].targets
            )
        except UnusableCacheError:
            refused += 1
    assert refused


def test_a_damaged_cache_is_thrown_away_and_made_anew(tmp_path: Path) -> None:
    load(cache=tmp_path)
    (path,) = _files(tmp_path)
    path.write_bytes(b"nothing of the kind" * 100)
    load(cache=tmp_path)
    load(cache=tmp_path)
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_a_check_of_many_plans_says_the_same_and_keeps_none_of_their_targets(
    tmp_path: Path,
) -> None:
    drafts = [plan(f"draft-{n}-children", "dongguan", target("infant-mortality", f"≤{n}‰"))
              for n in range(1, 52)]  # fmt: skip
    path = written(tmp_path, *drafts, upper("national-children", "nation",
                                            target("infant-mortality", "≤25‰")))  # fmt: skip
    plain, compiled = load(path), load(path, cache=tmp_path / "cache")
    said = check_plans(compiled, compiled.local_plans(), ("national",))
    assert said == check_plans(plain, plain.local_plans(), ("national",))
    assert len(said.failing) == 26
    found = {f.plan.id: f.target for f in said.findings}
    for one in compiled.local_plans():
        (again,) = one.targets
        assert again == found[one.id]
        assert again is not found[one.id]  # read anew: it was let go once it was checked
    few = compiled.local_plans()[:1]
    assert check_plans(compiled, few, ("national",)).findings[0].target is few[0].targets[0]


def test_a_name_the_shell_could_not_decode_is_no_place(tmp_path: Path) -> None:
    assert not load(cache=tmp_path).places_named("\udcb6\udcab")


def test_a_folder_that_cannot_be_made_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert _equal(load(cache=tmp_path / "file" / "cache"), load())


def test_a_locked_cache_is_no_obstacle(copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(copy, cache=cache)
    (path,) = _files(cache)
    with (copy / "observed.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# a comment\n")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        assert _equal(load(copy, cache=cache), load(copy))
    finally:
        holder.close()


def test_many_at_once_all_get_the_same(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plancmp.cli", "list", "清城", "--format", "csv"]
    env = os.environ | {"PLANCMP_CACHE": str(tmp_path / "cache")}
    running = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for _ in range(6)]
    outputs = {process.communicate()[0] for process in running}
    assert [process.returncode for process in running] == [0] * 6
    assert len(outputs) == 1


def test_one_file_alone_is_read_without_its_references() -> None:
    plans = next(p for p in builtin_files() if p.name == "plans.yaml")
    alone = read_file(plans, "data/plans.yaml")
    assert not alone.indicators
    assert "dongguan-children" in alone.plans


def test_the_cache_holds_text_and_nothing_that_runs(tmp_path: Path) -> None:
    load(cache=tmp_path)
    (path,) = _files(tmp_path)
    raw = path.read_bytes()
    assert raw.startswith(b"SQLite format 3")
    assert b"pickle" not in raw
    assert b"__reduce__" not in raw
