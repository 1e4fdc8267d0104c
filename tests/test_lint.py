"""What each rule finds and what it leaves alone, waivers, the report, the command.

A case is a file of ``lint_cases/<rule>/`` laid over ``lint_cases/base.yaml``: ``finds-….yaml``
with the findings expected beside it in ``finds-….txt``, or ``passes-….yaml``.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from plancmp.cli.main import main
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.lint.documentation import lint_markdown
from plancmp.compare.lint.engine import LintReport, Severity, lint_plans
from plancmp.compare.lint.registry import find_rule, rule_ids
from plancmp.compare.loader import load

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "lint_cases"
BASE = CASES / "base.yaml"
TODAY = date(2026, 6, 15)
FINDS = sorted(CASES.glob("*/finds-*.yaml"))
PASSES = sorted(CASES.glob("*/passes-*.yaml"))
BELOW_BASE = "wrong-side-of-base"
NOT_SAID = ("达标", "落后", "倒数", "最差", "worst", "backward")


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def catalogue_of(path: Path) -> Catalogue:
    return load(BASE, [path])


def linted(path: Path, *rules: str, today: date = TODAY) -> LintReport:
    catalogue = catalogue_of(path)
    return lint_plans(catalogue, catalogue.local_plans(), rules=rules, today=today)


def on_command_line(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    status = main(["lint", "--catalogue", str(BASE), "--today", TODAY.isoformat(), *args])
    return status, capsys.readouterr().out


def waiver_case(tmp_path: Path, expires: str, rule: str = BELOW_BASE) -> Path:
    text = (CASES / "expired-waiver" / "passes-last-day.yaml").read_text(encoding="utf-8")
    text = text.replace("expires: '2026-06-15'", f"expires: '{expires}'")
    path = tmp_path / "case.yaml"
    path.write_text(text.replace(f"rule: {BELOW_BASE}", f"rule: {rule}"), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the language nor the width of whoever runs the tests matters."""
    monkeypatch.delenv("PLANCMP_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "120")


# -- the rules ---------------------------------------------------------------------------------


@pytest.mark.parametrize("case", FINDS, ids=name_of)
def test_a_rule_finds_what_it_is_for_in_these_words(case: Path) -> None:
    found = linted(case, case.parent.name).findings
    lines = [f"{f.severity} {' '.join(f.targets)} {f.zh}" for f in found]
    assert lines == case.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", PASSES, ids=name_of)
def test_a_rule_leaves_alone_what_is_in_order(case: Path) -> None:
    assert linted(case, case.parent.name).findings == ()


@pytest.mark.parametrize("rule", rule_ids())
def test_every_rule_has_a_case_it_finds_and_one_it_passes(rule: str) -> None:
    assert [c for c in FINDS if c.parent.name == rule]
    assert [c for c in PASSES if c.parent.name == rule]


@pytest.mark.parametrize("case", FINDS, ids=name_of)
def test_no_finding_weighs_more_than_its_rule_says(case: Path) -> None:
    for finding in linted(case).findings:
        assert finding.severity.rank <= find_rule(finding.rule).severity.rank


@pytest.mark.parametrize("case", FINDS, ids=name_of)
def test_messages_judge_no_place_and_stand_in_both_languages(case: Path) -> None:
    for finding in linted(case).findings:
        said = finding.zh + finding.en
        assert not [word for word in NOT_SAID if word in said]
        assert finding.zh != finding.en
        assert not re.search(r"[，。；：（）]", finding.en)


@pytest.mark.parametrize("case", FINDS, ids=name_of)
def test_a_finding_names_targets_of_its_plans_and_the_line_they_stand_on(case: Path) -> None:
    catalogue = catalogue_of(case)
    for finding in linted(case).findings:
        if finding.rule.endswith("-waiver"):
            continue
        targets = [catalogue.target(t) for t in finding.targets]
        assert {t.plan for t in targets} == set(finding.plans)
        assert finding.at == targets[0].at
        assert finding.at.line > 0


def test_only_the_plans_asked_about_are_linted_and_a_pair_when_one_of_it_is() -> None:
    catalogue = catalogue_of(CASES / "women-children-differ" / "finds-two-figures.yaml")
    for plan in catalogue.local_plans():
        found = lint_plans(catalogue, [plan], today=TODAY).findings
        assert [f.rule for f in found] == ["women-children-differ"]
    other = catalogue_of(CASES / "looser-than-peers" / "finds-most-ask-more.yaml")
    wu = other.plans["wu-children"]
    assert lint_plans(other, [wu], today=TODAY).findings == ()


def test_english_messages_have_no_gap_where_a_verdict_rests_on_no_distance() -> None:
    """A ceiling above its own base is looser than any fall, by no amount."""
    for case, end in (
        ("stricter-outside-goals/finds-ceiling-above-base-and-fall", "the second asks more; the"),
        (
            "milestone-stricter-than-end/finds-ceiling-above-base-at-the-end",
            "(2030; 健康, goal 3).",
        ),
        ("women-children-differ/finds-figure-and-range", "45–55% (2030; 健康, goal 4)."),
    ):
        path = CASES / f"{case}.yaml"
        (finding,) = linted(path, path.parent.name).findings
        assert end in finding.en
        assert not re.search(r"\bby [.;]|, apart", finding.en)


def test_findings_come_plan_by_plan_the_weightiest_first() -> None:
    catalogue = load()
    plans = catalogue.local_plans()
    found = lint_plans(catalogue, plans, today=TODAY).findings
    order = [plan.id for plan in plans]
    keys = [(min(order.index(p) for p in f.plans), -f.severity.rank) for f in found]
    assert keys == sorted(keys)


# -- waivers -----------------------------------------------------------------------------------


def test_a_waived_finding_is_kept_with_its_reason_and_does_not_count(tmp_path: Path) -> None:
    report = linted(waiver_case(tmp_path, "2026-12-31"))
    assert [(f.rule, f.waiver.reason) for f in report.waived if f.waiver] == [
        (BELOW_BASE, "逐年波动")
    ]
    assert report.failing(Severity.NOTE) == ()


def test_a_waiver_holds_through_its_last_day_and_no_longer(tmp_path: Path) -> None:
    case = waiver_case(tmp_path, "2026-06-15")
    assert linted(case, today=date(2026, 6, 15)).counting == ()
    expired = linted(case, today=date(2026, 6, 16))
    assert {f.rule for f in expired.counting} == {BELOW_BASE, "expired-waiver"}


def test_a_waiver_waives_only_its_own_rule(tmp_path: Path) -> None:
    report = linted(waiver_case(tmp_path, "2026-12-31", "mortality-order"))
    assert {f.rule for f in report.counting} == {BELOW_BASE, "stale-waiver"}


def test_a_waiver_is_not_stale_because_another_rule_was_asked_for(tmp_path: Path) -> None:
    case = waiver_case(tmp_path, "2026-12-31")
    assert linted(case, "mortality-order", "stale-waiver").findings == ()


def test_a_waiver_is_not_stale_because_another_plan_was_asked_for(tmp_path: Path) -> None:
    pair = CASES / "women-children-differ" / "passes-other-place.yaml"
    case = waiver_case(tmp_path, "2026-12-31")
    text = case.read_text(encoding="utf-8")
    text = text.replace("'≥90%@2020=95'", "'≥96%@2020=95'")
    text = text.replace("bing-children", "bing-other")
    case.write_text(text, encoding="utf-8")
    catalogue = load(BASE, [pair, case])
    asked = [catalogue.plans["ding-women"]]
    assert lint_plans(catalogue, asked, rules=["stale-waiver"], today=TODAY).findings == ()
    asked.append(catalogue.plans["bing-other"])
    assert lint_plans(catalogue, asked, rules=["stale-waiver"], today=TODAY).findings


# -- documentation -----------------------------------------------------------------------------


@pytest.mark.parametrize("rule", rule_ids())
def test_every_rule_documents_what_why_source_and_an_example_in_both_languages(rule: str) -> None:
    found = find_rule(rule)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found.id)
    for word in ("What. ", "Why. ", "Source. ", "Example. "):
        assert word in found.documentation("en")
    for word in ("查什么：", "为什么：", "依据：", "例："):
        assert word in found.documentation("zh")


