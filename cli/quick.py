"""Plain command lines, read without typer, whose import is half of a warm run.

``grammar.json`` says what each command takes; it is written from the Typer application
(``make docs``) and a test holds the two together. Whatever is not plain (an abbreviation, a
joined or unknown option, a value out of place, a missing argument, a request for help) is left
to Typer, which alone words complaints: this reader never refuses anything.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from json import loads
from pathlib import Path
from typing import Any, Final

from plancmp.cli.calling import COMMANDS, command
from plancmp.cli.exitcodes import ExitCode

__all__ = ["GRAMMAR", "grammar_of", "plain", "run_plain"]

GRAMMAR: Final = Path(__file__).with_name("grammar.json")
"""By command: ``arguments`` in order and ``options`` by name, each a parameter's name, type and
whether it is a list and, where the shell can complete it, by which function of
:mod:`plancmp.cli.completion`; how many arguments are ``required``. A type is ``flag``, ``text``, ``path``,
the two ends of a range of whole numbers, or an enum as ``module:name``."""


class _NotPlainError(Exception):
    """Typer should read it."""


def run_plain(args: Sequence[str]) -> int | None:
    """Run the command of a plain command line and return its exit status; None for any other."""
    given = plain(args)
    if given is None:
        return None
    status = command(args[0])(**given)
    sys.stdout.flush()
    return ExitCode.OK if status is None else status


def plain(args: Sequence[str]) -> dict[str, Any] | None:
    """The parameters a plain command line gives its command, or None when it is not plain."""
    if not args or args[0] not in COMMANDS:
        return None
    known = grammar_of(args[0])
    if known is None:
        return None
    try:
        return _read(args[1:], known["arguments"], known["options"], known["required"])
    except _NotPlainError:
        return None


def grammar_of(command: str) -> dict[str, Any] | None:
    """What a command takes; None for a command that only Typer can read."""
    found: dict[str, Any] | None = loads(GRAMMAR.read_text("utf-8")).get(command)
    return found


def _read(
    words: Sequence[str], arguments: list[Any], options: dict[str, Any], required: int
) -> dict[str, Any]:
    given: dict[str, Any] = {}
    loose = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-"):
            loose.append(word)
            continue
        option, equals, value = word.partition("=")
        if option not in options or (equals and not option.startswith("--")):
            raise _NotPlainError
        name, kind, many, *_ = options[option]
        if kind == "flag":
            if equals:
                raise _NotPlainError
            given[name] = True
        else:
            _put(given, name, kind, many, value if equals else next(waiting, ""))
    if len(loose) < required:
        raise _NotPlainError
    for name, kind, many, *_ in arguments:
        taken, loose = (loose, []) if many else (loose[:1], loose[1:])
        for word in taken:
            _put(given, name, kind, many, word)
    if loose:
        raise _NotPlainError
    return given


def _put(given: dict[str, Any], name: str, kind: Any, many: bool, word: str) -> None:
    value = _value(word, kind)
    if many:
        given.setdefault(name, []).append(value)
    else:
        given[name] = value


def _value(word: str, kind: Any) -> object:
    if not word or word.startswith("-"):
        raise _NotPlainError
    if kind == "text":
        return word
    if kind == "path":
        return Path(word)
    if isinstance(kind, list):
        low, high = kind
        if not (word.isascii() and word.isdigit() and len(word) < 9):
            raise _NotPlainError
        number = int(word)
        if (low is not None and number < low) or (high is not None and number > high):
            raise _NotPlainError
        return number
    module, _, enum = kind.partition(":")
    try:
        return getattr(import_module(module), enum)(word)
    except ValueError:
        raise _NotPlainError from None
