"""The command line as Typer has it: every command and option, help, completion, what is wrong.

:mod:`plancmp.cli.quick` reads plain command lines by what is declared here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from plancmp.cli.calling import COMMANDS, command
from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.language import say
from plancmp.cli.settings import settle
from plancmp.cli.streams import complain, forget_stdout

__all__ = ["build", "run_app"]


def _print_version() -> None:
    from plancmp.cli.session import open_catalogue, tool_version

    version = open_catalogue(None, None).version
    typer.echo(f"plancmp {tool_version()} ({say('数据', 'catalogue')} {version})")


def build(names: Sequence[str] = tuple(COMMANDS)) -> typer.Typer:
    """The application with the named commands, all by default."""
    app = typer.Typer(
        name="plancmp",
        help=say(
            "比较各地妇女儿童发展规划的目标值。",
            "Compare the targets of local development plans for children and women.",
        ),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback(invoke_without_command=True)(_options)
    for name in names:
        _, zh, en = COMMANDS[name]
        app.command(name, help=say(zh, en))(command(name))
    return app


def _options(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help=say("打印程序和数据的版本", "print the versions of program and catalogue"),
        ),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            help=say(
                "在标准错误上说明数据是怎样读入的", "tell on stderr how the catalogue was read"
            ),
        ),
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache",
            help=say(
                "不用编译缓存（或 PLANCMP_CACHE=off）",
                "use no compiled catalogue (or PLANCMP_CACHE=off)",
            ),
        ),
    ] = False,
) -> None:
    settle(may_cache=not no_cache, tells=verbose)
    if version:
        _print_version()
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(ExitCode.TROUBLE)


def _needed(argv: Sequence[str]) -> Sequence[str]:
    """The one command called, or all: for help, a typo, or the shell's completion."""
    if (called := _command_in(argv)) is not None:
        return (called,)
    if "_PLANCMP_COMPLETE" in os.environ:
        words = os.environ.get("COMP_WORDS", os.environ.get("_TYPER_COMPLETE_ARGS", "")).split()
        if len(words) > 1 and words[1] in COMMANDS:
            return (words[1],)
    return tuple(COMMANDS)


def run_app(args: Sequence[str]) -> int | None:
    """Read a command line with Typer and run its command; returns the exit status."""
    try:
        result = build(_needed(args))(args=list(args), prog_name="plancmp", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else ExitCode.OK
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        from plancmp.cli.usage import usage_words

        complain(say(*usage_words(error, _called(args))))
        return ExitCode.TROUBLE
    except SystemExit as leaving:
        # typer answers a closed pipe with status 1, which here means "findings"
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        forget_stdout()
        return ExitCode.CLOSED_PIPE


def _called(args: Sequence[str]) -> str:
    """The command as it was typed, to be followed by ``--help``."""
    called = _command_in(args)
    return "plancmp" if called is None else f"plancmp {called}"


def _command_in(args: Sequence[str]) -> str | None:
    """The command called: the first word that is no option, if there is such a command."""
    first = next((word for word in args if not word.startswith("-")), None)
    return first if first in COMMANDS else None
