"""What the shell offers after a tab: worked out without typer, and as Typer prints it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plancmp.cli import app
from plancmp.cli.calling import COMMANDS
from plancmp.cli.quick import grammar_of
from plancmp.cli.tab import run_completion
from plancmp.compare import loader
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.loader import load
from terminals import COMMAND, environment, modules_after

SHELLS = ("bash", "zsh", "fish")


@contextmanager
def asked(shell: str, words: Sequence[str], begun: str, **more: str) -> Iterator[None]:
    """The environment in which a shell's script calls the program."""
    env = {"_PLANCMP_COMPLETE": f"complete_{shell}"} | more
    if shell == "bash":
        # Typer's script parts them by line ends
        typed = "\n".join(w for w in ("plancmp", *words, begun) if w)
        env |= {"COMP_WORDS": typed, "COMP_CWORD": str(len(words) + 1)}
    else:
        env |= {"_TYPER_COMPLETE_ARGS": " ".join(("plancmp", *words, begun))}
    with patch.dict(os.environ, env):
        yield


def ours() -> tuple[str, object] | None:
    out = io.StringIO()
    with redirect_stdout(out):
        status = run_completion()
    return None if status is None else (out.getvalue(), int(status))


def typers(name: str) -> tuple[str, object]:
    out = io.StringIO()
    with redirect_stdout(out), pytest.raises(SystemExit) as leaving:
        app.build([name])(args=[], prog_name="plancmp", standalone_mode=False)
    return out.getvalue(), int(leaving.value.code or 0)


@st.composite
def half_typed(draw: st.DrawFn) -> tuple[list[str], str]:
    """A command, some options and arguments, and the beginning of another word."""
    name = draw(st.sampled_from([n for n in COMMANDS if grammar_of(n) is not None]))
    grammar = grammar_of(name) or {}
    options = sorted(grammar["options"])
    values = st.sampled_from(
        ["清城", "dongguan", "health", "json", "2025", "national", "近视率", "x"]
    )
    words = [name]
    for _ in range(draw(st.integers(0, 4))):
        option = draw(st.sampled_from(["", "", *options]))
        if not option:
            words.append(draw(values))
        elif grammar["options"][option][1] == "flag":
            words.append(option)
        elif option.startswith("--") and draw(st.booleans()):
            words.append(f"{option}={draw(values)}")
        else:
            words += [option, draw(values)]
    if options and draw(st.booleans()):
        words.append(draw(st.sampled_from(options)))
    begun = draw(st.sampled_from(["", "q", "qing", "东", "n", "h", "婴儿", "infant", "js", "-", "--f",
                                  "no-such", "a=b", "infant-mortality", "loo", "民族", "'"]))  # fmt: skip
    return words, begun


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_offered_is_what_typer_offers(
    shell: str, real: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "load", lambda **_: real)
    answered = 0

    @given(half_typed(), st.sampled_from(["get-args", "is-args"]))
    def hold(typed: tuple[list[str], str], action: str) -> None:
        nonlocal answered
        with asked(shell, *typed, _TYPER_COMPLETE_FISH_ACTION=action):
            found = ours()
            if found is not None:
                answered += 1
                assert found == typers(typed[0][0])

    hold()
    assert answered > 20


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        ("check", "qing", ["qingcheng", "qingcheng-women", "qingcheng-children"]),
        ("check", "nat", [""]),
        ("check --fail-on", "loo", ["looser"]),
        ("check --fail-on", "missing,lo", ["missing,looser"]),
        ("indicators", "婴儿死", ["婴儿死亡率"]),
        ("check --format =", "js", ["json"]),
        ("check --format", "=", ["table", "markdown", "json", "csv", "xlsx", "junit", "sarif",
                                 "github"]),
        ("check 东莞", "兰", ["兰溪"]),
        ("check --against", "pro", ["province"]),
        ("diff -a women --against", "nat", ["national", "national-children", "national-women", "nation"]),
        ("list --field", "he", ["health"]),
        ("list -F", "j", ["json", "junit"]),
        ("show", "infant-m", ["infant-mortality"]),
        ("show", "婴儿死", ["婴儿死亡率"]),
        ("explain infant-mortality", "dongguan-", ["dongguan-children"]),
        ("explain infant-mortality 东莞", "guangdong-w", ["guangdong-women"]),
        ("lint --rule", "mort", ["mortality-order"]),
        ("check -q --year 2025", "zzz", [""]),
    ],
)  # fmt: skip
def test_everyday_tabs_are_answered_without_typer(
    words: str, begun: str, offered: list[str], real: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "load", lambda **_: real)
    with asked("bash", words.split(), begun):
        assert ours() == ("\n".join(offered) + "\n", 0)


