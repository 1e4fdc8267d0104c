"""The command line as users and scripts meet it: exit status, streams, files, completion."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from catalogues import plan, target, upper, written
from conftest import Run
from plancmp.cli import completion
from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.main import main
from terminals import COMMAND, environment, fifo, piped

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two places and a nation; 清城 asks less than the nation of enrolment."""
    return written(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰"),
             target("enrolment-rate", "≥99%")),
        plan("qingcheng-children", "qingcheng", target("infant-mortality", "≤4‰"),
             target("enrolment-rate", "≥90%")),
        upper("national-children", "nation", target("enrolment-rate", "≥92%")),
        upper("guangdong-children", "guangdong"),
    )  # fmt: skip


# -- exit status 0 and 1 -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "argv",
    [("list",), ("list", "东莞", "-F", "csv"), ("diff",), ("diff", "东莞", "清城", "-F", "markdown"),
     ("show", "婴儿死亡率"), ("indicators", "婴儿"), ("plans",), ("validate",), ("--version",),
     ("--help",), ("check", "--help"), ("check", "东莞")],
    ids=" ".join,
)  # fmt: skip
def test_done_and_nothing_found_is_0_and_quiet_on_standard_error(
    run: Run, argv: tuple[str, ...]
) -> None:
    ran = run(*argv)
    assert ran.code == ExitCode.OK, ran.err
    assert ran.out.strip()
    assert ran.err == ""


def test_a_looser_target_makes_check_1(run: Run, small: Path) -> None:
    ran = run("check", "清城", "--against", "national", "--catalogue", small)
    assert ran.code == ExitCode.FINDINGS
    assert run("check", "东莞", "--against", "national", "--catalogue", small).code == ExitCode.OK


def test_a_plan_that_the_catalogue_does_not_hold_can_make_check_1(run: Run, small: Path) -> None:
    argv = ("check", "清城", "--audience", "women", "--catalogue", small)
    assert run(*argv).code == ExitCode.TROUBLE
    found = run(*argv, "--fail-on", "not-collected")
    assert found.code == ExitCode.FINDINGS
    assert "1 项" in found.out


def test_what_makes_check_1_can_be_chosen(run: Run, small: Path) -> None:
    argv = ("check", "清城", "--against", "national", "--catalogue", small, "--fail-on")
    assert run(*argv, "none").code == 0
    assert run(*argv, "missing").code == 0
    assert run(*argv, "missing, looser").code == 1
    assert run("check", "东莞", *argv[2:], "stricter").code == 1


def test_differences_make_diff_1_only_when_asked_for(run: Run, small: Path) -> None:
    assert run("diff", "--catalogue", small).code == 0
    assert run("diff", "--exit-code", "--catalogue", small).code == 1
    assert run("diff", "东莞", "--exit-code", "--catalogue", small).code == 0


def test_semantic_faults_make_validate_1(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, plan("a-children", "dongguan", target("enrolment-rate", "≤99%")))
    ran = run("validate", "--catalogue", path)
    assert ran.code == 1
    assert f"{path}:" in ran.err


# -- exit status 2 -------------------------------------------------------------------------------

TROUBLE = [
    ("list", "东完"), ("list", ""), ("show", "没有的指标"), ("show",), ("nonsense",), ("list", "--no-option"),
    ("list", "--format", "yaml"), ("list", "--field", "sport"), ("diff", "--year", "1066"),
    ("diff", "--against", "all"), ("diff", "--against", "没有的地方"), ("check", "--fail-on", "loser"),
    ("check", "--fail-on", ""), ("check", "--fail-on", "none,looser"), ("check", "--evidence", "good"),
    ("list", "--catalogue", "/no/such/file.yaml"), ("list", "--with", "/no/such/file.yaml"),
    ("list", "-o", "/no/such/folder/x.txt"), ("list", "-o", "/tmp"),
    ("list", "qingcheng-women", "--audience", "children"), ("diff", "东莞", "--audience", "women"),
    ("check", "东莞", "--audience", "women"), ("check", "曾都", "--against", "province"),
    ("check", "乐清", "--against", "province"),
]  # fmt: skip


@pytest.mark.parametrize("argv", TROUBLE, ids=" ".join)
def test_trouble_is_2_told_in_one_clear_line_each_on_standard_error(
    run: Run, argv: tuple[str, ...]
) -> None:
    ran = run(*argv)
    assert ran.code == ExitCode.TROUBLE
    assert ran.out == ""
    lines = ran.err.splitlines()
    assert lines
    assert all(line.startswith("plancmp: ") for line in lines)
    assert "Traceback" not in ran.err


