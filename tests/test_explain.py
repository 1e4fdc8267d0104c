"""How a verdict came about: one derivation for each pair that can be made, with its steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogues import catalogue, plan, target, upper
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.explain import ExplainReport, explain

MORTALITY, NURSERIES = "infant-mortality", "nurseries"


@pytest.fixture
def book(tmp_path: Path) -> Catalogue:
    return catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target(MORTALITY, "≤3‰"), target(NURSERIES, "≥40所"),
             target(MORTALITY, "≤4‰", year=2025)),
        plan("qingcheng-children", "qingcheng", target(NURSERIES, "≥3所")),
        upper("national-children", "nation", target(MORTALITY, "≤5‰")),
    )  # fmt: skip


def explained(book: Catalogue, indicator: str, *against: str) -> ExplainReport:
    ours = [book.plans["dongguan-children"]]
    return explain(book, book.indicators[indicator], ours, against)


def test_a_reference_named_twice_is_explained_once(book: Catalogue) -> None:
    once = explained(book, MORTALITY, "national")
    assert len(once.derivations) == 1
    assert explained(book, MORTALITY, "national", "national-children") == once


def test_the_verdict_names_its_time_where_years_were_compared(book: Catalogue) -> None:
    report = explained(book, MORTALITY, "national")
    assert report.sheets(book, "zh")[0].notes == ("判断：要求更高（stricter-lower），时间：同年",)
    english = "verdict: stricter (stricter-lower), timing: same year"
    assert report.sheets(book, "en")[0].notes == (english,)


def test_the_verdict_on_what_cannot_be_compared_names_no_time(book: Catalogue) -> None:
    report = explained(book, NURSERIES, "qingcheng-children")
    assert report.sheets(book, "zh")[0].notes == ("判断：不可比（size）",)
    assert report.sheets(book, "en")[0].notes == ("verdict: incomparable (size)",)


def test_what_was_passed_over_is_told_with_its_year(book: Catalogue) -> None:
    (sheet,) = explained(book, MORTALITY, "national").sheets(book, "zh")
    assert ("未取", "≤4‰ 2025 儿童与健康·目标1") in sheet.groups[0].rows


def test_what_plan_or_reference_does_not_state_cannot_be_explained(book: Catalogue) -> None:
    with pytest.raises(UsageError, match="未列“近视率”"):
        explained(book, "myopia-rate", "national")
    with pytest.raises(UsageError, match="所选基准没有“托育机构数”"):
        explained(book, NURSERIES, "national")
