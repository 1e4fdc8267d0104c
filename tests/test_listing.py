"""Registries and lists: what passes the filters, and what the tables say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogues import catalogue, plan, target
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.listing import list_indicators, list_targets
from plancmp.compare.model import Audience, Field
from plancmp.compare.sheets import near_note, sheets_of

MORTALITY, ENROLMENT = "infant-mortality", "enrolment-rate"


@pytest.fixture
def book(tmp_path: Path) -> Catalogue:
    near = target(ENROLMENT, "≥95%", match="near", note="只计公办园")
    return catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target(MORTALITY, "≤3‰"), near, title="东莞规划"),
        plan("qingcheng-children", "qingcheng", target(ENROLMENT, "↑"), title="清城规划"),
    )


def test_fields_select_indicators(book: Catalogue) -> None:
    rows = list_indicators(book, fields=[Field.EDUCATION, Field.FAMILY]).rows
    assert [(r.indicator.id, len(r.plans), r.numbers) for r in rows] == [
        (ENROLMENT, 2, 1), ("parent-school-coverage", 0, 0),
    ]  # fmt: skip


def test_an_audience_selects_the_indicators_that_its_plans_state(book: Catalogue) -> None:
    rows = list_indicators(book, audience=Audience.CHILDREN).rows
    assert [r.indicator.id for r in rows] == [MORTALITY, ENROLMENT]
    assert not list_indicators(book, audience=Audience.WOMEN).rows


def test_a_plan_of_which_nothing_is_left_has_no_heading(book: Catalogue) -> None:
    report = list_targets(book, book.local_plans(), fields=[Field.HEALTH])
    (sheet,) = sheets_of(book, report)
    assert [g.title for g in sheet.groups] == ["东莞规划"]
    assert sheet.notes == ("共 1 项目标。",)


def test_the_mark_of_another_definition_is_explained_only_where_it_stands(book: Catalogue) -> None:
    (sheet,) = sheets_of(book, list_targets(book, book.local_plans()))
    assert [row[0] for g in sheet.groups for row in g.rows] == [
        "婴儿死亡率", "毛入学率 ≈", "毛入学率",
    ]  # fmt: skip
    assert sheet.notes == ("共 3 项目标。", near_note("zh"))
