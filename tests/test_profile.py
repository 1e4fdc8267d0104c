"""One plan among its peers: what stands out, and how it is said."""

from __future__ import annotations

from pathlib import Path

from catalogues import INDICATORS, Row, catalogue, plan, target
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.profile import profile

MORTALITY, ENROLMENT = "infant-mortality", "enrolment-rate"
GOALS = {"lower": "≤1", "higher": "≥1", "none": "=1"}


def local(place: str, *targets: Row) -> Row:
    return plan(f"{place}-children", place, *targets)


def standing_out(book: Catalogue, lang: str = "zh") -> tuple[dict[str, tuple[str, str]], str]:
    """What stands out of the plan of Dongguan: heading, count and text, and the note below."""
    sheet = profile(book, book.plans["dongguan-children"]).sheets(book, lang)[0]
    return {title: (count, text) for title, count, text in sheet.groups[0].rows}, sheet.notes[0]


def test_what_the_only_peer_states_and_the_plan_does_not_is_named(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path, local("dongguan", target(MORTALITY, "≤3‰")),
        local("qingcheng", target(MORTALITY, "≤4‰"), target(ENROLMENT, "≥95%")),
    )  # fmt: skip
    rows, note = standing_out(book)
    assert rows["对方列出而本规划未列"] == ("1", "毛入学率")
    assert rows["▲ 要求最高"] == ("1", "婴儿死亡率 ≤3‰")
    assert note.startswith("与清城比较；")
    rows, note = standing_out(book, "en")
    assert rows["stated by the other, not here"] == ("1", "Gross enrolment rate")
    assert note.startswith("Compared with Qingcheng; ")


def test_what_half_of_the_peers_state_with_a_figure_is_named(tmp_path: Path) -> None:
    both = target(ENROLMENT, "≥95%")
    book = catalogue(
        tmp_path, local("dongguan", target(MORTALITY, "≤3‰")), local("qingcheng", both),
        local("yueqing", both, target("myopia-rate", "≤38%")),
    )  # fmt: skip
    rows, _ = standing_out(book)
    assert rows["半数以上规划列出而本规划未列"] == ("1", "毛入学率")
    rows, _ = standing_out(book, "en")
    assert rows["stated by half or more of the others, not here"] == ("1", "Gross enrolment rate")


def test_a_long_list_is_cut_and_says_how_long_it_is(tmp_path: Path) -> None:
    every = [target(i["id"], GOALS[i["polarity"]] + i["unit"]) for i in INDICATORS]
    assert len(every) == 9
    book = catalogue(tmp_path, local("dongguan", *every), local("qingcheng"))
    count, text = standing_out(book)[0]["只有本规划列出"]
    assert (count, text.count("；")) == ("9", 7)
    assert text.endswith(" 等 9 项")
    count, text = standing_out(book, "en")[0]["stated by this plan alone"]
    assert (count, text.count("; ")) == ("9", 7)
    assert text.endswith(" and 1 more")


def test_a_plan_without_peers_says_that_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    book = catalogue(tmp_path, local("dongguan", target(MORTALITY, "≤3‰")))
    rows, note = standing_out(book)
    assert rows["只有本规划列出"] == ("1", "婴儿死亡率 ≤3‰")
    assert note == "数据库中没有其他地方同一对象的规划，无从比较。"
    assert standing_out(book, "en")[1].startswith("No other local plan of this audience")
