"""The refusal: what was expected, and at which character."""

from __future__ import annotations

from plancmp.compare.errors import PlancmpError

__all__ = ["Unreadable"]


class Unreadable(PlancmpError):  # noqa: N818 - a refusal is an answer, not a fault
    """An expression the grammar does not cover. It is refused, never guessed at.

    ``position`` is the index of the offending character in the normalised text (see
    :func:`~plancmp.compare.expression.normalise.normalise`); the reasons name what was
    expected there, in Chinese and in English.
    """

    def __init__(self, reason_zh: str, reason_en: str, position: int) -> None:
        self.reason_zh = reason_zh
        self.reason_en = reason_en
        self.position = position
        super().__init__(
            f"第{position + 1}个字处：{reason_zh}", f"at character {position + 1}: {reason_en}"
        )

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str, int]]:
        return type(self), (self.reason_zh, self.reason_en, self.position)
