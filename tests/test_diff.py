"""Plans side by side: rows, ranks, what is folded away, what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from catalogues import Row, catalogue, plan, target, upper
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.diff import DiffReport, Only, Sort, diff_plans
from plancmp.compare.diff import Row as DiffRow
from plancmp.compare.loader import load
from plancmp.compare.model import Audience, Field
from plancmp.compare.sheets import sheets_of
from plancmp.compare.verdict import VerdictCode

V = VerdictCode
MORTALITY = "infant-mortality"
CHILDREN = Audience.CHILDREN


def compared(book: Catalogue, *, against: str | None = None, **more: Any) -> DiffReport:
    plans = [p for p in book.plans.values() if p.complete]
    reference = book.plans[against] if against else None
    return diff_plans(book, plans, CHILDREN, reference=reference, **more)


def three(folder: Path, a: list[Row], b: list[Row], c: list[Row], *rest: Row) -> Catalogue:
    return catalogue(
        folder,
        plan("dongguan-children", "dongguan", *a),
        plan("qingcheng-children", "qingcheng", *b),
        plan("yueqing-children", "yueqing", *c),
        *rest,
    )


def row(report: DiffReport, indicator: str = MORTALITY, scope: str | None = None) -> DiffRow:
    every = (*report.rows, *report.folded, *report.wordless)
    return next(r for r in every if (r.indicator, r.scope) == (indicator, scope))


def marks(one: DiffRow) -> dict[str, str]:
    return {name.split("-")[0]: cell.mark for name, cell in one.cells.items()}


# -- ranks ------------------------------------------------------------------------------------------


def test_who_asks_most_and_least_is_marked(tmp_path: Path) -> None:
    book = three(tmp_path, [target(MORTALITY, "≤3‰")], [target(MORTALITY, "≤4‰")],
                 [target(MORTALITY, "≤5‰")])  # fmt: skip
    one = row(compared(book))
    assert marks(one) == {"dongguan": "▲", "qingcheng": "", "yueqing": "▼"}
    assert [c.rank for c in one.cells.values()] == [1, 2, 3]


def test_equals_share_a_rank(tmp_path: Path) -> None:
    book = three(tmp_path, [target(MORTALITY, "≤3‰")], [target(MORTALITY, "≤0.3%")],
                 [target(MORTALITY, "≤5‰")])  # fmt: skip
    one = row(compared(book))
    assert marks(one) == {"dongguan": "▲", "qingcheng": "▲", "yueqing": "▼"}
    assert [c.rank for c in one.cells.values()] == [1, 1, 3]


def test_nobody_is_marked_where_all_ask_the_same(tmp_path: Path) -> None:
    same = [target(MORTALITY, "≤3‰")]
    one = row(compared(three(tmp_path, same, same, same)))
    assert set(marks(one).values()) == {""}
    assert {c.rank for c in one.cells.values()} == {None}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(target(MORTALITY, "≤5‰", year=2025), id="another due year"),
        pytest.param(target(MORTALITY, "−20%@2020"), id="another kind"),
        pytest.param(target(MORTALITY, "≈5‰"), id="an approximate figure"),
        pytest.param(target(MORTALITY, "≤5‰", match="near", note="x"), id="a near match"),
        pytest.param(
            target(MORTALITY, "≤5‰", suspect={"printed": "a", "likely": "b", "reason": "c"}),
            id="a doubtful figure",
        ),
        pytest.param(target(MORTALITY, "↓"), id="a direction"),
    ],
)
def test_ranks_hold_within_one_year_kind_and_exact_match(tmp_path: Path, other: Row) -> None:
    one = row(compared(three(tmp_path, [target(MORTALITY, "≤3‰")], [other], [])))
    assert not {"▲", "▼"} & set(marks(one).values())


def test_counts_of_different_places_have_no_rank(tmp_path: Path) -> None:
    book = three(tmp_path, [target("nurseries", "≥9所")], [target("nurseries", "≥2所")], [])
    assert set(marks(row(compared(book), "nurseries")).values()) == {""}


def test_an_indicator_without_a_better_side_has_no_rank(tmp_path: Path) -> None:
    goals = [[target("sex-ratio-at-birth", f"≤{n}女=100")] for n in (107, 108, 109)]
    assert set(marks(row(compared(three(tmp_path, *goals)), "sex-ratio-at-birth")).values()) == {""}


def test_a_near_match_is_marked_as_such(tmp_path: Path) -> None:
    near = target(MORTALITY, "≤1‰", match="near", note="x")
    one = row(compared(three(tmp_path, [target(MORTALITY, "≤3‰")], [near], [])))
    assert marks(one) == {"dongguan": "", "qingcheng": "≈"}


def test_years_can_be_set_aside_for_ranking(tmp_path: Path) -> None:
    book = three(tmp_path, [target(MORTALITY, "≤3‰")], [target(MORTALITY, "≤5‰", year=2025)], [])
    assert set(marks(row(compared(book))).values()) == {""}
    report = compared(book, ignore_year=True)
    assert marks(row(report)) == {"dongguan": "▲", "qingcheng": "▼"}
    notes = [n for s in sheets_of(book, (report,)) for n in s.notes]
    assert any("不论目标年" in n for n in notes)


def test_setting_years_aside_for_ranking_leaves_verdicts_and_reasons_alone(
    tmp_path: Path,
) -> None:
    nation = upper("national-children", "nation", target(MORTALITY, "≤5‰"))
    book = three(tmp_path, [target(MORTALITY, "≤6‰")], [target(MORTALITY, "≤4‰")],
                 [target(MORTALITY, "≤3‰", year=2025)], nation)  # fmt: skip
    with_years = row(compared(book, against="national-children"))
    without = row(compared(book, against="national-children", ignore_year=True))
    for name, cell in with_years.cells.items():
        assert without.cells[name].verdict == cell.verdict
    assert without.uniform is with_years.uniform


# -- rows --------------------------------------------------------------------------------------------


def test_rows_all_agree_on_and_rows_without_figures_are_set_aside_not_lost(
    tmp_path: Path,
) -> None:
    same = [target(MORTALITY, "≤3‰"), target("enrolment-rate", "↑")]
    book = three(tmp_path, [*same, target("myopia-rate", "≤38%")], same, same)
    report = compared(book)
    assert [r.indicator for r in report.rows] == ["myopia-rate"]
    assert [r.indicator for r in report.folded] == [MORTALITY]
    assert [r.indicator for r in report.wordless] == ["enrolment-rate"]
    assert len(compared(book, show_all=True).rows) == 3


def test_the_same_level_due_in_another_year_is_not_folded(tmp_path: Path) -> None:
    book = three(tmp_path, [target(MORTALITY, "≤3‰")], [target(MORTALITY, "≤3‰", year=2025)],
                 [target(MORTALITY, "≤3‰")])  # fmt: skip
    assert not row(compared(book)).uniform


def test_standing_duties_agree_whatever_their_years(tmp_path: Path) -> None:
    book = three(tmp_path, *[[target("enrolment-rate", "hold ≥99%", year=y)]
                             for y in (2025, 2030, 2035)])  # fmt: skip
    assert row(compared(book), "enrolment-rate").uniform


def test_parts_and_wholes_are_rows_of_their_own(tmp_path: Path) -> None:
    name = "parent-school-coverage"
    book = three(tmp_path, [target(name, "≥100%")], [target(name, "≥95%", scope="urban")], [])
    keys = [(r.indicator, r.scope) for r in compared(book).rows]
    assert keys == [(name, None), (name, "urban")]


def test_rows_come_field_by_field_in_the_order_of_the_registry(tmp_path: Path) -> None:
    rows = [target(i, "↑") for i in ("nurseries", "enrolment-rate", "myopia-rate", MORTALITY)]
    found = [r.indicator for r in compared(three(tmp_path, rows, [], []), show_all=True).rows]
    assert found == [MORTALITY, "myopia-rate", "enrolment-rate", "nurseries"]


def test_rows_can_be_sorted_by_how_many_state_them(tmp_path: Path) -> None:
    both = [target(MORTALITY, "↓"), target("myopia-rate", "↓")]
    book = three(tmp_path, both, both[1:], both[1:])
    found = compared(book, show_all=True, sort=Sort.PLANS)
    assert [r.indicator for r in found.rows] == ["myopia-rate", MORTALITY]


def test_rows_can_be_sorted_by_name_within_their_field(tmp_path: Path) -> None:
    rows = [target(i, "↑") for i in ("sex-ratio-at-birth", MORTALITY, "enrolment-rate")]
    book = three(tmp_path, rows, [], [])
    ordered = [r.indicator for r in compared(book, show_all=True).rows]
    assert ordered == [MORTALITY, "sex-ratio-at-birth", "enrolment-rate"]
    by_name = [r.indicator for r in compared(book, show_all=True, sort=Sort.NAME).rows]
    assert by_name == ["sex-ratio-at-birth", MORTALITY, "enrolment-rate"]  # 出生… before 婴儿…


def test_fields_select_rows(tmp_path: Path) -> None:
    rows = [target(MORTALITY, "≤3‰"), target("enrolment-rate", "≥99%")]
    book = three(tmp_path, rows, rows, [])
    found = compared(book, fields=[Field.EDUCATION], show_all=True)
    assert [r.indicator for r in found.rows] == ["enrolment-rate"]


@pytest.mark.parametrize(
    ("only", "rows"),
    [
        (Only.MISSING, {"myopia-rate", "enrolment-rate", "nurseries"}),
        (Only.DIFFERS, {"exercise-time", "myopia-rate", "enrolment-rate", "nurseries"}),
        (Only.EQUAL, {MORTALITY}),
        (Only.NUMBERS, {MORTALITY, "exercise-time", "myopia-rate", "nurseries"}),
        (Only.WORDS, {"enrolment-rate"}),
        (Only.SHARED, {MORTALITY, "exercise-time", "myopia-rate"}),
        (Only.ALONE, {"enrolment-rate", "nurseries"}),
        (Only.NEAR, {"nurseries"}),
    ],
)
def test_only_selects_rows_of_one_sort(tmp_path: Path, only: Only, rows: set[str]) -> None:
    same = target(MORTALITY, "≤3‰")
    book = three(
        tmp_path,
        [same, target("exercise-time", "≥1小时"), target("myopia-rate", "≤38%")],
        [same, target("exercise-time", "≥2小时"), target("myopia-rate", "≤38%"),
         target("enrolment-rate", "↑")],
        [same, target("exercise-time", "≥1小时"),
         target("nurseries", "≥2所", match="near", note="x")],
    )  # fmt: skip
    assert {r.indicator for r in compared(book, only=only).rows} == rows


# -- reference -----------------------------------------------------------------------------------------


def test_the_reference_is_a_column_and_every_cell_is_judged_against_it(tmp_path: Path) -> None:
    nation = upper("national-children", "nation", target(MORTALITY, "≤5‰"))
    book = three(tmp_path, [target(MORTALITY, "≤6‰")], [target(MORTALITY, "≤5‰")],
                 [target(MORTALITY, "≤3‰")], nation)  # fmt: skip
    one = row(compared(book, against="national-children"))
    assert one.reference is not None
    assert [c.verdict.code for c in one.cells.values() if c.verdict] == [
        V.LOOSER, V.EQUAL, V.STRICTER,
    ]  # fmt: skip


def test_the_reference_shown_does_not_depend_on_the_order_of_plans(tmp_path: Path) -> None:
    nation = upper("national-children", "nation", target(MORTALITY, "≤5‰"),
                   target(MORTALITY, "≤5.5‰", year=2025))  # fmt: skip
    early, late = target(MORTALITY, "≤5‰", year=2025), target(MORTALITY, "≤4‰")
    book = three(tmp_path, [early], [late], [], nation)
    plans = [book.plans["dongguan-children"], book.plans["qingcheng-children"]]
    reference = book.plans["national-children"]
    one, other = (
        row(diff_plans(book, order, CHILDREN, reference=reference))
        for order in (plans, plans[::-1])
    )
    assert one.reference == other.reference
    # each cell still meets the baseline of its own year
    assert [c.verdict.timing for c in one.cells.values() if c.verdict] == ["same", "same"]


def test_two_plans_get_the_difference_spelt_out(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target(MORTALITY, "≤3‰")),
        plan("qingcheng-children", "qingcheng", target(MORTALITY, "≤4‰")),
    )
    one = row(compared(book))
    assert one.difference is not None
    # the second against the first
    assert one.difference.code is V.LOOSER
    (main, _) = sheets_of(book, (compared(book),))
    assert main.columns[-1].title == "差异（清城对东莞）"
    assert main.groups[0].rows[0][-1] == one.difference.reason.zh


def test_a_recalled_reference_is_daggered_and_the_dagger_explained_only_then(
    tmp_path: Path,
) -> None:
    for confidence, daggers in (("recalled", True), ("verified", False)):
        nation = upper("national-children", "nation",
                       target(MORTALITY, "≤5‰", confidence=confidence))  # fmt: skip
        book = three(tmp_path, [target(MORTALITY, "≤6‰")], [target(MORTALITY, "≤5‰")], [], nation)
        main = sheets_of(book, (compared(book, against="national-children"),))[0]
        shown = "".join(cell for g in main.groups for line in g.rows for cell in line)
        assert ("†" in shown) is daggers
        assert any(n.startswith("†") for n in main.notes) is daggers


# -- as of a year, differs, summary ------------------------------------------------------------------


def test_as_of_a_year_the_milestone_speaks(tmp_path: Path) -> None:
    both = [target(MORTALITY, "≤3.5‰", year=2025), target(MORTALITY, "≤3‰")]
    book = three(tmp_path, both, [target(MORTALITY, "≤4‰", year=2025)], [])
    one = row(compared(book, year=2025))
    assert one.cells["dongguan-children"].target.year == 2025
    assert marks(one) == {"dongguan": "▲", "qingcheng": "▼"}


def test_plans_that_say_the_same_do_not_differ(tmp_path: Path) -> None:
    same = [target(MORTALITY, "≤3‰"), target("enrolment-rate", "↑")]
    assert not compared(three(tmp_path, same, same, same)).differs
    assert compared(three(tmp_path, same, same, same[:1])).differs
    assert compared(three(tmp_path, same, same, [same[0], target("enrolment-rate", "↓")])).differs


def test_the_summary_counts_what_the_rows_show(tmp_path: Path) -> None:
    book = three(
        tmp_path,
        [target(MORTALITY, "≤3‰"), target("myopia-rate", "≤38%"), target("enrolment-rate", "↑")],
        [target(MORTALITY, "≤4‰")],
        [],
    )
    first, second, third = compared(book).summaries
    assert (first.stated, first.numbers, first.missing, first.top, first.alone) == (3, 2, 0, 1, 1)
    assert (second.stated, second.missing, second.bottom) == (1, 1, 1)
    assert (third.stated, third.missing) == (0, 2)  # rows without any figure are not counted


def test_every_real_cell_shows_the_target_that_speaks() -> None:
    book = load()
    for audience in Audience:
        report = diff_plans(book, book.local_plans(audience), audience, show_all=True)
        assert report.rows
        for one in report.rows:
            for name, cell in one.cells.items():
                assert cell.target.plan == name
                assert (cell.target.indicator, cell.target.scope) == (one.indicator, one.scope)
                assert cell.rank is None or 1 <= cell.rank <= cell.ranked


def test_real_ranks_go_only_to_comparable_figures() -> None:
    book = load()
    for audience in Audience:
        report = diff_plans(book, book.local_plans(audience), audience, show_all=True)
        for one in report.rows:
            ranked = [c.target for c in one.cells.values() if c.rank is not None]
            assert all(t.goal.value is not None and not t.suspect for t in ranked)


def test_plans_that_agree_with_each_other_and_not_with_the_reference_are_not_alike(
    tmp_path: Path,
) -> None:
    nation = upper("national-children", "nation", target(MORTALITY, "≤5‰"))
    book = three(tmp_path, *([target(MORTALITY, "≤3‰")] for _ in range(3)), nation)
    assert not compared(book).differs
    against = compared(book, against="national-children")
    assert against.differs
    assert [r.indicator for r in against.rows] == [MORTALITY]


def test_the_reference_shows_the_figure_a_verdict_rests_on(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("yueqing-children", "yueqing", target(MORTALITY, "≤5‰"), period="2021–2025"),
        plan("dongguan-children", "dongguan", target(MORTALITY, "≤4.5‰"),
             target(MORTALITY, "≤5‰", year=2025, item=2)),
    )  # fmt: skip
    mine = [book.plans["yueqing-children"]]
    report = diff_plans(book, mine, CHILDREN, reference=book.plans["dongguan-children"])
    one = row(report)
    assert one.cells["yueqing-children"].verdict is not None
    assert one.cells["yueqing-children"].verdict.code is V.EQUAL
    cell = sheets_of(book, (report,))[0].groups[0].rows[0][1]
    assert cell.split("\n") == ["≤4.5‰", "≤5‰（2025）"]
