"""What the grammar finds in an expression, before it is given a meaning.

Nothing here knows a polarity: whether a bare 95% is a floor or a ceiling is decided in
:mod:`~plancmp.compare.expression.meaning`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from plancmp.compare.expression.lexicon import Role
from plancmp.compare.model import Op

__all__ = ["Amount", "Change", "Clause", "Comparison", "Figure", "Frame", "State", "Verb"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range with its unit as printed: 2.0‰, 2-3所, 1.5:1.

    ``unit`` is None where none is printed (a table cell), or where the one that is printed
    (``measure``) is not in the list of units.
    """

    value: Decimal
    high: Decimal | None
    unit: str | None
    measure: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verb:
    """A group of verbs (达到并保持, 巩固提高到) and whether 到, 至, 在 leads on to a level."""

    roles: tuple[Role, ...]
    to: bool

    @property
    def main(self) -> Role:
        """The verb that decides direction: the last that moves something, else the first."""
        moving = [k for k in self.roles if k not in (Role.HOLD, Role.REACH)]
        return moving[-1] if moving else self.roles[0]

    @property
    def holds(self) -> bool:
        """Whether it is a standing duty; 达到并保持 is not, for the level must first be reached."""
        return all(role is Role.HOLD for role in self.roles)

    @property
    def is_change(self) -> bool:
        """Whether it moves by an amount rather than to a level: 下降, not 下降到."""
        return not self.to and self.main in (Role.RAISE, Role.LIFT, Role.LOWER)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a statement: due years, base year and value, how often."""

    years: tuple[int, ...] = ()
    base_year: int | None = None
    base_value: Amount | None = None
    yearly: bool = False
    often: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a list with the bounds that hold for it, its own or the list's.

    ``times`` is how many things a 各 gives the figure to; ``within`` marks circles of travel
    (15分钟生活圈); ``of`` those that are so much of
    something (95%的城市社区, 15年免费教育).
    """

    amount: Amount
    bounds: tuple[Op, ...]
    verb: Verb | None
    frame: Frame
    times: int
    within: bool
    of: bool


@dataclass(frozen=True, slots=True)
class Change:
    """By how much something is to rise or fall, within the period or every year."""

    rising: bool
    amount: Amount
    bounds: tuple[Op, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Comparison:
    """Against another quantity; ``op`` is None for 优于 and 领先, which depend on polarity."""

    op: Op | None
    reference: str
    holds: bool
    frame: Frame
    share: Amount | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A direction, a control, a standing state or a universal, without a number."""

    op: Op
    holds: bool
    frame: Frame


Clause = Figure | Change | Comparison | State
