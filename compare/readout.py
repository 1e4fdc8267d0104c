"""What the reader of Chinese expressions makes of one, for a curator to look at."""

from __future__ import annotations

from typing import Any

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.expression import Reading
from plancmp.compare.goal import format_goal, goal_text
from plancmp.compare.labels import label
from plancmp.compare.model import Goal
from plancmp.compare.record import record
from plancmp.compare.sheets import Column, Group, Sheet

__all__ = ["ReadReport"]


@record
class ReadReport:
    """One expression and the goals that were read from it, in printed order."""

    text: str
    reading: Reading

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """A row for each goal: its notation, how it reads, its due year if the text names one."""
        zh = lang == "zh"
        columns = (
            Column("part", True),
            Column("goal"),
            Column("读作" if zh else "Reads"),
            Column(label("col.kind", lang)),
            Column(label("col.year", lang), True),
        )
        rows = tuple(
            (
                str(number),
                format_goal(goal),
                goal_text(goal, lang),
                label(f"kind.{goal.kind}", lang),
                str(goal.year) if goal.year else "—",
            )
            for number, goal in enumerate(self.reading.goals, 1)
        )
        notes = []
        if self.reading.firmness is not None:
            word = label(f"firmness.{self.reading.firmness}", lang)
            if word:
                notes.append(f"语气：{word}。" if zh else f"Firmness: {word}.")
        return [Sheet(self.text, columns, (Group("", rows),), tuple(notes))]

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The goals with the fields a target has."""
        return {
            "text": self.text,
            "firmness": self.reading.firmness,
            "goals": [_goal(g) for g in self.reading.goals],
        }


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "notation": format_goal(goal),
        "kind": goal.kind,
        "op": goal.op,
        "value": None if goal.value is None else str(goal.value),
        "value_max": None if goal.value_max is None else str(goal.value_max),
        "unit": goal.unit,
        "year": goal.year,
        "base_year": goal.base_year,
        "aim": goal.aim,
        "reference": goal.reference,
    }
