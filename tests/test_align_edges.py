"""The edges of pairing: which year speaks, which part answers, which documents apply."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from catalogues import Row, catalogue, plan, target, upper
from plancmp.compare.align import Statements, counterpart, references
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.goal import format_goal
from plancmp.compare.model import Target

MORTALITY = "infant-mortality"
COVERAGE = "parent-school-coverage"


def stated(folder: Path, *rows: Row, year: int | None = None) -> Statements:
    book = catalogue(folder, plan("dongguan-children", "dongguan", *rows))
    return Statements(book.plans["dongguan-children"].targets, year)


def said(one: Target | None) -> str | None:
    return None if one is None else f"{format_goal(one.goal)} {one.year}"


@pytest.mark.parametrize(
    ("year", "order"),
    [
        (2024, ["≤4‰ 2025", "≤3.5‰ 2027", "≤3‰ 2030"]),
        (2025, ["≤4‰ 2025", "≤3.5‰ 2027", "≤3‰ 2030"]),
        (2027, ["≤3.5‰ 2027", "≤4‰ 2025", "≤3‰ 2030"]),
        (2029, ["≤3.5‰ 2027", "≤4‰ 2025", "≤3‰ 2030"]),
        (2030, ["≤3‰ 2030", "≤3.5‰ 2027", "≤4‰ 2025"]),
    ],
)
def test_as_of_a_year_the_nearest_due_speaks_and_what_is_late_comes_last(
    tmp_path: Path, year: int, order: list[str]
) -> None:
    rows = [target(MORTALITY, "≤3‰"), target(MORTALITY, "≤4‰", year=2025),
            target(MORTALITY, "≤3.5‰", year=2027)]  # fmt: skip
    found = stated(tmp_path, *rows, year=year)[(MORTALITY, None)]
    assert [said(t) for t in found.all] == order


def test_of_one_year_the_usual_speaking_order_holds(tmp_path: Path) -> None:
    rows = [target(MORTALITY, "↓"), target(MORTALITY, "≤3‰", list="measures")]
    found = stated(tmp_path, *rows, year=2030)[(MORTALITY, None)]
    assert said(found.speaking) == "≤3‰ 2030"


def asked(folder: Path, row: Row) -> Target:
    folder.mkdir()
    book = catalogue(folder, upper("national-children", "nation", row))
    (only,) = book.plans["national-children"].targets
    return only


def test_a_part_answers_for_the_whole_and_the_first_part_of_several(tmp_path: Path) -> None:
    rows = [target(COVERAGE, "≥95%", scope="urban"), target(COVERAGE, "≥85%", scope="rural")]
    mine = stated(tmp_path, *rows)
    whole = asked(tmp_path / "whole", target(COVERAGE, "≥90%"))
    assert said(counterpart(mine, whole)) == "≥95% 2030"


def test_the_whole_answers_for_a_part_before_another_part_does(tmp_path: Path) -> None:
    rows = [target(COVERAGE, "≥95%", scope="urban"), target(COVERAGE, "≥90%")]
    part = asked(tmp_path / "part", target(COVERAGE, "≥85%", scope="rural"))
    assert said(counterpart(stated(tmp_path, *rows), part)) == "≥90% 2030"


def test_of_several_of_the_year_asked_the_one_that_speaks_best_answers(tmp_path: Path) -> None:
    rows = [target(MORTALITY, "≤3‰"), target(MORTALITY, "≤5‰", year=2025, list="measures"),
            target(MORTALITY, "≤4‰", year=2025)]  # fmt: skip
    goal = asked(tmp_path / "a", target(MORTALITY, "≤6‰", year=2025))
    assert said(counterpart(stated(tmp_path, *rows), goal)) == "≤4‰ 2025"


def test_an_exact_figure_is_not_given_up_for_a_near_one_of_the_same_year(tmp_path: Path) -> None:
    rows = [target(MORTALITY, "≤3‰"),
            target(MORTALITY, "≤4‰", year=2025, match="near", note="另一口径")]  # fmt: skip
    goal = asked(tmp_path / "a", target(MORTALITY, "≤6‰", year=2025))
    assert said(counterpart(stated(tmp_path, *rows), goal)) == "≤3‰ 2030"


def test_one_near_figure_is_given_up_for_another_of_the_same_year(tmp_path: Path) -> None:
    rows = [target(MORTALITY, "≤3‰", match="near", note="另一口径"),
            target(MORTALITY, "≤4‰", year=2025, match="near", note="另一口径")]  # fmt: skip
    goal = asked(tmp_path / "a", target(MORTALITY, "≤6‰", year=2025))
    assert said(counterpart(stated(tmp_path, *rows), goal)) == "≤4‰ 2025"


# -- documents --------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path) -> Catalogue:
    mine = target(MORTALITY, "≤3‰")
    twice = (mine, target(MORTALITY, "≤4‰", list="measures"))
    return catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", *twice),
        plan("qingcheng-children", "qingcheng", *twice),
        plan("qingcheng-women", "qingcheng", target("women-on-committees", "≥30%")),
        plan("yueqing-children", "yueqing", mine, period="2021–2025"),
        upper("national-children", "nation", target(MORTALITY, "≤5‰"),
              target(MORTALITY, "≤5.5‰", year=2025)),
        upper("national-women", "nation", target("women-on-committees", "≥30%"),
              period="2021–2025"),
        upper("guangdong-children", "guangdong", target(MORTALITY, "≤4‰")),
        upper("guangdong-women", "guangdong"),
        upper("national-action", "nation", target(MORTALITY, "≤5.2‰", year=2025),
              target("myopia-rate", "≤38%", year=2020),
              target("enrolment-rate", "≥90%", year=2021),
              target("nurseries", "≥2所", year=2022), role="sector"),
        upper("national-late", "nation", target("myopia-rate", "≤38%", year=2030), role="sector"),
        upper("guangdong-action", "guangdong", target(MORTALITY, "≤4.5‰", year=2025),
              role="sector"),
    )  # fmt: skip


def meant(book: Catalogue, plan_id: str, wanted: str) -> list[tuple[str, bool, int]]:
    found = references(book, book.plans[plan_id], wanted)
    return [(r.plan.id, r.closed, len(r.targets)) for r in found]


def test_the_national_documents_of_a_plan_are_the_outline_and_what_is_due_in_its_period(
    book: Catalogue,
) -> None:
    assert meant(book, "dongguan-children", "national") == [("national-children", True, 2)]
    # due in 2022 and 2025, and in the year it starts in no more than before; 2030 is too late
    assert meant(book, "yueqing-children", "national") == [
        ("national-children", True, 2), ("national-action", False, 2),
    ]  # fmt: skip


def test_a_plan_without_a_start_meets_all_that_is_due_by_its_end(book: Catalogue) -> None:
    undated = replace(book.plans["yueqing-children"], start=None)
    found = references(book, undated, "national")
    assert [len(r.targets) for r in found] == [2, 4]


def test_a_plan_that_outlasts_the_outline_meets_the_outline_alone(book: Catalogue) -> None:
    assert meant(book, "qingcheng-women", "national") == [("national-women", True, 1)]


def test_a_sector_document_of_another_audience_does_not_apply(book: Catalogue) -> None:
    theirs = replace(book.plans["national-action"], audience=book.plans["national-women"].audience)
    other = replace(book, plans={**book.plans, theirs.id: theirs})
    assert meant(other, "yueqing-children", "national") == [("national-children", True, 2)]
    assert theirs.id not in [m[0] for m in meant(other, "dongguan-children", "all")]


def test_a_sector_document_of_the_same_audience_is_a_sector_document_still(book: Catalogue) -> None:
    children = book.plans["national-children"].audience
    sector = {
        name: replace(book.plans[name], audience=children)
        for name in ("national-action", "guangdong-action")
    }
    mine = replace(book, plans={**book.plans, **sector})
    assert meant(mine, "yueqing-children", "national") == [
        ("national-children", True, 2), ("national-action", False, 2),
    ]  # fmt: skip
    assert meant(mine, "dongguan-children", "province") == [("guangdong-children", True, 1)]


def test_province_is_the_plan_of_the_audience_not_a_sector_document(book: Catalogue) -> None:
    assert meant(book, "dongguan-children", "province") == [("guangdong-children", True, 1)]


def test_an_outline_is_not_its_own_reference(book: Catalogue) -> None:
    assert meant(book, "national-children", "national") == []


def test_all_is_open_for_sector_documents_and_leaves_out_the_empty(book: Catalogue) -> None:
    assert meant(book, "dongguan-children", "all") == [
        ("national-children", True, 2), ("guangdong-children", True, 1),
        ("national-action", False, 4), ("national-late", False, 1), ("guangdong-action", False, 1),
    ]  # fmt: skip
    assert [m[0] for m in meant(book, "qingcheng-women", "all")] == [
        "national-women", "national-action", "national-late", "guangdong-action",
    ]  # fmt: skip


def test_a_place_means_its_plan_of_the_same_audience_with_what_speaks_in_it(
    book: Catalogue,
) -> None:
    assert meant(book, "dongguan-children", "清城") == [("qingcheng-children", True, 1)]
    # of a document with gaps every figure counts, and a plan named outright needs no audience
    assert meant(book, "dongguan-children", "national-children") == [("national-children", True, 2)]
    assert meant(book, "dongguan-children", "qingcheng-women") == [("qingcheng-women", True, 1)]
    assert meant(book, "dongguan-children", "national-action") == [("national-action", False, 4)]
    assert meant(book, "dongguan-children", "东莞") == []


def test_an_unknown_reference_is_refused(book: Catalogue) -> None:
    with pytest.raises(UsageError):
        references(book, book.plans["dongguan-children"], "没有这个地方")


@pytest.mark.parametrize(
    ("asking", "as_of", "speaks"),
    [("dongguan-children", None, "≤3‰ 2030"), ("dongguan-children", 2025, "≤3.5‰ 2025"),
     ("yueqing-children", None, "≤3.5‰ 2025"), ("yueqing-children", 2030, "≤3‰ 2030")],
)  # fmt: skip
def test_another_plan_speaks_for_the_end_of_the_plan_or_as_of_the_year_asked_for(
    tmp_path: Path, asking: str, as_of: int | None, speaks: str
) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target(MORTALITY, "≤4‰")),
        plan("yueqing-children", "yueqing", target(MORTALITY, "≤4‰"), period="2021–2025"),
        plan("qingcheng-children", "qingcheng", target(MORTALITY, "≤3‰"),
             target(MORTALITY, "≤3.5‰", year=2025)),
    )  # fmt: skip
    (found,) = references(book, book.plans[asking], "清城", as_of=as_of)
    assert [said(t) for t in found.targets] == [speaks]
