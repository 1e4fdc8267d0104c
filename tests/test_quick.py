"""Plain command lines: read without typer, and as Typer reads them; what a run may import."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from plancmp.cli import app, quick
from plancmp.cli.calling import command
from plancmp.cli.quick import GRAMMAR, plain
from plancmp.compare.loader import load
from terminals import modules_after

GRAMMARS: dict[str, Any] = json.loads(GRAMMAR.read_text("utf-8"))
ROOT = Path(__file__).parent.parent


def as_typer_reads(args: Sequence[str]) -> dict[str, Any] | None:
    """What Typer hands to the command, without what was not given; None where it refuses."""
    seen: dict[str, Any] = {}

    def recorder(name: str) -> Any:
        @wraps(command(name))
        def record(**given: Any) -> None:
            seen.update(given)

        return record

    before = app.command
    app.command = recorder
    try:
        app.build([args[0]])(args=list(args), prog_name="plancmp", standalone_mode=False)
    except typer.TyperException:
        return None
    finally:
        app.command = before
    return seen


def with_defaults(name: str, given: dict[str, Any]) -> dict[str, Any]:
    parameters = inspect.signature(command(name)).parameters.values()
    return {p.name: p.default for p in parameters if p.default is not p.empty} | given


WORDS = st.sampled_from(
    ["清城", "dongguan", "health", "children", "women", "json", "table", "2025", "1800", "x", "",
     "-", "--", "-q", "-F", "--form", "--format", "--format=csv", "--format=", "-Fjson", "-qa",
     "--help", "-h", "national", "looser", "--quiet=1", "２０２５", "+2025", " 2025", "a=b", "--no-such",
     "goals", "quantitative", "/tmp/x.yaml", "secondary", "en", "name", "svg", "html", "none"]
)  # fmt: skip


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Command lines that are mostly right: options of the command with a fitting or odd value."""
    name = draw(st.sampled_from(sorted(GRAMMARS)))
    words = [name]
    for _ in range(draw(st.integers(0, 6))):
        option = draw(st.sampled_from(["", *GRAMMARS[name]["options"]]))
        kind = GRAMMARS[name]["options"][option][1] if option else "text"
        value = draw(fitting(kind) if draw(st.integers(0, 4)) else WORDS)
        if not option:
            words.append(value)
        elif kind == "flag":
            words.append(option)
        elif option.startswith("--") and draw(st.booleans()):
            words.append(f"{option}={value}")
        else:
            words += [option, value]
    return words


def fitting(kind: Any) -> st.SearchStrategy[str]:
    if isinstance(kind, list):
        return st.sampled_from(["2025", "2030", "1990"])
    if ":" in kind:
        module, _, enum = kind.partition(":")
        return st.sampled_from(
            [m.value for m in getattr(__import__(module, fromlist=[enum]), enum)]
        )
    return st.sampled_from(["清城", "national", "近视率", "a.md"])


@given(command_lines())
def test_a_plain_command_line_is_read_as_typer_reads_it(args: list[str]) -> None:
    read = plain(args)
    if read is None:
        return
    expected = as_typer_reads(args)
    assert expected is not None, "Typer refuses it"
    assert with_defaults(args[0], read) == expected


@pytest.mark.parametrize(
    "line",
    ["check 清城 -q", "check -q --against national --against 东莞", "list --format=json -k count",
     "diff 东莞 清城 -a children -f health --all", "show 近视率 清城 --year 2030",
     "explain 近视率 清城 national", "list 乐清 --year 2025 -o x.csv"],
)  # fmt: skip
def test_everyday_command_lines_are_plain(line: str) -> None:
    assert plain(line.split()) is not None


@pytest.mark.parametrize(
    "line",
    ["", "--version", "chek", "check --help", "check --form json", "check -qa women", "check --year x",
     "check --year 1800", "check --format pdf", "show", "explain 近视率", "plans 清城", "check --against",
     "check --against -q", "check --quiet=yes", "check -- 清城", "check -F=json", "verify 清城"],
)  # fmt: skip
def test_anything_else_is_left_to_typer(line: str) -> None:
    assert plain(line.split()) is None


def test_the_grammar_is_that_of_the_application() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "make_grammar.py", "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_an_option_set_that_does_not_fit_is_refused_either_way(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = ("check", "清城", "--format", "xlsx")
    quickly = run(*args)
    monkeypatch.setattr(quick, "run_plain", lambda _: None)
    assert run(*args) == quickly
    assert quickly.code == 2
    assert "--output" in quickly.err


# -- what a warm run imports ---------------------------------------------------------------------

MAY_IMPORT = {
    "plancmp", "plancmp.cli", "plancmp.cli.calling", "plancmp.cli.choices", "plancmp.cli.commands",
    "plancmp.cli.commands.list_", "plancmp.cli.exitcodes", "plancmp.cli.language",
    "plancmp.cli.lazily", "plancmp.cli.main", "plancmp.cli.progress", "plancmp.cli.quick",
    "plancmp.cli.session", "plancmp.cli.settings", "plancmp.cli.streams", "plancmp.compare",
    "plancmp.compare.catalogue", "plancmp.compare.errors", "plancmp.compare.formats",
    "plancmp.compare.formats.json_object", "plancmp.compare.goal", "plancmp.compare.jsonform",
    "plancmp.compare.labels", "plancmp.compare.limits", "plancmp.compare.listing", "plancmp.compare.loader",
    "plancmp.compare.model", "plancmp.compare.names", "plancmp.compare.places",
    "plancmp.compare.record", "plancmp.compare.sheets", "plancmp.compare.store",
    "plancmp.compare.stored_rows", "plancmp.compare.stored_tables",
    "plancmp.compare.suggest", "plancmp.compare.units", "plancmp.compare.universals",
    "plancmp.compare.views", "plancmp.compare.views.listing", "plancmp.compare.visible", "plancmp.data",
}  # fmt: skip
"""All that a JSON listing is made of."""


def test_a_warm_json_run_imports_only_what_it_is_made_of(tmp_path: Path) -> None:
    load(cache=tmp_path)
    imported = modules_after(tmp_path, "list", "--format", "json")
    roots = {m.partition(".")[0] for m in imported}
    assert roots <= {*sys.stdlib_module_names, "plancmp"}, "no package of others"
    assert {m for m in imported if m.startswith("plancmp")} <= MAY_IMPORT
    # what typer and dataclasses bring, and half of a start-up with it
    assert not imported & {"inspect", "dataclasses", "ast", "yaml", "rich", "typer"}


@pytest.mark.parametrize("argv", [("check", "-q"), ("diff",), ("show", "近视率")], ids=" ".join)
def test_a_table_in_a_pipe_needs_neither_typer_nor_a_console(
    tmp_path: Path, argv: tuple[str, ...]
) -> None:
    load(cache=tmp_path)
    imported = modules_after(tmp_path, *argv)
    assert not imported & {"inspect", "dataclasses", "yaml", "typer", "rich.console", "rich.table"}
