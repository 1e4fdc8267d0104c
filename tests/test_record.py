"""Records: frozen like dataclasses, and a dataclass to everything that asks."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

import pytest
from plancmp.compare.record import record


@record
class Point:
    """Two numbers, one of them with a default."""

    x: int
    y: int = 0


@record
class Other:
    """The same fields under another name."""

    x: int
    y: int = 0


def test_no_field_of_a_record_can_be_set_or_deleted() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="cannot assign to field 'x'"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="cannot delete field 'y'"):
        del point.y
    assert (point.x, point.y) == (1, 0)


def test_records_are_equal_when_class_and_fields_are() -> None:
    assert Point(1, 2) == Point(1, y=2)
    assert hash(Point(1, 2)) == hash(Point(1, 2))
    assert Point(1, 2) != Point(1)
    assert Point(1, 2) != Other(1, 2)
    assert repr(Point(1)) == "Point(x=1, y=0)"


def test_what_works_on_dataclasses_works_on_records() -> None:
    assert replace(Point(1), y=5) == Point(1, 5)
    assert asdict(Point(1)) == {"x": 1, "y": 0}  # type: ignore[call-overload]
    assert [f.name for f in fields(Point)] == ["x", "y"]  # type: ignore[arg-type]


def test_a_field_without_a_default_has_to_be_given() -> None:
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]
