"""A place in the tokens, and the memory of how far the grammar came."""

from __future__ import annotations

from dataclasses import dataclass, field

from plancmp.compare.expression.lexicon import Role
from plancmp.compare.expression.tokens import Token
from plancmp.compare.expression.unreadable import Unreadable
from plancmp.compare.model import Op

__all__ = ["Cursor", "Expected"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the grammar would have taken, in two languages."""

    zh: str
    en: str


@dataclass
class Cursor:
    """Reads tokens one by one; a rule that fails puts ``index`` back where it was.

    ``unit`` is the indicator's own. With ``attributive`` an amount that cannot be the target
    is read as part of a noun (3岁以下儿童, 二级以上医院).
    """

    text: str
    tokens: tuple[Token, ...]
    unit: str | None
    attributive: bool
    index: int = 0
    _furthest: int = 0
    _expected: list[Expected] = field(default_factory=list)

    @property
    def token(self) -> Token:
        """The token to be read next; END for ever at the end."""
        return self.tokens[self.index]

    def at(self, *roles: Role) -> bool:
        """Whether the next token is of one of these roles."""
        return self.token.role in roles

    def take(self, *roles: Role) -> Token | None:
        """Read the next token if it is of one of these roles."""
        token = self.token
        if token.role not in roles:
            return None
        self.index += 1
        return token

    def bound(self, role: Role) -> Op | None:
        """Read the next token if it is of this role, and say the operator it stands for."""
        token = self.take(role)
        return token.op if token else None

    def miss(self, expected: Expected) -> None:
        """Note what was expected here. What was expected furthest on is the reason given."""
        if self.index > self._furthest:
            self._furthest, self._expected = self.index, []
        if self.index == self._furthest and expected not in self._expected:
            self._expected.append(expected)

    def refusal(self) -> Unreadable:
        """The reason why nothing fitted: what was expected at the furthest place reached."""
        token = self.tokens[self._furthest]
        zh = "或".join(e.zh for e in self._expected)
        en = " or ".join(e.en for e in self._expected)
        if token.role is Role.END:
            return Unreadable(
                f"此处应有{zh}，表述却到此为止", f"expected {en}, found the end", token.start
            )
        return Unreadable(
            f"此处应为{zh}，却是“{token.text}”", f"expected {en}, found “{token.text}”", token.start
        )
