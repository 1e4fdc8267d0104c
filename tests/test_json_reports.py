"""JSON of the commands that report on plans and texts, against the schema of the output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from jsonschema import Draft202012Validator
from plancmp import data
from plancmp.cli.calling import COMMANDS
from plancmp.compare.lint.engine import Severity
from plancmp.compare.proof.report import FindingCode
from plancmp.compare.scales import Toward
from test_golden import CALLS as GOLDEN_CALLS

FIXTURES = Path(__file__).parent / "fixtures"
OUTPUT = json.loads((Path(data.__path__[0]) / "output.schema.json").read_text(encoding="utf-8"))
DEFS = OUTPUT["$defs"]
SMALL = ("--catalogue", str(FIXTURES / "small.yaml"))
CALLS = [
    ("lint",), ("lint", "乐清", "--rule", "suspect-figure", "--fail-on", "none"),
    ("lint", "--severity", "error"), ("lint", *SMALL, "--today", "2026-11-21"),
    ("lint", *SMALL, "--today", "2027-01-01"),
    ("explain", "neonatal-mortality", "清城"),
    ("explain", "child-injury-mortality", "乐清", "national", "--audience", "children"),
    ("explain", "neonatal-mortality", "曾都", "东莞", "--year", "2025"),
    ("profile", "清城"), ("profile", "兰溪", "--against", "all", "--evidence", "recalled"),
    ("coverage",), ("coverage", "清城", "--audience", "women", "--field", "economy", "--all"),
    ("strip",), ("strip", "--all", "--against", "all"), ("strip", *SMALL),
    ("strip", "--indicator", "neonatal-mortality", "--against", "none"),
    ("read", "分别降至2.0‰、3.0‰和4.0‰以下", "--polarity", "lower"),
    ("read", "到2025年和2030年分别达到90%和95%以上", "--indicator", "immunisation-coverage"),
    ("read", "比2020年下降20%"), ("read", "争取达到95%以上"), ("read", "不低于全省平均水平"),
    ("read", "逐步提高"), ("read", "全覆盖"),
    ("verify", "--sources", str(FIXTURES / "texts"), *SMALL),
]  # fmt: skip


def faults(value: Any) -> list[str]:
    """Against the definition of the command, whose messages say more than those of oneOf."""
    one = {"$ref": f"#/$defs/{value['command']}_output", "$defs": DEFS}
    found = Draft202012Validator(one).iter_errors(value)
    return [f"{e.json_path}: {e.message[:200]}" for e in found]


@pytest.mark.parametrize("argv", CALLS, ids=" ".join)
def test_what_is_reported_is_valid_by_the_schema(run: Run, argv: tuple[str, ...]) -> None:
    ran = run(*argv, "--format", "json")
    assert ran.code in (0, 1), ran.err
    value = json.loads(ran.out)
    assert value["command"] == argv[0]
    assert not faults(value)
    assert Draft202012Validator(OUTPUT).is_valid(value)


@pytest.mark.parametrize("argv", [c for c in CALLS if c[0] != "read"], ids=" ".join)
def test_reports_are_the_same_in_every_language(run: Run, argv: tuple[str, ...]) -> None:
    zh, en = (run(*argv, "--format", "json", "--lang", lang).out for lang in ("zh", "en"))
    assert zh == en


def test_every_command_that_prints_json_is_in_the_schema_and_every_one_of_these_is_called() -> None:
    known = {r["$ref"].split("/")[-1].removesuffix("_output") for r in OUTPUT["oneOf"]}
    assert known == set(GOLDEN_CALLS) <= set(COMMANDS)
    called = {argv[0] for argv in CALLS}
    assert called == known - {"list", "show", "diff", "check", "indicators", "plans"}


def test_a_wrong_report_does_not_pass(run: Run) -> None:
    value = json.loads(run("lint", *SMALL, "--format", "json").out)
    for path, wrong in (("severity", "fatal"), ("targets", ["", 1]), ("place", None)):
        broken = json.loads(json.dumps(value))
        broken["findings"][0][path] = wrong
        assert faults(broken)
    value["findings"][0]["surprise"] = 1
    assert faults(value)


def test_the_words_of_the_reports_are_those_of_the_code() -> None:
    assert DEFS["severity"]["enum"] == [s.value for s in Severity]
    finding = DEFS["verify_output"]["properties"]["findings"]["items"]["properties"]
    assert finding["code"]["enum"] == [c.value for c in FindingCode]
    assert DEFS["scale"]["properties"]["toward"]["enum"] == [t.value for t in Toward]
