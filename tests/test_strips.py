"""Scales and strips: who stands on one line, where, and what the line says."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from catalogues import INDICATORS, JURISDICTIONS, Row, catalogue, plan, target, upper, written
from conftest import Run
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.model import Audience, Field
from plancmp.compare.scale_rows import scales
from plancmp.compare.scales import Scale, ScaleReport, Toward
from plancmp.compare.strip_lines import DRAWING, cells, draw, fold, initials
from plancmp.compare.strips import StripReport

CHILDREN = Audience.CHILDREN


def _report(book: Catalogue, *against: str, **more: object) -> ScaleReport:
    return scales(book, book.local_plans(CHILDREN), CHILDREN, against or ("national",),
                  **more)  # type: ignore[arg-type]  # fmt: skip


def _only(report: ScaleReport, indicator: str) -> Scale:
    found = [s for s in report.scales if s.indicator.id == indicator]
    assert len(found) == 1
    return found[0]


def _line(book: Catalogue, report: ScaleReport, indicator: str, width: int = 60) -> str:
    names = initials(book, report, "zh")
    lines = draw(_only(report, indicator), names, year=report.year, width=width)
    assert len(lines) == 1
    return lines[0]


@pytest.fixture
def book(tmp_path: Path) -> Catalogue:
    return catalogue(
        tmp_path,
        plan(
            "dongguan-children",
            "dongguan",
            target("infant-mortality", "≤3.0‰"),
            target("enrolment-rate", "≥98%"),
            target("child-injury-mortality", "−20%@2020"),
            target("sex-ratio-at-birth", "≈107女=100"),
            target("nurseries", "≥20所"),
            target("parent-school-coverage", "all", written="实现全覆盖"),
            target("myopia-rate", "↓"),
        ),
        plan(
            "qingcheng-children",
            "qingcheng",
            target("infant-mortality", "≤5‰"),
            target("infant-mortality", "≤5.5‰", year=2025, item=2),
            target("enrolment-rate", ">98%"),
            target("child-injury-mortality", "−15%@2020"),
            target("sex-ratio-at-birth", "≈108女=100"),
            target("nurseries", "≥3所"),
            target("parent-school-coverage", "≥90%"),
            target("myopia-rate", "≤38%"),
        ),
        plan(
            "yueqing-children",
            "yueqing",
            target("infant-mortality", "≤5.0‰"),
            target("enrolment-rate", "≥99%", match="near", note="another population"),
            target("child-injury-mortality", "<8.78/10万@2020=7.17"),
            target("parent-school-coverage", "all", written="推进全覆盖", firmness="encourage"),
            target("myopia-rate", "≤40%"),
            period="2021–2025",
        ),
        upper("national-children", "nation", target("infant-mortality", "≤5.0‰")),
    )


@pytest.fixture(scope="module")
def widest(real: Catalogue) -> tuple[Catalogue, ScaleReport]:
    """The built-in catalogue against everything above."""
    return real, scales(real, real.local_plans(CHILDREN), CHILDREN, ["all"])


# -- what stands on a scale ---------------------------------------------------------------------


def test_marks_stand_from_low_to_high_with_the_baseline_among_them(book: Catalogue) -> None:
    scale = _only(_report(book), "infant-mortality")
    assert [(m.plan.id, str(m.value), m.year, m.baseline) for m in scale.marks] == [
        ("dongguan-children", "3.0", 2030, False),
        ("qingcheng-children", "5", 2030, False),
        ("yueqing-children", "5.0", 2025, False),
        ("national-children", "5.0", 2030, True),
        ("qingcheng-children", "5.5", 2025, False),
    ]


def test_levels_and_changes_never_share_a_scale(book: Catalogue) -> None:
    found = [s for s in _report(book, show_all=True).scales
             if s.indicator.id == "child-injury-mortality"]  # fmt: skip
    level, change = found
    assert [m.plan.id for m in level.marks] == ["yueqing-children"]
    assert [(m.plan.id, m.text) for m in change.marks] == [
        ("dongguan-children", "−20"), ("qingcheng-children", "−15"),
    ]  # fmt: skip
    assert [u.plan.id for u in change.wordless] == ["yueqing-children"]
    assert change.name(book, "zh") == "儿童伤害死亡率（较2020年）"


def test_a_larger_fall_stands_on_the_side_that_asks_more(book: Catalogue) -> None:
    change = _only(_report(book), "child-injury-mortality")
    assert change.toward is Toward.LEFT
    assert change.marks[0].value < change.marks[1].value


def test_only_firm_universal_coverage_stands_at_100_per_cent(book: Catalogue) -> None:
    scale = _only(_report(book), "parent-school-coverage")
    assert [(m.plan.id, m.text, m.value) for m in scale.marks] == [
        ("qingcheng-children", "90", Decimal(90)),
        ("dongguan-children", "全覆盖", Decimal(100)),
    ]
    assert [u.plan.id for u in scale.wordless] == ["yueqing-children"]


@pytest.mark.parametrize(("words", "is_level"), [("实现全覆盖", True), ("普遍建立", False),
                                                 ("应建尽建", False)])  # fmt: skip
def test_what_is_widespread_or_as_needed_is_not_drawn_at_100_per_cent(
    tmp_path: Path, words: str, is_level: bool
) -> None:
    rows = (
        [target("parent-school-coverage", "all", written=words)],
        [target("parent-school-coverage", "≥90%")],
    )
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", *rows[0]),
        plan("qingcheng-children", "qingcheng", *rows[1]),
    )
    marks = _only(scales(book, book.local_plans(CHILDREN), CHILDREN, ["none"], show_all=True),
                  "parent-school-coverage").marks  # fmt: skip
    assert ("dongguan-children" in [m.plan.id for m in marks]) is is_level


@pytest.mark.parametrize(
    ("indicator", "toward"),
    [
        ("infant-mortality", Toward.LEFT),
        ("enrolment-rate", Toward.RIGHT),
        ("sex-ratio-at-birth", Toward.NEITHER),
        ("nurseries", Toward.SIZE),
    ],
)
def test_the_side_that_asks_more_follows_polarity_and_size(
    book: Catalogue, indicator: str, toward: Toward
) -> None:
    assert _only(_report(book), indicator).toward is toward


def test_units_are_scaled_exactly_and_printed_as_they_are(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤8.2‰")),
        plan("qingcheng-children", "qingcheng", target("infant-mortality", "≤820/10万")),
    )
    scale = _only(_report(book), "infant-mortality")
    assert {m.value for m in scale.marks} == {Decimal("8.2")}
    assert [m.text for m in scale.marks] == ["8.2", "820/10万"]


def test_a_figure_in_one_document_alone_is_set_aside_not_lost(book: Catalogue) -> None:
    report = _report(book)
    assert [s.indicator.id for s in report.alone] == ["child-injury-mortality"]
    everything = _report(book, show_all=True)
    assert not everything.alone
    assert len(everything.scales) == len(report.scales) + 1


def test_a_baseline_that_is_compared_itself_is_not_repeated(book: Catalogue) -> None:
    report = _report(book, "dongguan", "national")
    assert [p.id for p in report.baselines] == ["national-children"]


def test_none_is_no_baseline_and_goes_with_no_other(book: Catalogue) -> None:
    assert not _report(book, "none").baselines
    with pytest.raises(UsageError, match="none"):
        _report(book, "none", "national")


def _women(folder: Path, *goals: str, **more: object) -> Catalogue:
    """Each goal in a plan of its own, on an indicator of which more than half is not more."""
    places = ("dongguan", "qingcheng", "yueqing")
    return catalogue(
        folder,
        *(plan(f"{place}-children", place, target("women-on-committees", goal, **more))
          for place, goal in zip(places, goals, strict=False)),
    )  # fmt: skip


def test_a_scale_says_beyond_what_more_is_not_asked_where_a_figure_lies_there(
    tmp_path: Path,
) -> None:
    for goals, cap in ((("≥40%", "≥60%"), Decimal(50)), (("≥30%", "≥50%"), None)):
        book = _women(tmp_path, *goals)
        assert _only(_report(book), "women-on-committees").cap == cap
    book = _women(tmp_path, "≥40%", "≥60%")
    for lang, said in (
        ("zh", "村委会成员中女性比例：超过50%不再视为要求更高。"),
        ("en", "Women on committees: beyond 50% more is not more demanding."),
    ):
        (sheet,) = StripReport(_report(book), 80).sheets(book, lang)
        assert said in sheet.notes
    book = _women(tmp_path, "≥400‰", "≥600‰")
    (sheet,) = StripReport(_report(book), 80).sheets(book, "zh")
    assert "村委会成员中女性比例：超过500‰不再视为要求更高。" in sheet.notes


def test_a_limit_to_a_share_limits_neither_a_change_nor_a_number_of_people(tmp_path: Path) -> None:
    book = _women(tmp_path, "+20%@2020", "+60%@2020")
    assert _only(_report(book), "women-on-committees").cap is None
    book = _women(tmp_path, "≥2名", "≥60名", scope="per-institution")
    scale = _only(_report(book), "women-on-committees")
    assert (scale.toward, scale.unit, scale.cap) == (Toward.RIGHT, "名", None)


@pytest.mark.parametrize(
    ("lang", "name"), [("zh", "近视率（变化幅度）"), ("en", "Myopia rate (change)")]
)
def test_a_change_without_a_base_year_is_named_a_change(
    tmp_path: Path, lang: str, name: str
) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("myopia-rate", "−10%")),
        plan("qingcheng-children", "qingcheng", target("myopia-rate", "−5%")),
    )
    assert _only(_report(book), "myopia-rate").name(book, lang) == name


def test_a_near_or_doubtful_figure_never_agrees(tmp_path: Path) -> None:
    def agrees(**more: object) -> bool:
        one = target("infant-mortality", "≤5‰")
        other = target("infant-mortality", "≤5.0‰", **more)
        book = catalogue(tmp_path, plan("dongguan-children", "dongguan", one),
                         plan("qingcheng-children", "qingcheng", other))  # fmt: skip
        return _only(_report(book), "infant-mortality").agrees

    assert agrees()
    assert not agrees(match="near", note="x")
    assert not agrees(suspect={"printed": "5", "likely": "8", "reason": "x"})


def test_the_usual_year_is_that_of_most_plans_whatever_the_field(book: Catalogue) -> None:
    assert {_report(book, fields=[f]).year for f in Field} == {2030}


# -- lines --------------------------------------------------------------------------------------


def test_a_line_shows_figures_initials_other_years_and_the_arrow(book: Catalogue) -> None:
    assert (
        _line(book, _report(book), "infant-mortality")
        == "← 3.0·东 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ 5·清国 乐'25  5.5·清'25"
    )


def test_the_arrow_of_higher_is_better_stands_at_the_right_edge(book: Catalogue) -> None:
    line = _line(book, _report(book), "enrolment-rate", 50)
    assert line == "  98·东  >98·清 ────────────────────── 99·乐≈'25 →"
    assert cells(line) == 50


@pytest.mark.parametrize("indicator", ["sex-ratio-at-birth", "nurseries"])
def test_nothing_points_anywhere_where_nothing_is_asked_more(
    book: Catalogue, indicator: str
) -> None:
    line = _line(book, _report(book), indicator)
    assert not set(line) & set("←→")


def test_distances_are_in_proportion(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("enrolment-rate", "≥10%")),
        plan("qingcheng-children", "qingcheng", target("enrolment-rate", "≥25%")),
        plan("yueqing-children", "yueqing", target("enrolment-rate", "≥70%")),
    )
    line = _line(book, _report(book), "enrolment-rate", 100)
    inner = line.removesuffix(" →").removeprefix("  ")
    low, middle, high = (cells(inner[: inner.index(f"{n}·")]) for n in (10, 25, 70))
    assert low == 0
    assert abs((middle - low) / (high - low) - 0.25) < 0.02
    assert "┄" not in line


@pytest.mark.parametrize("width", [28, 40, 59, 60, 61, 72, 80, 100, 160])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_wider_than_the_room(
    widest: tuple[Catalogue, ScaleReport], width: int, lang: str, ascii_only: bool
) -> None:
    book, report = widest
    (sheet,) = StripReport(report, width, ascii_only).sheets(book, lang)
    rows = [row for g in sheet.groups for row in g.rows]
    sizes = [
        max(cells(line) for row in rows for line in row[n].split("\n"))
        for n in range(len(sheet.columns))
    ]
    assert sum(sizes) + 3 * (len(sizes) - 1) <= width


def test_every_figure_of_a_scale_is_on_its_line_however_narrow(book: Catalogue) -> None:
    report = _report(book)
    names = initials(book, report, "zh")
    for width in range(8, 60):
        for scale in report.scales:
            text = "".join(draw(scale, names, year=report.year, width=width))
            for mark in scale.marks:
                assert mark.text.removesuffix(".0") in text.replace(" ", "")


def test_ascii_strips_in_english_are_ascii(book: Catalogue) -> None:
    (sheet,) = StripReport(_report(book), 80, ascii_only=True).sheets(book, "en")
    cells_ = [cell for g in sheet.groups for row in g.rows for cell in row[1:]]
    assert all(cell.isascii() for cell in cells_), cells_


def test_silence_words_and_another_form_are_told_apart(tmp_path: Path, book: Catalogue) -> None:
    (sheet,) = StripReport(_report(book), 80).sheets(book, "zh")
    rest = {row[0].split("\n")[0]: row[-1] for g in sheet.groups for row in g.rows}
    assert rest["近视率 %"] == "○东"
    assert rest["儿童伤害死亡率（较"] == "≠乐"
    assert rest["托育机构数 所"] == "—乐"


def test_places_with_the_same_first_character_keep_more_of_their_names(tmp_path: Path) -> None:
    more: Row = {"id": "qingyuan", "code": "441800", "name": "清远市", "short": "清远",
                 "pinyin": "qing yuan", "en": "Qingyuan", "level": "prefecture-level-city",
                 "parent": "guangdong"}  # fmt: skip
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰")),
        plan("qingcheng-children", "qingcheng", target("infant-mortality", "≤4‰")),
        plan("qingyuan-children", "qingyuan", target("infant-mortality", "≤5‰")),
        jurisdictions=[*JURISDICTIONS, more],
    )
    names = initials(book, _report(book), "zh")
    assert list(names.values()) == ["东", "清城", "清远"]
    assert list(initials(book, _report(book), "en").values()) == ["DG", "QC", "QY"]


def test_two_plans_of_one_place_are_numbered(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰")),
        plan("dongguan-draft-children", "dongguan", target("infant-mortality", "≤4‰"),
             status="draft"),
        plan("dongguan-old-children", "dongguan", target("infant-mortality", "≤5‰")),
    )  # fmt: skip
    report = _report(book)
    assert list(initials(book, report, "zh").values()) == ["东", "东2", "东3"]
    assert list(initials(book, report, "en").values()) == ["DG", "DG2", "DG3"]
    line = _line(book, report, "infant-mortality")
    assert all(said in line for said in ("3·东 ", "4·东2", "5·东3"))


def test_a_strip_explains_no_arrow_where_none_is_drawn(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("sex-ratio-at-birth", "≈107女=100")),
        plan("qingcheng-children", "qingcheng", target("sex-ratio-at-birth", "≈108女=100")),
    )
    for lang, said in (("zh", "无箭头的不分高低"), ("en", "no arrow: not ranked")):
        (sheet,) = StripReport(_report(book), 80).sheets(book, lang)
        notes = " ".join(sheet.notes)
        assert said in notes
        assert not set(notes) & set("←→")


def test_a_word_wider_than_a_line_is_broken_where_it_must_be() -> None:
    assert fold("Chronicle of", 4) == ["Chro", "nicl", "e of"]
    assert fold("a Chronicle", 4) == ["a", "Chro", "nicl", "e"]


def test_fold_loses_nothing_and_keeps_to_the_width() -> None:
    text = "每所基层医疗机构提供儿童基本医疗服务的全科（儿科）医生数（每个机构） 名, Chronic care"
    for width in range(2, 60):
        lines = fold(text, width)
        assert all(cells(line) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_unit_sign_is_not_left_alone_on_a_line() -> None:
    assert fold("三岁以下儿童系统管理率 %", 22)[-1] == "率 %"


def test_a_name_of_several_lines_makes_one_line(tmp_path: Path) -> None:
    rows = [r | {"zh": "率\n$x$\t<b>\u202e"} if r["id"] == "infant-mortality" else r
            for r in INDICATORS]  # fmt: skip
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰")),
        plan("qingcheng-children", "qingcheng", target("infant-mortality", "≤4‰")),
        indicators=rows,
    )
    assert _only(_report(book), "infant-mortality").name(book, "zh") == "率 $x$ <b>�"


# -- the command ----------------------------------------------------------------------------------


def test_strip_prints_a_line_for_each_indicator(run: Run) -> None:
    ran = run("strip", "-a", "children", "-i", "neonatal-mortality")
    assert ran.code == 0
    assert "← 2.0·东清" in ran.out
    assert not ran.err


def test_columns_set_the_width_in_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    ran = run("strip", "-a", "children", "-f", "education")
    assert max(cells(line) for line in ran.out.splitlines()) <= 44


def test_json_is_the_same_in_every_width_and_language(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("strip", "-a", "women", "-F", "json").out
    monkeypatch.setenv("COLUMNS", "30")
    assert run("strip", "-a", "women", "-F", "json", "--lang", "en", "--ascii").out == first
    (strips,) = json.loads(first)["strips"]
    assert strips["audience"] == "women"
    assert all(isinstance(m["value"], str | None) for s in strips["scales"] for m in s["marks"])


def test_an_indicator_nobody_states_in_figures_is_said_so(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, plan("dongguan-children", "dongguan", target("myopia-rate", "↓")))
    ran = run("strip", "--catalogue", path)
    assert ran.code == 0
    assert "没有可画的数值" in ran.out


def test_an_unknown_indicator_is_trouble_with_a_suggestion(run: Run) -> None:
    ran = run("strip", "-i", "neonatal-mortalty")
    assert ran.code == 2
    assert "neonatal-mortality" in ran.err


def test_the_signs_of_strips_can_be_shown_on_a_gbk_console() -> None:
    assert DRAWING.encode("gbk").decode("gbk") == DRAWING
