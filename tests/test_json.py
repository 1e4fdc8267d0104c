"""What programs read: JSON against its schema, and the schema of the catalogue for editors."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from catalogues import catalogue, plan, target, upper, written
from conftest import Run
from goals import goals
from hypothesis import given
from jsonschema import Draft202012Validator
from plancmp import data
from plancmp.compare import rows
from plancmp.compare.diff import Only, Sort
from plancmp.compare.errors import NotationError
from plancmp.compare.formats.csv_rows import COLUMNS
from plancmp.compare.goal import format_goal, parse_goal
from plancmp.compare.loader import builtin_files, load
from plancmp.compare.model import (
    Aim,
    Audience,
    Confidence,
    Field,
    Firmness,
    Goal,
    Kind,
    Level,
    ListName,
    Match,
    Op,
    Polarity,
)
from plancmp.compare.units import _ALIASES, UNITS
from plancmp.compare.verdict import Timing, VerdictCode
from plancmp.compare.yamlsource import Mapping

DATA = Path(data.__path__[0])
OUTPUT = json.loads((DATA / "output.schema.json").read_text(encoding="utf-8"))
CATALOGUE = json.loads((DATA / "catalogue.schema.json").read_text(encoding="utf-8"))
COMMANDS = ("list", "show", "diff", "check", "indicators", "plans")

CALLS = [
    ("list",), ("list", "东莞"), ("list", "清城", "--audience", "women", "--kind", "relative"),
    ("list", "--list", "goals", "--field", "health", "--year", "2025"),
    ("list", "清城", "--year", "1999"),
    ("show", "neonatal-mortality"), ("show", "child-injury-mortality", "--evidence", "recalled"),
    ("show", "maternal-mortality", "清城", "--audience", "women", "--against", "all"),
    ("diff",), ("diff", "东莞", "清城", "--audience", "children"), ("diff", "--all", "--ignore-year"),
    ("diff", "--against", "national"), ("diff", "清城", "--only", "numbers", "--sort", "plans"),
    ("check", "乐清"), ("check", "清城", "--against", "all", "--evidence", "recalled"),
    ("check", "清城", "--audience", "children", "--against", "东莞", "--fail-on", "missing,extra"),
    ("check", "东莞", "--fail-on", "none", "--year", "2025"),
    ("indicators",), ("indicators", "死亡", "--audience", "children"),
    ("plans",), ("plans", "--local"), ("plans", "--audience", "women"),
]  # fmt: skip


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    return [
        f"{e.json_path}: {e.message[:200]}" for e in Draft202012Validator(schema).iter_errors(value)
    ]


def output_faults(value: Any) -> list[str]:
    """Against the definition of the command, whose messages say more than those of oneOf."""
    one = {"$ref": f"#/$defs/{value['command']}_output", "$defs": OUTPUT["$defs"]}
    return faults(one, value)


def printed(run: Run, *argv: object) -> Any:
    ran = run(*argv, "--format", "json")
    assert ran.code in (0, 1), ran.err
    return json.loads(ran.out)


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, f"{path}[]")


# -- the schemas themselves --------------------------------------------------------------------------


@pytest.mark.parametrize("schema", [OUTPUT, CATALOGUE], ids=["output", "catalogue"])
def test_the_schemas_are_valid_json_schemas(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("schema", [OUTPUT, CATALOGUE], ids=["output", "catalogue"])
def test_no_object_of_a_schema_is_open_for_unknown_keys(schema: dict[str, Any]) -> None:
    for path, node in walk(schema):
        if isinstance(node, dict) and node.get("type") == "object" and path:
            assert node.get("additionalProperties") is not None, path


@pytest.mark.parametrize(
    ("name", "members"),
    [("audience", Audience), ("field", Field), ("kind", Kind), ("op", Op), ("aim", Aim),
     ("firmness", Firmness), ("match", Match), ("confidence", Confidence),
     ("verdict", VerdictCode), ("timing", Timing), ("list", ListName)],
)  # fmt: skip
def test_the_words_of_the_output_are_those_of_the_code(name: str, members: Any) -> None:
    assert OUTPUT["$defs"][name]["enum"] == [m.value for m in members]


def test_the_query_words_of_the_output_are_those_of_the_code() -> None:
    query = OUTPUT["$defs"]["diff_output"]["properties"]["query"]["properties"]
    assert query["only"]["enum"] == [*[o.value for o in Only], None]
    assert query["sort"]["enum"] == [s.value for s in Sort]
    assert OUTPUT["$defs"]["plan"]["properties"]["level"]["enum"] == [v.value for v in Level]


# -- output ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("argv", CALLS, ids=" ".join)
def test_what_is_printed_is_valid_by_the_schema(run: Run, argv: tuple[str, ...]) -> None:
    value = printed(run, *argv)
    assert not output_faults(value)
    assert not faults(OUTPUT, value)


def test_every_command_of_the_schema_is_called_here() -> None:
    assert {argv[0] for argv in CALLS} == set(COMMANDS)
    known = [r["$ref"].split("/")[-1] for r in OUTPUT["oneOf"]]
    assert known[: len(COMMANDS)] == [f"{c}_output" for c in COMMANDS]


def test_an_unusual_catalogue_prints_valid_output_too(run: Run, tmp_path: Path) -> None:
    odd = [
        target("infant-mortality", "hold ≤5.0‰@2020=6.20", scope="rural", part=1, label="标签",
               suspect={"printed": "a", "likely": "b", "reason": "c"}),
        target("sex-ratio-at-birth", "103–107女=100"), target("nurseries", "≥2所"),
        target("enrolment-rate", "≥87%[市定目标]"), target("myopia-rate", "−0.0000001pp/yr"),
        target("parent-school-coverage", "qualitative", item=0, list="overall"),
        target("exercise-time", "≥20分钟", match="near", note="另一口径"),
    ]  # fmt: skip
    path = written(
        tmp_path, plan("a-children", "dongguan", *odd), plan("b-children", "qingcheng", *odd),
        upper("c-children", "nation", target("exercise-time", "≥1小时", confidence="recalled"),
              target("enrolment-rate", "≥90%")),
        upper("sector", "nation", target("exercise-time", "≥1小时", year=2025), role="sector"),
        observed=[{"indicator": "exercise-time", "jurisdiction": "nation", "year": 2020,
                   "value": "0.0000001小时", "derived": True, "match": "near", "note": "x"}],
    )  # fmt: skip
    for argv in (
        ("list",), ("show", "exercise-time", "--against", "all"), ("diff", "--all"),
        ("diff", "--all", "--against", "c-children"), ("check", "a-children"),
        ("check", "a-children", "--against", "b-children"), ("plans",), ("indicators",),
    ):  # fmt: skip
        assert not output_faults(printed(run, *argv, "--catalogue", path)), argv


def test_a_cell_names_the_target_of_the_reference_that_it_was_judged_against(
    run: Run, tmp_path: Path
) -> None:
    path = written(
        tmp_path, plan("a-children", "dongguan", target("myopia-rate", "≤40%")),
        plan("b-children", "qingcheng", target("myopia-rate", "≤38%", year=2025)),
        upper("c-children", "nation", target("myopia-rate", "≤38%")),
    )  # fmt: skip
    alone = printed(run, "diff", "--all", "--catalogue", path)
    judged = printed(run, "diff", "--all", "--against", "c-children", "--catalogue", path)
    for out, wanted in ((alone, None), (judged, "c-children/myopia-rate@2030")):
        (row,) = out["rows"]
        assert {c["baseline"] for c in row["cells"].values()} == {wanted}


def test_an_observed_value_has_its_part_of_the_population_and_its_evidence(
    run: Run, tmp_path: Path
) -> None:
    seen = {"indicator": "myopia-rate", "jurisdiction": "nation", "year": 2020, "value": "52.7%"}
    path = written(
        tmp_path, plan("a-children", "dongguan", target("myopia-rate", "≤40%")),
        observed=[seen | {"evidence": ["a yearbook"]}, seen | {"value": "55%", "scope": "urban"}],
    )  # fmt: skip
    whole, urban = printed(run, "show", "myopia-rate", "--catalogue", path)["observed"]
    assert (whole["scope"], whole["evidence"]) == (None, ["a yearbook"])
    assert (urban["scope"], urban["evidence"]) == ("urban", [])
    table = run("show", "myopia-rate", "--catalogue", path, "--lang", "en").out
    assert "China (urban)" in table


def test_quantities_are_decimal_strings_and_years_items_and_ranks_integers(run: Run) -> None:
    strings = {"value", "value_max", "base_value", "distance"}
    integers = {"year", "base_year", "part", "item", "rank", "start", "end", "judged", "stated"}
    for argv in (("list",), ("diff", "--all"), ("check", "清城"), ("show", "neonatal-mortality"),
                 ("plans",)):  # fmt: skip
        for path, value in walk(printed(run, *argv)):
            key = path.rsplit(".", 1)[-1]
            assert not isinstance(value, float), path
            if key in strings and value is not None:
                assert isinstance(value, str), path
            if key in integers and value is not None:
                assert type(value) is int, path


def test_the_fields_of_list_diff_and_check_are_those_that_were_promised(run: Run) -> None:
    # scripts rely on these names; adding is allowed, renaming and removing is not
    listed = (
        "id plan jurisdiction audience field indicator indicator_name kind op value value_max "
        "unit year base_year base_value aim scope reference written part locator firmness match "
        "suspect note"
    )
    assert set(listed.split()) <= set(printed(run, "list")["targets"][0])
    row = printed(run, "diff", "--all")["rows"][0]
    assert {"indicator", "indicator_name", "scope", "field", "cells"} <= set(row)
    cell = next(iter(row["cells"].values()))
    said = "targets kind op value unit year verdict timing rank match firmness"
    assert set(said.split()) <= set(cell)
    report = printed(run, "check", "清城")
    found = (
        "plan indicator indicator_name scope baseline_plan verdict timing failing reason evidence "
        "target baseline"
    )
    assert set(found.split()) <= set(report["findings"][0])
    assert set(report["findings"][0]["reason"]) == {"code", "zh", "en"}
    assert {"judged", "stated", "findings"} <= set(report)


@pytest.mark.parametrize("argv", [c for c in CALLS if len(c) <= 2], ids=" ".join)
def test_json_is_the_same_in_every_language_and_every_time(
    run: Run, argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(*argv, "--format", "json").out
    assert run(*argv, "--format", "json", "--lang", "en").out == first
    assert run(*argv, "--format", "json", "--ascii").out == first
    monkeypatch.setenv("PLANCMP_LANG", "en")
    assert run(*argv, "--format", "json").out == first


def test_json_is_unescaped_utf8_and_ends_in_a_line_break(run: Run) -> None:
    out = run("list", "东莞", "--format", "json").out
    assert "儿童" in out
    assert "\\u" not in out
    assert out.endswith("}\n")


def test_every_target_of_the_catalogue_is_listed_once(run: Run) -> None:
    ids = [t["id"] for t in printed(run, "list")["targets"]]
    assert ids == [t.id for p in load().local_plans() for t in p.targets]


def test_check_counts_what_it_prints(run: Run) -> None:
    report = printed(run, "check", "清城", "--audience", "children", "--fail-on", "looser,missing")
    findings = report["findings"]
    assert report["failing"] == sum(f["failing"] for f in findings)
    assert report["stated"] == sum(f["baseline"] is not None for f in findings)
    assert report["judged"] == sum(t["judged"] for t in report["tallies"])


# -- CSV, which is the same records ----------------------------------------------------------------


@pytest.mark.parametrize("argv", [c for c in CALLS if c[0] != "diff"], ids=" ".join)
def test_csv_headings_do_not_depend_on_what_is_found(run: Run, argv: tuple[str, ...]) -> None:
    ran = run(*argv, "--format", "csv")
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert rows[0] == list(COLUMNS[argv[0]])
    assert {len(r) for r in rows} == {len(rows[0])}


def test_csv_has_a_column_for_every_field_of_the_json(run: Run) -> None:
    records = {"list": "targets", "show": "targets", "check": "findings",
               "indicators": "indicators", "plans": "plans"}  # fmt: skip
    objects = {"locator", "suspect", "source", "period", "reason"}
    for command, payload in records.items():
        argv = {"show": ("show", "child-injury-mortality"), "check": ("check", "清城")}
        for record in printed(run, *argv.get(command, (command,)))[payload]:
            flat = {k for k in record if k not in objects}
            if command == "indicators":
                flat.add("source")
            assert flat <= set(COLUMNS[command])


def test_csv_of_a_comparison_is_one_table_for_all_audiences(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run("diff", "--all", "--format", "csv").out)))
    assert {len(r) for r in rows} == {len(rows[0])}
    assert {r[0] for r in rows[1:]} == {"children", "women"}
    assert rows[0][5:] == [p.id for a in Audience for p in load().local_plans(a)]


@pytest.mark.parametrize(("lang", "heading"), [("zh", "领域"), ("en", "Field")])
def test_a_table_without_rows_still_has_its_headings_in_csv(
    run: Run, tmp_path: Path, lang: str, heading: str
) -> None:
    path = written(tmp_path, plan("a-children", "dongguan", target("infant-mortality", "≤5‰")))
    ran = run("coverage", "--field", "economy", "--audience", "children", "--format", "csv",
              "--lang", lang, "--catalogue", path)  # fmt: skip
    assert (ran.code, ran.out) == (0, f",,{heading}\n")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_spreadsheet_runs_nothing_of_the_data(run: Run, tmp_path: Path, sign: str) -> None:
    row = target("infant-mortality", "≤5‰", written=f"{sign}cmd|' /C calc'!A0")
    path = written(tmp_path, plan("a-children", "dongguan", row))
    (record,) = csv.DictReader(io.StringIO(run("list", "--format", "csv", "--catalogue", path).out))
    assert record["written"].startswith(f"'{sign}")


def test_negative_distances_stay_numbers_in_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, plan("a-children", "dongguan", target("infant-mortality", "≤3‰")),
                   upper("b-children", "nation", target("infant-mortality", "≤5‰")))  # fmt: skip
    ran = run("check", "a-children", "--format", "csv", "--catalogue", path)
    (record,) = csv.DictReader(io.StringIO(ran.out))
    assert record["distance"] == "-2"


def test_plain_signs_break_no_quoting_in_csv(run: Run, tmp_path: Path) -> None:
    row = target("infant-mortality", "−20%@2020", written="“控制”在,以内")
    path = written(tmp_path, plan("a-children", "dongguan", row))
    ran = run("list", "--format", "csv", "--ascii", "--catalogue", path)
    (record,) = csv.DictReader(io.StringIO(ran.out))
    assert record["written"] == '"控制"在,以内'
    matrix = run("diff", "--all", "--format", "csv", "--ascii", "--catalogue", path)
    cell = list(csv.reader(io.StringIO(matrix.out)))[1][-1]
    assert cell.startswith("'-20%")


# -- the schema of the catalogue, for editors --------------------------------------------------------


class _Yaml12(yaml.SafeLoader):
    """YAML as editors read it: dates are text, keys are text."""


_Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_editors_read(text: str) -> Any:
    def keyed(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(k): keyed(v) for k, v in value.items()}
        return [keyed(v) for v in value] if isinstance(value, list) else value

    return keyed(yaml.load(text, Loader=_Yaml12))


@pytest.mark.parametrize("path", builtin_files(), ids=lambda p: p.name)
def test_every_data_file_is_valid_by_the_schema_editors_use(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=catalogue.schema.json")
    assert not faults(CATALOGUE, as_editors_read(text))


def everything(folder: Path) -> Path:
    row = target("infant-mortality", "≤5‰", suspect={"printed": "a", "likely": "b", "reason": "c"})
    return written(
        folder,
        plan("a-children", "dongguan", row, not_applicable={"myopia-rate": "x"},
             source={"file": "a.txt", "sha256": "0" * 64}),
        observed=[{"indicator": "myopia-rate", "jurisdiction": "nation", "year": 2020,
                   "value": "50%"}],
        exclusions=[{"plan": "a-children", "list": "goals", "item": 1, "numeral": "5",
                     "reason": "年龄"}],
        waivers=[{"target": "x", "rule": "y", "reason": "z", "expires": "2030-01-01"}],
    )  # fmt: skip


def test_the_schema_knows_every_key_the_loader_knows_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    asked: dict[str, set[str]] = defaultdict(set)
    finish = Mapping.finish

    def recording(self: Mapping) -> None:
        asked[sys._getframe(1).f_code.co_name] |= self._taken
        finish(self)

    monkeypatch.setattr(Mapping, "finish", recording)
    assert load(everything(tmp_path)).plans
    defs = CATALOGUE["$defs"]
    known = {
        "read": CATALOGUE, "_head": defs["head"], "jurisdiction": defs["jurisdiction"],
        "scope": defs["scope"], "indicator": defs["indicator"], "plan": defs["plan"],
        "_source": defs["plan"]["properties"]["source"], "_sectioned_targets": defs["section"],
        "_target": defs["target"], "_suspect": defs["target"]["properties"]["suspect"],
        "observation": defs["observation"], "exclusion": defs["exclusion"],
        "waiver": defs["waiver"],
    }  # fmt: skip
    assert set(asked) == set(known)
    for function, keys in asked.items():
        assert keys == set(known[function]["properties"]), function


def test_the_words_of_the_schema_are_those_of_the_loader() -> None:
    defs = CATALOGUE["$defs"]
    for name, key, members in (
        ("jurisdiction", "level", Level), ("indicator", "field", Field),
        ("indicator", "polarity", Polarity), ("target", "firmness", Firmness),
        ("target", "match", Match), ("target", "confidence", Confidence),
        ("plan", "audience", Audience), ("exclusion", "list", ListName),
    ):  # fmt: skip
        assert defs[name]["properties"][key]["enum"] == [m.value for m in members]
    assert defs["plan"]["properties"]["status"]["enum"] == list(rows.STATUS)
    assert defs["plan"]["properties"]["role"]["enum"] == list(rows.ROLES)
    assert set(defs["unit"]["enum"]) == {*UNITS, *_ALIASES}


def test_what_the_loader_requires_the_schema_requires(tmp_path: Path) -> None:
    whole = as_editors_read(everything(tmp_path).read_text(encoding="utf-8"))
    assert not faults(CATALOGUE, whole)
    for section in ("jurisdictions", "scopes", "indicators", "observed", "exclusions", "waivers"):
        for key in list(whole[section][0]):
            cut = {**whole, section: [{k: v for k, v in whole[section][0].items() if k != key}]}
            one = tmp_path / f"{section}-{key}.yaml"
            one.write_text(yaml.safe_dump({section: cut[section]}, allow_unicode=True))
            refused = _refuses(one, key)
            assert bool(faults(CATALOGUE, {section: cut[section]})) is refused, (section, key)


def _refuses(path: Path, key: str) -> bool:
    """Whether the loader misses the key in a file that holds nothing else."""
    from plancmp.compare.errors import CatalogueError

    try:
        load(path)
    except CatalogueError as error:
        return any(f"缺少“{key}”" in p.what for p in error.problems)
    return False


PATTERN = Draft202012Validator({"$ref": "#/$defs/goal", "$defs": CATALOGUE["$defs"]})


@given(goals())
def test_every_goal_in_the_notation_is_valid_by_the_schema(goal: Goal) -> None:
    assert PATTERN.is_valid(format_goal(goal))


@pytest.mark.parametrize(
    "text",
    [">=98%", "<=2.0‰", "~46%", "2..3所", "-20%@2020", "-1pp/yr@2018", "up", "hold  >=90%",
     "≥ 98 %", "<8.78/100000@2020=7.17", "≥[全省平均水平]@2020", "≈107女=100", "",
     "98%", "≥98", "≥98斤", "+1pp/yr", "≥5[x]", "≥98%以上", "−20", "≥-5%", "hold", "≥98%@20",
     "holdall", "≥1e3%", "↓5%", "≥[]", "≥[x]@2020=5",
     "≥[ ]", "≥[a\nb]", "≥[a b]", "≥[a ]", "−5千分点", "−5个千分点@2020"],
)  # fmt: skip
def test_the_schema_takes_and_refuses_what_the_notation_takes_and_refuses(text: str) -> None:
    try:
        parse_goal(text)
        reads = True
    except NotationError:
        reads = False
    assert PATTERN.is_valid(text) is reads


def test_the_example_of_a_plan_of_ones_own_is_valid_by_the_schema() -> None:
    folder = DATA.parent / "examples"
    for path in sorted(folder.glob("*.yaml")):
        assert not faults(CATALOGUE, as_editors_read(path.read_text(encoding="utf-8"))), path


def test_the_small_world_of_the_tests_is_valid_by_the_schema(tmp_path: Path) -> None:
    book = catalogue(tmp_path, plan("a-children", "dongguan"))
    assert book.plans
    text = (tmp_path / "catalogue.yaml").read_text(encoding="utf-8")
    assert not faults(CATALOGUE, as_editors_read(text))
