"""Characters that a reader cannot see, made visible before they reach a page, log or sheet.

Escape sequences move a terminal's cursor, bidi controls turn text around, zero-width characters
hide in names, and most control characters make XML ill-formed. None of them belongs in a target;
where one turns up it is shown, not dropped, so that it can be found and put right.
"""

from __future__ import annotations

from typing import Final

__all__ = ["visible"]

_UNSEEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")
_PICTURES: Final = 0x2400  # ␀ ␁ … ␟, the pictures of the C0 controls in their order
_LINE_END: Final = "\r\n"


def visible(text: str) -> str:
    """The text with every control, bidi and zero-width character shown: ``␛`` for an escape,
    ``[U+202E]`` for what has no picture. Line feeds and tabs stay; CR LF becomes a line feed."""
    if text.isprintable():
        return text
    return "".join(_shown(c) for c in text.replace(_LINE_END, "\n"))


def _shown(char: str) -> str:
    from unicodedata import category

    code = ord(char)
    if char in "\n\t":
        return char
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return "␡"
    if category(char) in _UNSEEN or _is_noncharacter(code):
        return f"[U+{code:04X}]"
    return char


def _is_noncharacter(code: int) -> bool:
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
