"""What holds for a whole run: --verbose, --no-cache, and the bar for what takes its time."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import yaml
from conftest import Run
from plancmp.cli import progress
from plancmp.cli.main import main


class Terminal(io.StringIO):
    """Standard error where somebody looks."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def look(monkeypatch: pytest.MonkeyPatch, patience: float = 0.0) -> Terminal:
    """Put a terminal on standard error; with no patience a bar is shown at once."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    return shown


def test_verbose_tells_how_the_catalogue_was_read(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--verbose", "plans", "--local"]) == 0
    first = capsys.readouterr().err
    assert main(["-v", "plans", "--local"]) == 0
    again = capsys.readouterr().err
    assert first.startswith("plancmp: 39 份文件，读 YAML 5 个，")
    assert again.startswith("plancmp: 39 份文件，读 YAML 0 个，")
    assert str(cache) in first
    assert str(cache) in again


def test_without_verbose_nothing_is_told(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plans", "--local"]) == 0
    assert capsys.readouterr().err == ""


def test_verbose_says_that_the_c_loader_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "PyYAML has no C loader (libyaml) and reads about six times slower"
    assert main(["-v", "plans", "--lang", "en"]) == 0
    assert said not in capsys.readouterr().err
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert main(["plans", "--lang", "en"]) == 0
    assert said not in capsys.readouterr().err
    assert main(["-v", "plans", "--lang", "en"]) == 0
    assert said in capsys.readouterr().err


def test_no_cache_reads_the_files_and_leaves_nothing_behind(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--no-cache", "list", "乐清", "-F", "csv"]) == 0
    plain = capsys.readouterr().out
    assert not cache.exists()
    assert main(["list", "乐清", "-F", "csv"]) == 0
    assert capsys.readouterr().out == plain
    assert cache.exists()


def test_no_cache_holds_for_the_version_too(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--no-cache", "-v", "--version"]) == 0
    seen = capsys.readouterr()
    assert seen.out.startswith("plancmp ")
    assert "未用编译缓存" in seen.err
    assert not cache.exists()


@pytest.mark.parametrize("option", ["-v", "--no-cache", "--version"])
def test_an_option_of_the_whole_run_after_the_command_is_told_where_it_belongs(
    capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert main(["list", option]) == 2
    said = capsys.readouterr().err
    assert said == f"plancmp: 选项 {option} 不在这里；写在命令前面，如 plancmp {option} check\n"


def test_a_command_after_such_an_option_is_named_in_its_complaints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["-v", "check", "--year", "x"]) == 2
    assert "用法见 plancmp check --help" in capsys.readouterr().err


def test_no_command_but_an_empty_word_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([""]) == 2
    assert capsys.readouterr().err.startswith("plancmp: 没有命令“”")


def test_a_terminal_that_cannot_move_its_cursor_gets_no_bar(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = look(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    assert run("check", "清城", "-q", "--against", "national").code == 0
    assert screen.getvalue() == ""


def test_a_setting_is_of_one_run_only(cache: Path) -> None:
    main(["--no-cache", "plans"])
    main(["plans"])
    assert cache.exists()


def test_on_a_terminal_long_work_shows_a_bar_that_is_gone_at_the_end(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = look(monkeypatch)
    assert main(["check", "清城", "-q", "--against", "national"]) == 0
    assert "读入规划" in screen.getvalue()
    assert "4/5" in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[1A\x1b[2K"), "the line is wiped"


def test_a_check_of_many_plans_shows_how_far_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = look(monkeypatch)
    assert run("check", "-q", "--lang", "en").code == 1
    assert "checking plans" in screen.getvalue()
    assert "6/7" in screen.getvalue()


def test_short_work_shows_no_bar(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = look(monkeypatch, patience=60.0)
    assert run("check", "清城", "-q", "--against", "national").code == 0
    assert screen.getvalue() == ""


def test_off_a_terminal_there_is_no_bar(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    assert run("check", "清城", "-q", "--against", "national").err == ""
