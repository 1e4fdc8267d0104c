"""Units: which compare, and by what exact factor."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plancmp.compare.errors import NotationError
from plancmp.compare.units import UNITS, distance_unit, number_text, scaled, unit_of

D = Decimal


def same(a: str, a_unit: str, b: str, b_unit: str) -> bool:
    return scaled(D(a), a_unit) == scaled(D(b), b_unit)


def test_per_mille_and_per_hundred_thousand_are_scaled_without_a_rest() -> None:
    # in binary floats 8.2 ‰ would be 819.999… per 100,000
    assert same("8.2", "‰", "820", "/10万")


def test_one_in_ten_thousand_is_ten_in_a_hundred_thousand() -> None:
    assert same("1", "/万", "10", "/10万")


def test_an_hour_is_sixty_minutes() -> None:
    assert same("1.5", "小时", "90", "分钟")


@pytest.mark.parametrize(
    ("spelling", "symbol"),
    [("％", "%"), ("pp", "个百分点"), ("pp/yr", "个百分点/年"), ("/100000", "/10万"),
     ("/10 万", "/10万"), ("permille", "‰"), ("h", "小时"), ("min", "分钟"), ("/10万", "/10万")],
)  # fmt: skip
def test_a_unit_answers_to_its_ascii_spellings(spelling: str, symbol: str) -> None:
    assert unit_of(spelling).symbol == symbol


def test_an_unknown_unit_is_named_in_the_error() -> None:
    with pytest.raises(NotationError, match="斤"):
        unit_of("斤")


def test_counts_of_different_things_are_different_dimensions() -> None:
    counts = [u for u in UNITS.values() if u.is_count]
    assert counts
    assert all(a.dimension != b.dimension for a, b in combinations(counts, 2))


def test_percent_and_percentage_points_do_not_compare() -> None:
    assert UNITS["%"].dimension != UNITS["个百分点"].dimension
    assert UNITS["个百分点"].dimension != UNITS["个百分点/年"].dimension


def test_shares_differ_in_points_and_never_in_percent_of_a_percentage() -> None:
    assert distance_unit("%") == "个百分点"
    assert distance_unit("‰") == "个千分点"
    assert distance_unit("/10万") == "/10万"
    assert distance_unit("名") == "名"


def test_only_parts_of_a_countable_whole_are_shares() -> None:
    assert {u.symbol for u in UNITS.values() if u.is_share} == {"%", "‰", "/万", "/10万"}


@given(st.decimals(min_value=0, max_value=D(10) ** 12, places=12))
def test_a_figure_is_never_printed_in_powers_of_ten(value: Decimal) -> None:
    text = number_text(value)
    assert "E" not in text
    assert D(text) == value


@given(
    st.decimals(min_value=0, max_value=D(10) ** 6, places=6),
    st.sampled_from(["%", "‰", "/万", "/10万"]),
    st.sampled_from(["%", "‰", "/万", "/10万"]),
)
def test_scaling_to_another_unit_and_back_loses_nothing(value: Decimal, a: str, b: str) -> None:
    there = scaled(value, a) / UNITS[b].size
    assert scaled(there, b) / UNITS[a].size == value


def test_every_unit_has_an_english_name_or_is_a_bare_count() -> None:
    for unit in UNITS.values():
        assert unit.en.isascii() or unit.en in {"‰"}
        assert unit.en or unit.is_count
