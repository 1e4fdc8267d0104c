"""Which target speaks for a plan, what answers a baseline, which documents are meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogues import Row, catalogue, plan, target, upper
from plancmp.compare.align import (
    Statement,
    Statements,
    audiences,
    counterpart,
    references,
    require_plans,
)
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.goal import format_goal
from plancmp.compare.model import Audience, Target

MORTALITY = "infant-mortality"


def spoken(folder: Path, *targets: Row, year: int | None = None) -> Statement:
    """What a plan of these targets says of infant mortality."""
    book = catalogue(folder, plan("dongguan-children", "dongguan", *targets))
    return Statements(book.plans["dongguan-children"].targets, year)[(MORTALITY, None)]


def said(one: Target | None) -> str | None:
    return None if one is None else f"{format_goal(one.goal)} {one.year}"


# -- which target speaks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("speaks", "passed_over"),
    [
        pytest.param(
            target(MORTALITY, "≤5‰", list="measures"), target(MORTALITY, "↓"),
            id="a figure before a direction, wherever it stands",
        ),
        pytest.param(
            target(MORTALITY, "≤5‰", item=2),
            target(MORTALITY, "≤4‰", item=1, match="near", note="另一口径"),
            id="an exact match before a near one of the same list",
        ),
        pytest.param(
            target(MORTALITY, "≤5‰", match="near", note="另一口径"),
            target(MORTALITY, "≤4‰", list="measures"),
            id="goals before measures even where they match only nearly",
        ),
        pytest.param(
            target(MORTALITY, "≤5‰"), target(MORTALITY, "≤4‰", list="projects"),
            id="goals before projects",
        ),
        pytest.param(
            target(MORTALITY, "≤5‰", list="projects"),
            target(MORTALITY, "≤4‰", list="measures"),
            id="projects before measures",
        ),
        pytest.param(
            target(MORTALITY, "≤5‰", list="measures"),
            target(MORTALITY, "≤4‰", list="overall", item=0),
            id="measures before the rest",
        ),
        pytest.param(
            target(MORTALITY, "≤3‰"), target(MORTALITY, "≤3.5‰", year=2025),
            id="the end value before the milestone",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True])
def test_speaking_order_does_not_depend_on_document_order(
    tmp_path: Path, speaks: Row, passed_over: Row, turned: bool
) -> None:
    both = [passed_over, speaks] if turned else [speaks, passed_over]
    found = spoken(tmp_path, *both)
    assert format_goal(found.speaking.goal) == speaks["goal"]
    assert [format_goal(t.goal) for t in found.others] == [passed_over["goal"]]


def test_of_equals_the_first_in_the_document_speaks(tmp_path: Path) -> None:
    found = spoken(tmp_path, target(MORTALITY, "≤5‰", item=1), target(MORTALITY, "≤4‰", item=2))
    assert said(found.speaking) == "≤5‰ 2030"


def test_a_plan_without_goals_speaks_through_its_measures(tmp_path: Path) -> None:
    # 兰溪 hides its targets in prose
    found = spoken(tmp_path, target(MORTALITY, "≤5‰", list="measures"))
    assert said(found.speaking) == "≤5‰ 2030"


@pytest.mark.parametrize(
    ("year", "speaks"),
    [(None, "≤3‰ 2030"), (2030, "≤3‰ 2030"), (2025, "≤3.5‰ 2025"), (2027, "≤3.5‰ 2025"),
     (2023, "≤3.5‰ 2025"), (2035, "≤3‰ 2030")],
)  # fmt: skip
def test_as_of_a_year_what_is_due_by_then_speaks(
    tmp_path: Path, year: int | None, speaks: str
) -> None:
    rows = [target(MORTALITY, "≤3.5‰", year=2025), target(MORTALITY, "≤3‰")]
    assert said(spoken(tmp_path, *rows, year=year).speaking) == speaks


def test_what_is_due_later_speaks_only_when_nothing_is_due(tmp_path: Path) -> None:
    assert said(spoken(tmp_path, target(MORTALITY, "≤3‰"), year=2025).speaking) == "≤3‰ 2030"


def test_each_scope_has_a_statement_of_its_own(tmp_path: Path) -> None:
    rows = [target("parent-school-coverage", "≥95%", scope="urban"),
            target("parent-school-coverage", "≥85%", scope="rural")]  # fmt: skip
    book = catalogue(tmp_path, plan("dongguan-children", "dongguan", *rows))
    keys = [*Statements(book.plans["dongguan-children"].targets)]
    assert keys == [("parent-school-coverage", "urban"), ("parent-school-coverage", "rural")]


# -- what answers a baseline --------------------------------------------------------------------


def answer(
    folder: Path, ours: list[Row], baseline: Row, year: int | None = None
) -> str | None:  # fmt: skip
    book = catalogue(
        folder,
        plan("dongguan-children", "dongguan", *ours),
        upper("national-children", "nation", baseline),
    )
    stated = Statements(book.plans["dongguan-children"].targets, year)
    (asked,) = book.plans["national-children"].targets
    return said(counterpart(stated, asked, as_of=year))


def test_the_same_due_year_answers_before_the_end_value(tmp_path: Path) -> None:
    ours = [target(MORTALITY, "≤3.5‰", year=2025), target(MORTALITY, "≤3‰")]
    assert answer(tmp_path, ours, target(MORTALITY, "≤5‰", year=2025)) == "≤3.5‰ 2025"
    assert answer(tmp_path, ours, target(MORTALITY, "≤5‰")) == "≤3‰ 2030"
    assert answer(tmp_path, ours, target(MORTALITY, "≤5‰", year=2028)) == "≤3‰ 2030"


def test_the_same_due_year_answers_from_whatever_list(tmp_path: Path) -> None:
    ours = [target(MORTALITY, "≤3.5‰", year=2025, list="measures"), target(MORTALITY, "≤3‰")]
    assert answer(tmp_path, ours, target(MORTALITY, "≤5‰", year=2025)) == "≤3.5‰ 2025"


def test_a_direction_of_the_same_year_does_not_answer_for_a_figure(tmp_path: Path) -> None:
    ours = [target(MORTALITY, "↓", year=2025), target(MORTALITY, "≤3‰")]
    assert answer(tmp_path, ours, target(MORTALITY, "≤5‰", year=2025)) == "≤3‰ 2030"


def test_the_year_asked_for_goes_before_the_year_of_the_baseline(tmp_path: Path) -> None:
    ours = [target(MORTALITY, "≤3.5‰", year=2025), target(MORTALITY, "≤3‰")]
    assert answer(tmp_path, ours, target(MORTALITY, "≤5‰"), year=2025) == "≤3.5‰ 2025"


def test_the_whole_answers_for_a_part_it_does_not_name(tmp_path: Path) -> None:
    ours = [target("parent-school-coverage", "≥100%")]
    asked = target("parent-school-coverage", "≥85%", scope="rural")
    assert answer(tmp_path, ours, asked) == "≥100% 2030"


def test_the_part_itself_answers_before_the_whole(tmp_path: Path) -> None:
    ours = [target("parent-school-coverage", "≥100%"),
            target("parent-school-coverage", "≥90%", scope="rural")]  # fmt: skip
    asked = target("parent-school-coverage", "≥85%", scope="rural")
    assert answer(tmp_path, ours, asked) == "≥90% 2030"


def test_another_part_is_an_answer_to_be_judged_not_silence(tmp_path: Path) -> None:
    ours = [target("parent-school-coverage", "≥90%", scope="urban")]
    asked = target("parent-school-coverage", "≥85%", scope="rural")
    assert answer(tmp_path, ours, asked) == "≥90% 2030"


def test_another_indicator_is_no_answer(tmp_path: Path) -> None:
    assert answer(tmp_path, [target("myopia-rate", "≤38%")], target(MORTALITY, "≤5‰")) is None


# -- which documents are meant ------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path) -> Catalogue:
    mine = target(MORTALITY, "≤3‰")
    return catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", mine),
        plan("dongguan-women", "dongguan", target("women-on-committees", "≥30%")),
        plan("qingcheng-children", "qingcheng", mine, target(MORTALITY, "≤4‰", list="measures")),
        plan("yueqing-children", "yueqing", mine, period="2021–2025"),
        upper("national-children", "nation", target(MORTALITY, "≤5‰")),
        upper("national-women", "nation", target("women-on-committees", "≥30%")),
        upper("guangdong-children", "guangdong", target(MORTALITY, "≤4‰")),
        upper("zhejiang-children", "zhejiang"),
        upper("national-action", "nation", target(MORTALITY, "≤5.2‰", year=2025),
              target("myopia-rate", "≤38%", year=2030), role="sector"),
    )  # fmt: skip


def meant(book: Catalogue, plan_id: str, wanted: str) -> list[str]:
    return [r.plan.id for r in references(book, book.plans[plan_id], wanted)]


def test_national_is_the_outline_of_the_same_audience(book: Catalogue) -> None:
    assert meant(book, "dongguan-children", "national") == ["national-children"]
    assert meant(book, "dongguan-women", "national") == ["national-women"]


def test_a_plan_that_ends_before_the_outline_meets_what_is_due_in_its_period(
    book: Catalogue,
) -> None:
    # a 2025 plan must not pass merely because the outline is due in 2030
    found = references(book, book.plans["yueqing-children"], "national")
    assert [r.plan.id for r in found] == ["national-children", "national-action"]
    assert [said(t) for t in found[1].targets] == ["≤5.2‰ 2025"]
    assert found[0].closed
    assert not found[1].closed


def test_province_is_the_plans_own_province(book: Catalogue) -> None:
    assert meant(book, "dongguan-children", "province") == ["guangdong-children"]
    assert meant(book, "yueqing-children", "province") == ["zhejiang-children"]
    assert meant(book, "dongguan-women", "province") == []


def test_all_is_everything_above_that_has_figures(book: Catalogue) -> None:
    assert meant(book, "dongguan-children", "all") == [
        "national-children", "guangdong-children", "national-action",
    ]  # fmt: skip
    assert meant(book, "yueqing-children", "all") == ["national-children", "national-action"]


@pytest.mark.parametrize("word", ["national", "province", "all", "东莞", "dongguan-children"])
def test_no_plan_is_its_own_reference(book: Catalogue, word: str) -> None:
    for plan_id in ("dongguan-children", "national-children", "guangdong-children"):
        assert plan_id not in meant(book, plan_id, word)


def test_a_place_or_a_plan_serves_as_reference(book: Catalogue) -> None:
    assert meant(book, "dongguan-children", "清城") == ["qingcheng-children"]
    assert meant(book, "dongguan-children", "qingcheng-children") == ["qingcheng-children"]


def test_of_a_plan_read_whole_only_what_speaks_is_a_reference(book: Catalogue) -> None:
    (found,) = references(book, book.plans["dongguan-children"], "清城")
    assert [said(t) for t in found.targets] == ["≤3‰ 2030"]


def test_a_place_without_a_plan_of_the_audience_gives_no_reference(book: Catalogue) -> None:
    assert meant(book, "dongguan-women", "清城") == []


def test_an_unknown_reference_is_refused_with_a_suggestion(book: Catalogue) -> None:
    with pytest.raises(UsageError, match="清城"):
        references(book, book.plans["dongguan-children"], "清成")


def test_children_come_before_women(book: Catalogue) -> None:
    found = [book.plans["dongguan-women"], book.plans["dongguan-children"]]
    assert audiences(found) == [Audience.CHILDREN, Audience.WOMEN]


def test_nothing_selected_is_refused() -> None:
    with pytest.raises(UsageError, match="plancmp plans"):
        require_plans([])
