"""Reading catalogue files: strict, all faults in one go, each with file and line.

``bad_catalogues/`` holds one folder a fault: ``catalogue.yaml`` (with ``overlay.yaml`` where it
takes two) and ``expected.txt``, the messages line by line. A new case is a new folder.
"""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from catalogues import INDICATORS, JURISDICTIONS, catalogue, plan, target, text, upper, written
from conftest import Run
from hostile import UNREADABLE
from hypothesis import given
from hypothesis import strategies as st
from plancmp.compare.errors import CatalogueError
from plancmp.compare.loader import builtin_files, load
from plancmp.compare.model import Aim, Confidence, Firmness, ListName, Match, Place

CASES = sorted(p for p in (Path(__file__).parent / "bad_catalogues").iterdir() if p.is_dir())


def errors(*args: Path | list[Path]) -> str:
    with pytest.raises(CatalogueError) as caught:
        load(*args)  # type: ignore[arg-type]
    return str(caught.value)


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_a_bad_catalogue_is_refused_with_file_line_and_remedy(case: Path) -> None:
    overlay = case / "overlay.yaml"
    said = errors(case / "catalogue.yaml", [overlay] if overlay.exists() else [])
    expected = (case / "expected.txt").read_text(encoding="utf-8").strip()
    assert said.replace(f"{case}/", "") == expected


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_every_message_is_one_line_that_says_what_where_and_what_to_do(case: Path) -> None:
    overlay = case / "overlay.yaml"
    with pytest.raises(CatalogueError) as caught:
        load(case / "catalogue.yaml", [overlay] if overlay.exists() else [])
    for problem in caught.value.problems:
        assert problem.file.endswith(".yaml")
        assert problem.line or case.name in {"empty-file", "a-folder-where-a-file-is-due"}
        for lang, marks in (("zh", "；，"), ("en", ";")):
            assert any(mark in problem.text(lang) for mark in marks)
            assert "\n" not in problem.text(lang)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no.yaml" in errors(tmp_path / "no.yaml")


def test_a_folder_without_yaml_is_named(tmp_path: Path) -> None:
    assert str(tmp_path) in errors(tmp_path)


def test_what_is_not_a_plain_file_is_refused() -> None:
    assert "/dev/null" in errors(Path("/dev/null"))


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="the system has no such file")
def test_a_file_the_system_does_not_let_read_is_named_with_the_reason() -> None:
    with pytest.raises(CatalogueError) as caught:
        load(UNREADABLE)
    (problem,) = caught.value.problems
    assert problem.file == str(UNREADABLE)
    assert "读不了：磁盘读写出错；检查权限和路径" in problem.text("zh")
    assert "cannot be read: " in problem.text("en")


def test_a_file_too_large_to_be_a_catalogue_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(9 * 1024 * 1024)
    assert "8 MB" in errors(path)
    assert "PLANCMP_MAX_MB" in errors(path)


def test_how_large_a_file_may_be_can_be_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, plan("a-children", "dongguan", target("infant-mortality", "≤3‰")))
    with path.open("a", encoding="utf-8") as stream:
        stream.writelines(["# a long comment\n"] * 70_000)
    load(path)
    monkeypatch.setenv("PLANCMP_MAX_MB", "1")
    assert "1 MB" in errors(path)
    monkeypatch.setenv("PLANCMP_MAX_MB", "2")
    load(path)


@pytest.mark.parametrize("said", ["0", "-1", "x", "1.5", "1234567"])
def test_a_limit_that_is_no_number_is_told(
    monkeypatch: pytest.MonkeyPatch, said: str, run: Run
) -> None:
    monkeypatch.setenv("PLANCMP_MAX_MB", said)
    ran = run("validate", "--catalogue", builtin_files()[0])
    assert ran.code == 2
    assert f"PLANCMP_MAX_MB 应是正整数，现在是“{said}”" in ran.err


