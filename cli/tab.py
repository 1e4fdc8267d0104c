"""What the shell offers after a tab where a value is wanted, worked out without typer.

The shell's script, which Typer wrote, calls the program with the typed words in the environment
and reads what it prints. ``grammar.json`` says which value a parameter takes; Typer says how each
shell wants it printed, and a property holds this module to what Typer prints. Options, quoted
words, odd characters and other shells are left to Typer.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from plancmp.cli.calling import COMMANDS
from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.quick import grammar_of

__all__ = ["run_completion"]

Offer = tuple[str, str]
"""What may be typed, and what it means, perhaps empty."""

_SHELL_SIGNS: Final = frozenset("\"'\\$`:;()[]#")
"""Of these each shell and Typer make something of their own."""
_ONE_LINE: Final = 70
"""Longer explanations Typer breaks into lines."""


def run_completion() -> int | None:
    """Print what the shell is to offer and return the exit status; None where Typer should."""
    shell = os.environ.get("_PLANCMP_COMPLETE", "").removeprefix("complete_")
    printed = _SHELLS.get(shell)
    if printed is None:
        return None
    typed = os.environ.get("COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS", "")
    typed = typed.replace("\n", " ")  # which parts the words in bash's script
    if not typed.isprintable() or _SHELL_SIGNS & set(typed):
        return None
    offers = _offers(*_words(typed, os.environ.get("COMP_CWORD") if shell == "bash" else None))
    if offers is None or not all(map(_is_plain, offers)):
        return None
    return printed(offers)


def _words(typed: str, place: str | None) -> tuple[Sequence[str], str]:
    """The finished words after the program's name, and the one that is being typed."""
    words = typed.split(" ")
    if place is None:
        return [w for w in words[1:-1] if w], words[-1]
    words = [w for w in words if w]
    at = int(place) if place.isdecimal() else 0
    before, begun = words[1:at], words[at] if 0 < at < len(words) else ""
    # --format=js is three words to bash
    if begun == "=":
        return before, ""
    return (before[:-1] if before[-1:] == ["="] else before), begun


def _is_plain(offer: Offer) -> bool:
    value, meaning = offer
    return not _SHELL_SIGNS & {*value, *meaning} and len(meaning.encode()) < _ONE_LINE


def _offers(words: Sequence[str], begun: str) -> list[Offer] | None:
    """What may follow the words; None where Typer should say."""
    if not words or words[0] not in COMMANDS or begun.startswith("-") or "=" in begun:
        return None
    grammar = grammar_of(words[0])
    parameter = None if grammar is None else _wanted(words[1:], grammar)
    if parameter is None:
        return None
    kind, completed_by = parameter[1], parameter[3:]
    if completed_by:
        module = import_module("plancmp.cli.completion")
        found: Iterable[str | Offer] = getattr(module, completed_by[0])(begun)
        return [(one, "") if isinstance(one, str) else one for one in found]
    if isinstance(kind, str) and ":" in kind:
        name, _, enum = kind.partition(":")
        values = [str(m.value) for m in getattr(import_module(name), enum)]
        return [(value, "") for value in values if value.startswith(begun)]
    return None


def _wanted(words: Sequence[str], grammar: Mapping[str, Any]) -> Sequence[Any] | None:
    """The parameter whose value is being typed after these words."""
    options, loose = grammar["options"], 0
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-"):
            loose += 1
            continue
        option, equals, _ = word.partition("=")
        if option not in options or (equals and not option.startswith("--")):
            return None
        parameter: Sequence[Any] = options[option]
        if parameter[1] == "flag":
            if equals:
                return None
        elif not equals:
            value = next(waiting, None)
            if value is None:
                return parameter
            if value.startswith("-"):
                return None
    arguments: list[Sequence[Any]] = grammar["arguments"]
    if arguments and arguments[-1][2]:  # a list takes all that is left
        return arguments[min(loose, len(arguments) - 1)]
    return arguments[loose] if loose < len(arguments) else None


# -- how each shell wants it ---------------------------------------------------------------------


def _bash(offers: Sequence[Offer]) -> int:
    _say("\n".join(value for value, _ in offers))
    return ExitCode.OK


def _zsh(offers: Sequence[Offer]) -> int:
    shown = [f'"{value}":"{meaning}"' if meaning else f'"{value}"' for value, meaning in offers]
    _say(f"_arguments '*: :(({chr(10).join(shown)}))'" if shown else "_files")
    return ExitCode.OK


def _fish(offers: Sequence[Offer]) -> int | None:
    """Fish asks first whether there is anything to offer, and then what."""
    action = os.environ.get("_TYPER_COMPLETE_FISH_ACTION")
    if action == "is-args":
        return ExitCode.OK if offers else ExitCode.FINDINGS
    if action != "get-args":
        return None
    _say("\n".join(f"{value}\t{meaning}" if meaning else value for value, meaning in offers))
    return ExitCode.OK


def _say(text: str) -> None:
    print(text)  # noqa: T201 - the shell reads it


_SHELLS: Final[dict[str, Callable[[Sequence[Offer]], int | None]]] = {
    "bash": _bash, "zsh": _zsh, "fish": _fish,
}  # fmt: skip