@pytest.mark.parametrize(
    ("words", "begun"),
    [
        ("", "ch"),
        ("no-such", ""),
        ("check", "--"),
        ("check", "-"),
        ("check", "--format=j"),
        ("check --no-such", ""),
        ("check --quiet=1", ""),
        ("check -F=json", ""),
        ("check --year", "20"),
        ("strip -f -a", "东"),
        ("check --output", ""),
        ("explain a b c", ""),
        ("plans", ""),
        ("check", "'清"),
        ("check", "清　"),
    ],
)
def test_all_else_is_left_to_typer(words: str, begun: str) -> None:
    with asked("bash", words.split(), begun):
        assert ours() is None


def test_words_parted_by_blanks_are_read_as_well(
    real: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "load", lambda **_: real)
    with patch.dict(os.environ, {"_PLANCMP_COMPLETE": "complete_bash",
                                 "COMP_WORDS": "plancmp check 清", "COMP_CWORD": "2"}):  # fmt: skip
        assert ours() == ("清城\n", 0)


def test_the_script_bash_is_given_calls_as_these_tests_do(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash")
    env = environment(HOME=str(tmp_path))
    script = subprocess.run(
        [*COMMAND, "--show-completion", "bash"], env=env | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    probe = (
        f"{script}\nenv() {{ printf '%s|' \"$@\" >&2; }}\n"
        "COMP_WORDS=(plancmp check 清); COMP_CWORD=2; _plancmp_completion plancmp"
    )
    told = subprocess.run([bash, "--norc", "-c", probe], env=env, capture_output=True, text=True,
                          check=True).stderr  # fmt: skip
    assert "COMP_WORDS=plancmp\ncheck\n清|" in told
    assert "_PLANCMP_COMPLETE=complete_bash|" in told


@pytest.mark.parametrize("shell", ["powershell", "source_bash", ""])
def test_other_shells_are_left_to_typer(shell: str) -> None:
    with asked(shell, ["check"], "清"):
        assert ours() is None


def test_an_explanation_of_more_than_a_line_is_left_to_typer(
    real: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "load", lambda **_: real)
    longest = max(real.indicators.values(), key=lambda one: len(one.zh.encode()))
    assert len(longest.zh.encode()) > 70
    with asked("zsh", ["show"], longest.id):
        assert ours() is None


def test_fish_that_asks_nothing_is_left_to_typer(
    real: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "load", lambda **_: real)
    with asked("fish", ["check"], "清"):
        assert ours() is None


def test_a_catalogue_that_cannot_be_read_offers_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> Catalogue:
        raise loader.CatalogueError([])

    monkeypatch.setattr(loader, "load", refuse)
    with asked("zsh", ["check"], "清"):
        assert ours() == ("_files\n", 0)


def test_a_tab_imports_neither_typer_nor_yaml(tmp_path: Path) -> None:
    load(cache=tmp_path)
    with asked("bash", ["check"], "清"):
        imported = modules_after(tmp_path)
    assert "plancmp.cli.tab" in imported
    assert not {"typer", "yaml", "rich", "inspect", "dataclasses"} & imported