def test_nothing_to_judge_is_never_a_pass(run: Run, small: Path) -> None:
    ran = run("check", "清城", "--against", "province", "--catalogue", small, "-F", "json")
    assert (ran.code, ran.out) == (2, "")
    assert "未能取得" in ran.err


def test_an_unloadable_catalogue_names_every_fault_with_file_and_line(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("scopes:\n- {id: urban}\nplan: []\n", encoding="utf-8")
    ran = run("list", "--catalogue", path)
    assert ran.code == 2
    found = [line.removeprefix(f"plancmp: {path}:")[0] for line in ran.err.splitlines()]
    assert found == ["2", "2", "3"]


def test_a_typo_is_answered_with_a_suggestion(run: Run) -> None:
    assert "东莞" in run("list", "东完").err
    assert "looser" in run("check", "东莞", "--fail-on", "loser").err


def test_without_a_command_the_help_goes_to_standard_error(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert "diff" in ran.err
    assert len(ran.err.splitlines()) > 5


def test_a_place_without_a_plan_of_the_audience_is_named_and_the_rest_is_done(run: Run) -> None:
    ran = run("list", "东莞", "清城", "--audience", "women", "-F", "json")
    assert ran.code == 0
    assert "东莞市" in ran.err
    assert '"qingcheng-women"' in ran.out


# -- exit status 3, 130, 141 ---------------------------------------------------------------------


def test_an_internal_error_is_3_and_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("plancmp.compare.listing.list_targets", fail)
    ran = run("list")
    assert (ran.code, ran.out) == (ExitCode.INTERNAL, "")
    assert "boom" in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("PLANCMP_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["list"])


def test_an_interrupt_is_130_and_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("plancmp.compare.listing.list_targets", interrupted)
    ran = run("list")
    assert (ran.code, ran.out, ran.err) == (ExitCode.INTERRUPTED, "", "")


def test_ctrl_c_is_130_in_a_real_process(tmp_path: Path) -> None:
    pipe = fifo(tmp_path)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    process = subprocess.Popen(
        [*COMMAND, "list", "-o", str(pipe)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
        # what runs the tests may ignore Ctrl-C, as a shell's jobs in the background do
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert select.select([reader], [], [], 60)[0]  # it writes, more than the pipe will hold
    process.send_signal(signal.SIGINT)
    while select.select([reader], [], [], 60)[0] and os.read(reader, 1 << 20):
        continue
    out, err = process.communicate(timeout=60)
    os.close(reader)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize(
    "argv", [("list",), ("list", "-F", "json"), ("list", "-F", "csv"), ("--help",), ("check", "东莞")],
    ids=" ".join,
)  # fmt: skip
def test_a_closed_pipe_is_141_and_quiet(argv: tuple[str, ...]) -> None:
    process = subprocess.Popen(
        [*COMMAND, *argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), err) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("argv", [("list",), ("list", "-F", "json"), ("--help",)], ids=" ".join)
def test_a_full_disk_behind_standard_output_is_2(argv: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run([*COMMAND, *argv], stdout=full, stderr=subprocess.PIPE, check=False,
                             env=environment())  # fmt: skip
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_internal_error(closed: str) -> None:
    line = f'"{sys.executable}" -m plancmp.cli list 东莞 {closed}'
    ran = subprocess.run(line, shell=True, capture_output=True, env=environment(), check=False)
    assert ran.returncode == 0
    assert ran.stderr == b""


# -- data and remarks ----------------------------------------------------------------------------


def test_remarks_go_to_standard_error_and_data_stays_clean(run: Run, small: Path) -> None:
    ran = run("check", "东莞", "--catalogue", small, "-F", "json")
    assert ran.code == 0
    assert ran.out.startswith("{")
    assert "未能取得" in ran.err
    assert "未能取得" not in ran.out.split('"remarks"')[0]


def test_quiet_check_prints_nothing_but_still_writes_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    ran = run("check", "东莞", "--against", "national", "-q", "-F", "json", "-o", path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert path.read_text(encoding="utf-8").startswith("{")


def test_a_reference_of_one_audience_leaves_the_other_table_without(run: Run) -> None:
    # 东莞 has a plan for children only
    ran = run("diff", "清城", "--against", "东莞", "-F", "json")
    assert ran.code == 0
    assert "东莞" in ran.err
    rows = {r["audience"]: r for r in json.loads(ran.out)["rows"] if r["reference"]}
    assert set(rows) == {"children"}
    assert run("diff", "清城", "-a", "women", "--against", "东莞").code == 2


# -- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "markdown", "json", "csv"])
def test_a_file_holds_what_a_pipe_would_get(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "out"
    argv = ("diff", "东莞", "清城", "-a", "children", "-F", form)
    ran = run(*argv, "--output", path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert path.read_text(encoding="utf-8") == run(*argv).out
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_the_old_file_survives_any_failure(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    ran = run("list", "东莞", "-o", path)
    assert ran.code == 2
    assert str(path) in ran.err
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failed_check_writes_its_report_and_trouble_writes_nothing(
    run: Run, tmp_path: Path, small: Path
) -> None:
    path = tmp_path / "report.json"
    argv = ("check", "清城", "-F", "json", "--catalogue", small, "-o", path, "--against")
    assert run(*argv, "national").code == 1
    assert path.exists()
    path.unlink()
    assert run(*argv, "province").code == 2
    assert not path.exists()


def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(
    run: Run, tmp_path: Path
) -> None:
    mask = os.umask(0o027)
    try:
        path = tmp_path / "out"
        run("list", "东莞", "-o", path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o600)
        run("list", "东莞", "-o", path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(mask)


def test_a_symbolic_link_stays_a_link(run: Run, tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert run("list", "东莞", "-o", link).code == 0
    assert link.is_symlink()
    assert "东莞" in real.read_text(encoding="utf-8")


def test_what_is_no_plain_file_is_written_to_as_it_is(run: Run) -> None:
    assert run("list", "东莞", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_a_file_is_utf_8_and_uncoloured_whatever_the_console(tmp_path: Path) -> None:
    path = tmp_path / "out"
    env = environment(PYTHONIOENCODING="gbk", FORCE_COLOR="1")
    assert piped("list", "东莞", "-o", path, env=env).returncode == 0
    text = path.read_text(encoding="utf-8")
    assert "东莞" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("argv", [a for a in TROUBLE if "--lang" not in a], ids=" ".join)
def test_trouble_is_told_in_english_to_those_who_read_english(
    run: Run, argv: tuple[str, ...]
) -> None:
    ran = run(*argv, "--lang", "en")
    assert ran.code == 2
    told = ran.err
    for word in (*argv, "东莞", "清城", "乐清", "广东"):
        told = told.replace(word, "")
    assert not CHINESE.search(told), told


# -- completion ----------------------------------------------------------------------------------


def test_the_shell_is_offered_places_plans_fields_and_indicators() -> None:
    assert "东莞" in list(completion.complete_place("东"))
    assert "dongguan-children" in list(completion.complete_place("dongg"))
    assert "national" not in list(completion.complete_place("nat"))  # not a place to ask about
    assert "national" in list(completion.complete_reference("nat"))
    assert "东莞" in list(completion.complete_reference("东"))
    assert list(completion.complete_field("saf")) == ["safety"]
    assert ("neonatal-mortality", "新生儿死亡率") in list(
        completion.complete_indicator("neonatal-m")
    )
    assert "新生儿死亡率" in [name for name, _ in completion.complete_indicator("新生儿死")]


def test_completion_is_silent_about_a_broken_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    from plancmp.compare.errors import UsageError

    def broken(*_: object, **__: object) -> None:
        raise UsageError("x")

    monkeypatch.setattr("plancmp.compare.loader.load", broken)
    assert list(completion.complete_place("")) == []
    assert list(completion.complete_indicator("")) == []


def test_coverage_says_where_the_fields_chosen_hold_nothing_and_counts_goals_without_a_number(
    run: Run, small: Path
) -> None:
    nothing = run("coverage", "--field", "law", "--catalogue", small).out
    assert "所选领域没有目标" in nothing
    assert "0/0" not in nothing
    brief = run("coverage", "--catalogue", small).out
    assert "主要目标中没有数值的：东莞 0、清城 0" in brief
    whole = run("coverage", "--all", "--catalogue", small).out
    assert "没有数值的主要目标" in whole
    assert "--all" not in whole
