"""What a format writes reads back as what was to be shown, whatever the texts hold."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from catalogues import catalogue, plan, target
from goals import goals
from hypothesis import given
from hypothesis import strategies as st
from markdown_tree import tables
from plancmp.cli.tables import render_sheets
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.formats import Document
from plancmp.compare.goal import goal_text
from plancmp.compare.listing import list_targets
from plancmp.compare.model import Goal
from plancmp.compare.sheets import Sheet
from rich.cells import cell_len
from table_reports import (
    assert_csv_reads_back,
    assert_json_reads_back,
    assert_markdown_reads_back,
    assert_nothing_is_lost,
    guarded,
    of_one_table,
    rendered,
    sheet_of,
)

UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_PIECES = st.sampled_from(
    ["|", "\\", "`", "*", "~~", "[x](y)", "<br>", "&lt;", "</td>", '"', '""', ",", ";", "=1+1", "+1", "-1",
     "@x", "\t", "\n", "\r", "\r\n", "\x0b", "\x85", "\u2028", "\x00", "\x1b[31m", "\u202e", "\u200b", "\ufeff",
     "≥98%", "−20%（较2020年）", "儿童", "12.50", "-1.5", " ", "　", "▲", "†"]
)  # fmt: skip
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=8) | st.lists(
    _PIECES, max_size=5
).map("".join)
sheets = st.builds(
    sheet_of,
    texts,
    st.lists(texts, min_size=3, max_size=3),
    st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=3),
    texts,
)


@given(sheets)
def test_a_table_of_any_texts_reads_back_from_markdown(sheet: Sheet) -> None:
    assert_markdown_reads_back(of_one_table(sheet), [sheet])


@given(sheets)
def test_a_table_of_any_texts_reads_back_from_csv(sheet: Sheet) -> None:
    assert_csv_reads_back(sheet)


@given(sheets)
def test_a_table_of_any_texts_reads_back_from_json(sheet: Sheet) -> None:
    assert_json_reads_back(sheet)


@pytest.mark.parametrize("columns", ["", "60", "20"])
@given(sheet=sheets)
def test_a_table_of_any_texts_stays_in_its_width_and_is_shown_whole(
    columns: str, sheet: Sheet
) -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("COLUMNS", columns)
        made = render_sheets([sheet], to_terminal=False)
    assert not [c for c in made if c != "\n" and unicodedata.category(c) in UNSEEN]
    if columns:
        assert max(cell_len(line) for line in made.splitlines()) <= int(columns)
    assert_nothing_is_lost(made, sheet)


# -- targets ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A catalogue of one plan with one target."""
    row = target("infant-mortality", "≤5‰", note="注", scope="urban")
    return catalogue(tmp_path_factory.mktemp("book"), plan("a-children", "dongguan", row))


def listed(book: Catalogue, goal: Goal, form: str, text: str = "") -> str:
    """The list of the plan with another goal and another wording, in a format."""
    one = book.plans["a-children"]
    (old,) = one.targets
    changed = replace(one, targets=(replace(old, goal=goal, written=text, note=text),))
    there = replace(book, plans={changed.id: changed})
    return rendered(form, Document("list", {}, there, list_targets(there, [changed]), "0"))


@given(goal=goals())
def test_csv_and_json_give_a_target_the_same_figures(book: Catalogue, goal: Goal) -> None:
    (row,) = csv.DictReader(io.StringIO(listed(book, goal, "csv"), newline=""), strict=True)
    (record,) = json.loads(listed(book, goal, "json"))["targets"]
    for key in ("kind", "op", "value", "value_max", "unit", "year", "base_year", "base_value", "aim",
                "reference"):  # fmt: skip
        told = "" if record[key] is None else str(record[key])
        assert row[key] == guarded(told), key


@given(goal=goals())
def test_markdown_shows_a_target_as_it_is_said(book: Catalogue, goal: Goal) -> None:
    made = listed(book, goal, "markdown")
    ((_, cells),) = tables(made)
    assert any(goal_text(goal) in cell for cell in cells)


@given(goal=goals(), text=texts)
def test_json_keeps_every_wording_to_the_character(book: Catalogue, goal: Goal, text: str) -> None:
    (record,) = json.loads(listed(book, goal, "json", text))["targets"]
    assert (record["written"], record["note"]) == (text, text)


def test_a_carriage_return_does_not_end_a_row_of_csv(tmp_path: Path, book: Catalogue) -> None:
    (old,) = book.plans["a-children"].targets
    made = listed(book, old.goal, "csv", "一\r二")
    path = tmp_path / "list.csv"
    path.write_text(made, encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream, strict=True)
    assert row["written"] == "一␍二"
