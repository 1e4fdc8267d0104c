"""Indicators that look alike and are not: a plan that states one is not simply silent on the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefings import paper, section
from catalogues import INDICATORS, Row, catalogue, plan, target, upper, written
from conftest import Run
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import check_plans
from plancmp.compare.errors import CatalogueError
from plancmp.compare.loader import load
from plancmp.compare.sheets import sheets_of
from plancmp.compare.show import show_indicator
from plancmp.compare.validate import validate_catalogue
from plancmp.compare.verdict import VerdictCode

ALL, GIRLS = "retention-rate", "girls-retention-rate"
PAIR: list[Row] = [
    {"id": ALL, "zh": "巩固率", "en": "Retention rate", "field": "education", "unit": "%",
     "polarity": "higher", "related": [GIRLS]},
    {"id": GIRLS, "zh": "女童巩固率", "en": "Retention rate of girls", "field": "education",
     "unit": "%", "polarity": "higher", "related": [ALL]},
]  # fmt: skip


def world(folder: Path, *ours: Row, **more: Row) -> Catalogue:
    plans = [plan("dongguan-children", "dongguan", *ours)]
    plans += [plan(f"{name}-children", name, row) for name, row in more.items()]
    asked = upper("national-children", "nation", target(ALL, "≥96%"), short="儿童纲要")
    return catalogue(folder, *plans, asked, indicators=[*INDICATORS, *PAIR])


def test_what_is_not_stated_names_what_comes_near(tmp_path: Path) -> None:
    book = world(tmp_path, target(GIRLS, "≥97%"))
    report = check_plans(book, book.local_plans(), ["national"])
    (found,) = report.findings
    assert found.verdict.code is VerdictCode.MISSING
    assert found.verdict.reason.zh == (
        "未列该指标（儿童纲要：≥96%），列有相近的“女童巩固率”（≥97%），不是同一指标"
    )
    assert found.verdict.reason.en == (
        "not stated (China: ≥96%); states the related “Retention rate of girls” (≥97%), "
        "another indicator"
    )
    (sheet,) = sheets_of(book, report)
    assert [row[0] for group in sheet.groups for row in group.rows] == ["巩固率"]
    assert not any("未列 1 项" in note for note in sheet.notes)


def test_what_is_stated_itself_is_compared_whatever_comes_near(tmp_path: Path) -> None:
    book = world(tmp_path, target(GIRLS, "≥97%"), target(ALL, "≥95%", item=2))
    (found,) = check_plans(book, book.local_plans(), ["national"]).findings
    assert found.verdict.code is VerdictCode.LOOSER


def test_a_plan_with_neither_is_silent(tmp_path: Path) -> None:
    book = world(tmp_path, target("infant-mortality", "≤3‰"))
    report = check_plans(book, book.local_plans(), ["national"])
    assert [f.verdict.reason.code for f in report.findings] == ["missing"]
    (sheet,) = sheets_of(book, report)
    assert "未列 1 项：巩固率 ≥96%。" in sheet.notes


def test_a_paper_notes_what_comes_near_and_proposes_all_the_same(tmp_path: Path) -> None:
    book = world(tmp_path, target(GIRLS, "≥97%"), qingcheng=target(ALL, "≥96%"))
    text = paper(book)
    assert "未列（列有相近指标）" in section(text, "四、与上级目标衔接")
    assert "东莞列入" in section(text, "六、建议")


def test_a_paper_says_beside_those_only_where_something_stands_above(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰")),
        plan("qingcheng-children", "qingcheng", target(ALL, "≥96%")),
        plan("yueqing-children", "yueqing", target(ALL, "≥97%")),
        indicators=[*INDICATORS, *PAIR],
    )
    told = section(paper(book), "五、需要关注的问题")
    assert "半数以上规划设有数值" in told
    assert "除上述外" not in told


def test_show_names_what_looks_alike(tmp_path: Path) -> None:
    book = world(tmp_path, target(ALL, "≥97%"))
    report = show_indicator(book, book.indicators[ALL], book.local_plans())
    assert "相近而不是同一指标：女童巩固率。" in sheets_of(book, report)[0].notes
    english = sheets_of(book, report, "en")[0].notes
    assert "Related, and not the same indicator: Retention rate of girls." in english


@pytest.mark.parametrize("wrong", [[], [GIRLS]], ids=["one way", "itself"])
def test_a_relation_holds_both_ways(tmp_path: Path, wrong: list[str]) -> None:
    pair = [PAIR[0], PAIR[1] | {"related": wrong}] if wrong else [
        PAIR[0], {k: v for k, v in PAIR[1].items() if k != "related"},
    ]  # fmt: skip
    book = catalogue(tmp_path, plan("a-children", "dongguan", target(ALL, "≥95%")),
                     indicators=[*INDICATORS, *pair])  # fmt: skip
    said = [p.text("zh") for p in validate_catalogue(book)]
    if wrong:
        assert any(f"“{GIRLS}”以自己为相近指标；从 related 中删去" in one for one in said)
    else:
        one_way = f"“{ALL}”以“{GIRLS}”为相近指标，反过来没有；两边的 related 都写，或都不写"
        assert any(one_way in one for one in said)


def test_a_related_indicator_that_does_not_exist_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, plan("a-children", "dongguan", target(ALL, "≥95%")),
                   indicators=[*INDICATORS, PAIR[0]])  # fmt: skip
    for cache in (None, tmp_path / "cache"):
        with pytest.raises(CatalogueError, match=f"没有“{GIRLS}”这个指标"):
            load(path, cache=cache)


def test_the_real_plans_are_told_apart(run: Run) -> None:
    out = run("check", "清城", "-a", "women", "--against", "national").out
    assert "列有相近的“女童九年义务教育巩固率”（≥96%），不是同一指标" in out
    out = run("check", "兰溪", "--against", "national").out
    assert "列有相近的“3岁以下婴幼儿健康管理率”" in out