def test_the_documentation_page_is_what_the_docstrings_say() -> None:
    page = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    assert page == lint_markdown(), "run scripts/make_lint_docs.py"


def _script() -> ModuleType:
    path = ROOT / "scripts" / "make_lint_docs.py"
    spec = importlib.util.spec_from_file_location("make_lint_docs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_script_writes_the_page_and_tells_when_it_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = _script()
    page = tmp_path / "lint.md"
    monkeypatch.setattr(script, "PAGE", page)
    monkeypatch.setattr(sys, "argv", ["make_lint_docs.py", "--check"])
    assert script.main() == 1
    assert not page.exists()
    monkeypatch.setattr(sys, "argv", ["make_lint_docs.py"])
    assert script.main() == 0
    assert page.read_text(encoding="utf-8") == lint_markdown()
    monkeypatch.setattr(sys, "argv", ["make_lint_docs.py", "--check"])
    assert script.main() == 0


# -- the command -------------------------------------------------------------------------------

WARNING = CASES / "wrong-side-of-base" / "finds-floor-below-base.yaml"
NOTE = CASES / "relative-without-base" / "finds-base-not-given.yaml"


@pytest.mark.parametrize(
    ("case", "options", "status"),
    [
        (WARNING, [], 1),
        (NOTE, [], 0),
        (NOTE, ["--fail-on", "note"], 1),
        (WARNING, ["--fail-on", "error"], 0),
        (WARNING, ["--fail-on", "none"], 0),
        (WARNING, ["--severity", "error"], 0),
        (WARNING, ["--rule", "mortality-order"], 0),
        (WARNING, ["--rule", "mortality-order", "--rule", BELOW_BASE], 1),
        (WARNING, ["bing", "--audience", "children"], 1),
    ],
)
def test_the_exit_status_tells_whether_something_counts(
    case: Path, options: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert on_command_line(capsys, "--with", str(case), *options)[0] == status


def test_a_waived_finding_is_shown_and_leaves_the_exit_status_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = waiver_case(tmp_path, "2026-12-31")
    status, out = on_command_line(capsys, "--with", str(case))
    assert status == 0
    assert "已豁免" in out
    assert "逐年波动" in out


@pytest.mark.parametrize(
    "options", [["--rule", "mortalty-order"], ["--explain", "x"], ["--today", "morgen"]]
)
def test_an_unknown_rule_or_date_is_a_usage_error(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert on_command_line(capsys, "--with", str(NOTE), *options)[0] == 2


def test_a_mistyped_rule_gets_a_suggestion() -> None:
    catalogue = catalogue_of(NOTE)
    with pytest.raises(UsageError, match="mortality-order"):
        lint_plans(catalogue, catalogue.local_plans(), rules=["mortalty-order"])


def test_json_is_the_same_in_every_language_and_holds_both_wordings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    args = ("--with", str(WARNING), "--format", "json")
    _, zh = on_command_line(capsys, *args)
    _, en = on_command_line(capsys, *args, "--lang", "en")
    assert zh == en
    body = json.loads(zh)
    assert body["command"] == "lint"
    assert body["counts"] == {"error": 0, "warning": 1, "note": 0, "waived": 0}
    (finding,) = body["findings"]
    assert set(finding) == {
        "rule", "severity", "plans", "targets", "against", "message", "place", "waiver",
    }  # fmt: skip
    assert finding["targets"] == ["bing-children/checkups@2025"]
    assert set(finding["message"]) == {"zh", "en"}
    assert finding["place"]["line"] > 0
    assert finding["waiver"] is None


def test_csv_has_one_record_a_finding_under_fixed_headings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = waiver_case(tmp_path, "2026-12-31")
    _, out = on_command_line(capsys, "--with", str(case), "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["rule"], row["waiver_expires"]) == (BELOW_BASE, "2026-12-31")
    _, empty = on_command_line(
        capsys, "--with", str(case), "--format", "csv", "--rule", "mortality-order"
    )
    assert empty.split(",")[:2] == ["rule", "severity"]


@pytest.mark.parametrize(("lang", "words"), [("zh", "警告"), ("en", "warning")])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_tables_group_by_plan_and_count_in_the_language_asked_for(
    form: str, lang: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ("--with", str(WARNING), "--format", form, "--lang", lang)
    _, out = on_command_line(capsys, *args)
    assert words in out
    assert BELOW_BASE in out


@pytest.mark.parametrize(
    ("lang", "group", "found"),
    [("zh", "目录", "错误0处，警告1处"), ("en", "Catalogue", "1 warning")],
)
def test_a_waiver_of_no_plan_at_all_stands_under_the_catalogue(
    lang: str, group: str, found: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES / "stale-waiver" / "finds-unknown-target.yaml"
    args = ("--with", str(case), "--rule", "stale-waiver", "--lang", lang)
    status, out = on_command_line(capsys, *args)
    assert status == 1
    assert group in out.split()
    assert found in out


def test_a_waiver_is_told_in_english_with_its_last_day_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = waiver_case(tmp_path, "2026-12-31")
    _, out = on_command_line(capsys, "--with", str(case), "--lang", "en", "-F", "markdown")
    assert "warning (waived)" in out
    assert "Waived until 2026-12-31: 逐年波动." in out
    assert "0 errors, 0 warnings, 0 notes; 1 waived." in out


def test_nothing_found_prints_the_counts_alone(capsys: pytest.CaptureFixture[str]) -> None:
    _, out = on_command_line(capsys, "--with", str(WARNING), "--rule", "mortality-order")
    assert out.strip() == "1份规划：错误0处，警告0处，提示0处。"


def test_explain_prints_one_rule_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, zh = on_command_line(capsys, "--explain", "mortality-order")
    assert zh.startswith("mortality-order (error)")
    assert "查什么：" in zh
    _, en = on_command_line(capsys, "--explain", "mortality-order", "--lang", "en")
    assert "What. " in en


# -- the catalogue that comes with the tool ------------------------------------------------------


def test_no_message_about_the_collected_plans_judges_a_place() -> None:
    catalogue = load()
    report = lint_plans(catalogue, catalogue.local_plans(), today=TODAY)
    assert report.findings
    for finding in report.findings:
        assert not [word for word in NOT_SAID if word in finding.zh + finding.en]


def test_every_document_of_the_catalogue_can_be_linted() -> None:
    catalogue = load()
    for plan in catalogue.plans.values():
        lint_plans(catalogue, [plan], today=TODAY)


def test_the_ceilings_on_childhood_mortality_are_in_order_in_every_collected_plan() -> None:
    catalogue = load()
    report = lint_plans(catalogue, list(catalogue.plans.values()), rules=["mortality-order"])
    assert report.findings == ()


def test_of_many_peers_that_ask_more_a_dozen_are_named(tmp_path: Path) -> None:
    rows = ["jurisdictions:"]
    plans = ["plans:"]
    for number in range(15):
        rows.append(f"- {{id: c{number}, name: 县{number}, short: 县{number}, pinyin: xian {number}, "
                    f"en: C{number}, level: county, parent: yi}}")  # fmt: skip
        plans.append(f"- {{id: c{number}-children, jurisdiction: c{number}, audience: children, "
                     f"title: 规划{number}, number_note: 例, period: 2021–2030, targets: [{{indicator: "
                     f"checkups, goal: ≥{80 + min(number, 1)}%, written: ≥{80 + min(number, 1)}%}}]}}")  # fmt: skip
    path = tmp_path / "many.yaml"
    path.write_text("\n".join(rows + plans) + "\n", encoding="utf-8")
    (found,) = linted(path, "looser-than-peers").findings
    assert found.targets == ("c0-children/checkups@2030",)
    assert found.against == tuple(f"c{n}-children/checkups@2030" for n in range(1, 13))
    assert "县12≥81%（2030年）等14份要求更高" in found.zh
    assert "C12 ≥81% (2030) and others, 14 in all." in found.en
