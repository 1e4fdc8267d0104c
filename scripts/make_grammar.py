"""Write cli/grammar.json, by which plain command lines are read, from the Typer application.

Usage: python scripts/make_grammar.py [--check]

Exit status: 0 written, or as it should be with ``--check``; 1 stale.
"""

# ruff: noqa: T201 - a command of its own prints

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

from plancmp.cli import completion
from plancmp.cli.app import build
from plancmp.cli.calling import COMMANDS, command
from plancmp.cli.quick import GRAMMAR
from typer.main import get_command
from typer.models import ParameterInfo


def grammar() -> dict[str, Any]:
    """What every command takes; commands that only Typer can read are left out."""
    commands: dict[str, Any] = get_command(build()).commands  # type: ignore[attr-defined]
    out = {}
    for name in COMMANDS:
        params = commands[name].params
        if any(p.envvar or p.nargs not in (1, -1) or p.secondary_opts for p in params):
            continue
        types, by = get_type_hints(command(name)), _completers(name)
        _assert_plain(name, params)
        arguments = [p for p in params if p.param_type_name == "argument"]
        out[name] = {
            "arguments": [_param(p, types[p.name], by[p.name]) for p in arguments],
            "required": sum(p.required for p in arguments),
            "options": {
                spelling: _param(p, types[p.name], by[p.name])
                for p in params
                if p.param_type_name == "option" and p.name != "help"
                for spelling in p.opts
            },
        }
    return out


def _assert_plain(name: str, params: list[Any]) -> None:
    """Whether the quick reader can do all that these parameters ask for."""
    for param in params:
        if param.name == "help":
            continue
        odd = [
            what
            for what, there in {
                "counts": getattr(param, "count", False),
                "asks": getattr(param, "prompt", None),
                "calls back": param.callback,
                "folds case": getattr(param.type, "case_sensitive", True) is False,
                "looks for a file": getattr(param.type, "exists", False),
            }.items()
            if there
        ]
        assert not odd, f"{name}: {param.name} {odd}; only Typer can read it"
    many = [p.nargs == -1 for p in params if p.param_type_name == "argument"]
    assert not any(many[:-1]), f"{name}: only the last argument may be a list"


def _param(param: Any, hint: object, completed_by: Callable[..., Any] | None) -> list[object]:
    many = bool(getattr(param, "multiple", False)) or param.nargs == -1
    entry = [param.name, _kind(param, hint), many]
    if completed_by is not None:
        assert getattr(completion, completed_by.__name__) is completed_by
        entry.append(completed_by.__name__)
    return entry


def _completers(name: str) -> dict[str, Callable[..., Any] | None]:
    """By parameter, the function that completes it."""
    hints = get_type_hints(command(name), include_extras=True)
    return {
        parameter: next(
            (m.autocompletion for m in get_args(hint)[1:] if isinstance(m, ParameterInfo)), None
        )
        for parameter, hint in hints.items()
    }


def _kind(param: Any, hint: object) -> object:
    if getattr(param, "is_flag", False):
        return "flag"
    types = [t for t in _leaves(hint) if t is not NoneType]
    assert len(types) == 1, (param.name, types)
    (only,) = types
    if issubclass(only, Enum):
        return f"{only.__module__}:{only.__name__}"
    if only is int:
        return [getattr(param.type, "min", None), getattr(param.type, "max", None)]
    return {str: "text", Path: "path"}[only]


def _leaves(hint: object) -> list[Any]:
    inner = get_args(hint)
    return [leaf for part in inner for leaf in _leaves(part)] if inner else [hint]


def main() -> int:
    """Write the file, or say whether it is as it should be."""
    lines = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in grammar().items()]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    if "--check" not in sys.argv[1:]:
        GRAMMAR.write_text(text, "utf-8")
        return 0
    if GRAMMAR.read_text("utf-8") == text:
        return 0
    print("cli/grammar.json is stale; run make docs", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
