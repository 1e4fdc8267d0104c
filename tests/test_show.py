"""One indicator across plans: who states it, who does not, and what was observed."""

from __future__ import annotations

from pathlib import Path

from catalogues import INDICATORS, catalogue, plan, target, upper
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.sheets import Sheet, sheets_of
from plancmp.compare.show import show_indicator

MORTALITY = "infant-mortality"


def shown(book: Catalogue, indicator: str, *plans: str, lang: str = "zh") -> list[Sheet]:
    chosen = [book.plans[name] for name in plans]
    return sheets_of(book, show_indicator(book, book.indicators[indicator], chosen), lang)


def test_a_sector_document_is_named_without_an_audience_it_has_not(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path, plan("dongguan-children", "dongguan", target(MORTALITY, "≤3‰")),
        upper("health-action", "nation", target(MORTALITY, "≤5.2‰"), role="sector",
              short="健康行动"),
        upper("food-plan", "nation", target("myopia-rate", "≤38%"), role="sector",
              short="营养计划"),
    )  # fmt: skip
    names = ("health-action", "food-plan", "dongguan-children")
    table = shown(book, MORTALITY, *names)[0]
    assert [row[0] for row in table.groups[0].rows] == ["健康行动", "东莞儿童"]
    assert table.notes == ("未列：营养计划。",)
    table = shown(book, MORTALITY, *names, lang="en")[0]
    assert [row[0] for row in table.groups[0].rows] == ["health-action", "dongguan-children"]


def test_a_plan_that_does_not_state_it_is_named_with_its_audience(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path, plan("dongguan-children", "dongguan", target(MORTALITY, "≤3‰")),
        plan("qingcheng-children", "qingcheng", target("myopia-rate", "≤38%")),
    )  # fmt: skip
    names = ("dongguan-children", "qingcheng-children")
    assert shown(book, MORTALITY, *names)[0].notes == ("未列：清城（儿童）。",)
    assert shown(book, MORTALITY, *names, lang="en")[0].notes == (
        "Not stated: Qingcheng (Children).",
    )


def test_the_title_has_the_unit_of_an_indicator_that_has_one(tmp_path: Path) -> None:
    aid = {"id": "legal-aid", "zh": "法律援助", "en": "Legal aid", "field": "law",
           "polarity": "higher"}  # fmt: skip
    rows = [target("legal-aid", "all", written="应援尽援"), target(MORTALITY, "≤3‰")]
    book = catalogue(tmp_path, plan("dongguan-children", "dongguan", *rows),
                     indicators=[*INDICATORS, aid])  # fmt: skip
    title = shown(book, "legal-aid", "dongguan-children")[0].title
    assert title == "法律援助（legal-aid） · 法律 · 越高要求越高"
    title = shown(book, MORTALITY, "dongguan-children")[0].title
    assert title == "婴儿死亡率（infant-mortality） · 健康 · 越低要求越高 · ‰"


def test_an_observed_value_of_another_definition_is_marked_so(tmp_path: Path) -> None:
    seen = {"indicator": MORTALITY, "jurisdiction": "nation", "value": "4.0‰"}
    book = catalogue(
        tmp_path, plan("dongguan-children", "dongguan", target(MORTALITY, "≤3‰")),
        observed=[seen | {"year": 2023, "match": "near", "note": "监测地区"}, seen | {"year": 2024}],
    )  # fmt: skip
    table = shown(book, MORTALITY, "dongguan-children")[-1]
    assert table.groups[0].rows == (
        ("国家", "2023", "4.0‰", "≈ 监测地区"), ("国家", "2024", "4.0‰", "—"),
    )  # fmt: skip