@pytest.mark.parametrize("deep", ["[" * 100_000, "- " * 100_000, "{a: " * 60_000])
def test_nesting_without_end_is_refused_and_does_not_end_the_process(
    tmp_path: Path, deep: str
) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text(deep, encoding="utf-8")
    code = (
        "import pathlib, sys; from plancmp.compare.loader import load\n"
        "from plancmp.compare.errors import CatalogueError\n"
        "try: load(pathlib.Path(sys.argv[1]))\n"
        "except CatalogueError: sys.exit(42)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=False)
    assert ran.returncode == 42, ran.stderr


@given(st.text(max_size=200))
def test_no_text_whatever_makes_anything_but_a_catalogue_or_a_catalogue_error(
    text: str,
) -> None:
    from plancmp.compare.yamlsource import read_tree

    try:
        top, _ = read_tree(text, "any.yaml")
    except CatalogueError as error:
        assert error.problems  # noqa: PT017
    else:
        assert top.entries is not None


# -- what is read --------------------------------------------------------------------------------


def test_a_target_is_read_with_all_its_keys(tmp_path: Path) -> None:
    row = target(
        "infant-mortality", "hold ≤5.0‰@2020=6.20", item=3, list="measures", heading="健康",
        written="保持在5.0‰以下", year=2025, part=2, scope="rural", firmness="strive",
        match="near", note="另一口径", suspect={"printed": "a", "likely": "b", "reason": "c"},
        label="标签", reading="缘由", confidence="secondary", evidence=["某报告"],
    )  # fmt: skip
    book = catalogue(tmp_path, plan("dongguan-children", "dongguan", row))
    (one,) = book.plans["dongguan-children"].targets
    assert one.id == "dongguan-children/infant-mortality~rural@2025"
    assert (one.goal.value, one.goal.base_value) == (Decimal("5.0"), Decimal("6.20"))
    assert (one.goal.aim, one.year, one.part, one.scope) == (Aim.HOLD, 2025, 2, "rural")
    assert one.locator is not None
    assert (one.locator.heading, one.locator.list, one.locator.item) == (
        "健康", ListName.MEASURES, 3,
    )  # fmt: skip
    assert (one.firmness, one.match) == (Firmness.STRIVE, Match.NEAR)
    assert one.suspect is not None
    assert one.confidence is Confidence.SECONDARY
    assert (one.label, one.reading, one.evidence) == ("标签", "缘由", ("某报告",))


def test_the_due_year_is_the_end_of_the_period_unless_the_target_says(tmp_path: Path) -> None:
    rows = [target("infant-mortality", "≤5‰"), target("myopia-rate", "≤38%", year=2027)]
    book = catalogue(tmp_path, plan("lanxi-children", "dongguan", *rows, period="2021–2025"))
    assert [t.year for t in book.plans["lanxi-children"].targets] == [2025, 2027]


@pytest.mark.parametrize("period", ["2021–2030", "2021-2030", "2021—2030", "–2030"])
def test_a_period_may_be_typed_with_any_dash_or_without_a_start(
    tmp_path: Path, period: str
) -> None:
    book = catalogue(tmp_path, plan("dongguan-children", "dongguan", period=period))
    assert book.plans["dongguan-children"].end == 2030


def test_printed_precision_survives_reading(tmp_path: Path) -> None:
    book = catalogue(tmp_path, plan("a-children", "dongguan", target("infant-mortality", "≤2.0‰")))
    assert str(book.plans["a-children"].targets[0].goal.value) == "2.0"


def test_unquoted_dates_are_dates_and_codes_must_be_quoted(tmp_path: Path) -> None:
    whole = text(plan("a-children", "dongguan", issued="2022-10-21"))
    path = tmp_path / "a.yaml"
    path.write_text(whole.replace("'2022-10-21'", "2022-10-21"), encoding="utf-8")
    assert load(path).plans["a-children"].issued == "2022-10-21"
    path.write_text(whole.replace("'441900'", "441900"), encoding="utf-8")
    assert "441900" in errors(path)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    whole = text(plan("a-children", "dongguan", target("infant-mortality", "≤5‰")))
    path.write_bytes(b"\xef\xbb\xbf" + whole.replace("\n", "\r\n").encode())
    assert load(path).plans["a-children"].targets


def test_a_key_left_empty_is_as_good_as_absent_where_it_may_be(tmp_path: Path) -> None:
    whole = text(plan("a-children", "dongguan", target("infant-mortality", "≤5‰"), note="x"))
    path = tmp_path / "empty.yaml"
    for nothing in ("", "~", "null"):
        path.write_text(whole.replace("note: x", f"note: {nothing}"), encoding="utf-8")
        assert load(path).plans["a-children"].note is None


def test_a_long_line_is_long_and_not_deep(tmp_path: Path) -> None:
    """Long lines are looked at for nesting first; many short ways down are none."""
    rows = [target("infant-mortality", "≤5‰", year=2025, item=n) for n in range(1, 120)]
    rows.append(target("myopia-rate", "≤38%", item=120, note="长" * 5000))
    book = catalogue(tmp_path, plan("a-children", "dongguan", *rows))
    *_, last = book.plans["a-children"].targets
    assert last.note == "长" * 5000


def test_every_thing_knows_its_file_and_line(tmp_path: Path) -> None:
    row = target("infant-mortality", "≤5‰")
    path = written(tmp_path, plan("a-children", "dongguan", row))
    lines = path.read_text(encoding="utf-8").splitlines()
    book = load(path)
    (one,) = book.plans["a-children"].targets
    assert one.at == Place(str(path), one.at.line)
    assert "indicator: infant-mortality" in lines[one.at.line - 1]
    assert "id: rural" in lines[book.scopes["rural"].at.line - 1]


# -- ids -----------------------------------------------------------------------------------------


def test_what_speaks_bears_the_bare_id_and_restatements_say_where_they_stand(
    tmp_path: Path,
) -> None:
    rows = [
        target("infant-mortality", "≤5‰", list="measures", item=2),
        target("infant-mortality", "≤5‰", item=7),
        target("infant-mortality", "≤5‰", list="measures", item=2, heading="又一章"),
        target("infant-mortality", "≤6‰", year=2025),
    ]
    book = catalogue(tmp_path, plan("a-children", "dongguan", *rows))
    assert {t.id for t in book.plans["a-children"].targets} == {
        "a-children/infant-mortality@2030",
        "a-children/infant-mortality@2030#measures-2",
        "a-children/infant-mortality@2030#measures-2.2",
        "a-children/infant-mortality@2025",
    }
    assert book.target("a-children/infant-mortality@2030").locator is not None
    assert book.target("a-children/infant-mortality@2030").locator.item == 7  # type: ignore[union-attr]


def test_ids_are_unique_over_the_real_catalogue_and_lead_back_to_their_target() -> None:
    book = load()
    ids = [t.id for t in book.targets()]
    assert len(ids) == len(set(ids))
    assert all(book.target(t.id) is t for t in book.targets())


# -- files ---------------------------------------------------------------------------------------


def test_a_folder_is_read_as_one_catalogue_whatever_the_order_of_its_files(tmp_path: Path) -> None:
    import yaml

    whole = yaml.safe_load(text(plan("a-children", "dongguan", target("myopia-rate", "≤38%"))))
    for name, section in zip("edcba", whole, strict=True):
        part = yaml.safe_dump({section: whole[section]}, allow_unicode=True, sort_keys=False)
        (tmp_path / f"{name}.yaml").write_text(part, encoding="utf-8")
    book = load(tmp_path)
    assert list(book.plans) == ["a-children"]
    assert book.version == "test"


def test_an_overlay_adds_a_plan_to_what_is_there(tmp_path: Path) -> None:
    overlay = tmp_path / "mine.yaml"
    overlay.write_text(
        "plans:\n- id: mine-children\n  jurisdiction: dongguan\n  audience: children\n"
        "  title: 草案\n  number_note: 草案\n  period: 2026–2030\n"
        "  targets:\n  - {indicator: neonatal-mortality, goal: ≤2‰, written: 2‰}\n",
        encoding="utf-8",
    )
    before, after = load(), load(overlays=[overlay])
    assert [*after.plans] == [*before.plans, "mine-children"]
    assert after.version == before.version


def test_an_overlay_never_overrides(tmp_path: Path) -> None:
    overlay = tmp_path / "mine.yaml"
    overlay.write_text(
        "indicators:\n- {id: neonatal-mortality, zh: 改写, en: changed, field: health, "
        "polarity: higher}\n",
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError, match="neonatal-mortality"):
        load(overlays=[overlay])


def test_faults_of_several_files_are_reported_together(tmp_path: Path) -> None:
    first, second = tmp_path / "1.yaml", tmp_path / "2.yaml"
    first.write_text("plan: []\n", encoding="utf-8")
    second.write_text("scopes:\n- {id: urban}\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load(first, [second])
    assert {p.file for p in caught.value.problems} == {str(first), str(second)}


def test_the_same_text_always_makes_the_same_catalogue(tmp_path: Path) -> None:
    row = target("infant-mortality", "≤5‰")
    path = written(tmp_path, plan("a-children", "dongguan", row),
                   upper("national-children", "nation", row))  # fmt: skip
    assert load(path) == load(path)


# -- the real catalogue --------------------------------------------------------------------------


def test_the_built_in_catalogue_holds_the_seven_plans() -> None:
    assert {p.id for p in load().local_plans()} == {
        "dongguan-children", "lanxi-children", "zengdu-children", "zengdu-women",
        "yueqing-children", "qingcheng-children", "qingcheng-women",
    }  # fmt: skip


def test_two_plans_share_one_file_for_zengdu_and_qingcheng() -> None:
    plans = load().plans
    for place in ("zengdu", "qingcheng"):
        mine = [plans[f"{place}-{a}"] for a in ("children", "women")]
        assert len({p.source_file for p in mine}) == 1
        assert len({p.source_sha256 for p in mine}) == 1


def test_no_document_number_is_guessed() -> None:
    for one in load().local_plans():
        assert one.number or one.number_note


def test_built_in_messages_call_the_files_by_their_place_in_the_project() -> None:
    assert all(t.at.file.startswith("data/") for t in load().targets())
    assert {p.suffix for p in builtin_files()} == {".yaml"}


def test_the_helper_world_is_sound() -> None:
    assert len({i["id"] for i in INDICATORS}) == len(INDICATORS)
    assert len({j["id"] for j in JURISDICTIONS}) == len(JURISDICTIONS)


def test_a_folder_that_cannot_be_listed_is_told_in_one_line(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> list[str]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.listdir", refuse)
    ran = run("plans", "--catalogue", tmp_path)
    assert ran.code == 2
    assert ran.err.splitlines() == [f"plancmp: {tmp_path}: 读不了：没有权限；检查权限和路径"]
