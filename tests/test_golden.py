"""What every command prints in every format it has, word for word.

``fixtures/small.yaml`` is the catalogue; ``pytest tests/test_golden.py --update-golden`` writes
the files anew, to be read by eye before they are kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Run
from plancmp.cli.calling import COMMANDS
from plancmp.compare.formats import FORMATS, formats_of
from workbooks import dump

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"
GOLDEN = HERE / "golden"
SMALL = ("--catalogue", "small.yaml")
CALLS: dict[str, tuple[str, ...]] = {
    "diff": ("--against", "national", *SMALL),
    "check": ("--fail-on", "looser,missing", *SMALL),
    "show": ("婴儿死亡率", *SMALL),
    "explain": ("儿童伤害死亡率", "青石", "national", *SMALL),
    "profile": ("望江", "--audience", "children", *SMALL),
    "coverage": ("--audience", "children", "--all", *SMALL),
    "strip": ("--audience", "children", *SMALL),
    "lint": ("--today", "2026-11-21", *SMALL),
    "list": (*SMALL,),
    "indicators": (*SMALL,),
    "plans": (*SMALL,),
    "read": ("分别降至2.0‰、3.0‰和4.0‰以下", "--polarity", "lower", *SMALL),
    "verify": ("--sources", "texts", *SMALL),
}
ENDINGS = {
    "table": "txt", "markdown": "md", "json": "json", "csv": "csv", "xlsx": "txt",
    "junit": "xml", "sarif": "json", "github": "txt",
}  # fmt: skip
PAIRS = [(c, f) for c in CALLS for f in ("table", *formats_of(c))]


def golden(command: str, form: str) -> Path:
    return GOLDEN / f"{command}.{form}.{ENDINGS[form]}"


@pytest.fixture(autouse=True)
def _beside_the_fixtures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FIXTURES)
    monkeypatch.setattr("plancmp.cli.session.tool_version", lambda: "0.0.0")


@pytest.mark.parametrize(("command", "form"), PAIRS)
def test_output_is_that_of_the_golden_file(
    command: str, form: str, run: Run, tmp_path: Path
) -> None:
    output = tmp_path / f"output.{form}"
    to_file = ("--output", output) if FORMATS.get(form) and FORMATS[form].binary else ()
    ran = run(command, *CALLS[command], "--format", form, *to_file)
    assert ran.code in (0, 1), ran.err
    text = dump(output) if to_file else ran.out
    kept = golden(command, form)
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(text, encoding="utf-8", newline="\n")
    assert text == kept.read_text(encoding="utf-8")


def test_every_command_that_prints_data_has_golden_files_and_no_other_has() -> None:
    without = {"validate", "export", "plot", "page"}
    assert set(CALLS) == set(COMMANDS) - without
    mine = {p for c in CALLS for p in GOLDEN.glob(f"{c}.*")}
    assert mine == {golden(c, f) for c, f in PAIRS}


def test_golden_files_of_a_file_are_those_of_standard_output(run: Run, tmp_path: Path) -> None:
    for form in ("markdown", "json", "csv", "junit", "sarif", "github"):
        output = tmp_path / form
        run("check", *CALLS["check"], "--format", form, "--output", output)
        assert output.read_bytes() == golden("check", form).read_bytes()
