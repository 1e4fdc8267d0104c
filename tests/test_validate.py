"""What is unsound in a catalogue that could be read."""

from __future__ import annotations

from pathlib import Path

from catalogues import INDICATORS, catalogue, plan, target
from plancmp.compare.validate import validate_catalogue

AID = {"id": "legal-aid", "zh": "法律援助", "en": "Legal aid", "field": "law", "polarity": "higher"}


def test_a_level_wants_an_indicator_with_a_unit(tmp_path: Path) -> None:
    row = target("legal-aid", "≥90%", written="达到90%以上")
    book = catalogue(tmp_path, plan("a-children", "dongguan", row), indicators=[*INDICATORS, AID])
    (found,) = validate_catalogue(book)
    assert found.line == book.plans["a-children"].targets[0].at.line
    assert "指标没有单位，目标值却有“%”；给指标加 unit，或换指标" in found.text("zh")
    assert "the indicator has no unit, but the goal has “%”" in found.text("en")


def test_words_and_changes_need_no_unit(tmp_path: Path) -> None:
    rows = [
        target("legal-aid", "all", written="应援尽援"),
        target("legal-aid", "+20%@2020", written="比2020年提高20%", item=2),
    ]
    book = catalogue(tmp_path, plan("a-children", "dongguan", *rows), indicators=[*INDICATORS, AID])
    assert validate_catalogue(book) == []
