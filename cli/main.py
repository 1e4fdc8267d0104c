"""The command line's one way in and out: commands, errors, exit status.

Only the command that is called is imported: a check in a shell loop pays for nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Final, NoReturn

import typer
from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.language import listen, say, spoken
from plancmp.cli.streams import complain, forget_stdout, prepare_streams
from plancmp.compare.errors import PlancmpError, system_reason

__all__ = ["COMMANDS", "build", "main", "run"]

COMMANDS: Final[dict[str, tuple[str, str, str]]] = {
    "diff": ("diff", "并排比较各地目标值。", "Plans side by side."),
    "check": (
        "check",
        "对照上级或他地目标，用退出码给出结论。",
        "Check plans against upper-level targets; the exit status tells.",
    ),
    "show": (
        "show",
        "看一个指标在各规划、各基准中的目标值。",
        "One indicator across all plans and baselines.",
    ),
    "explain": ("explain", "说明一个判断是怎样得出的。", "How a verdict came about."),
    "profile": (
        "profile",
        "一屏看一个地方：最高、最低、独有、未列、对照上级。",
        "One place in one screen.",
    ),
    "coverage": (
        "coverage",
        "谁列了哪些指标，有无数值。",
        "Who states what, with or without a number.",
    ),
    "strip": (
        "strip",
        "一行一个指标，画出各地与基准的位置。",
        "Each indicator as a line, everyone where they stand.",
    ),
    "plot": (
        "plot",
        "画成图（SVG、PNG）：各领域的点图、覆盖图。",
        "Pictures (SVG, PNG): dot plots by field, coverage maps.",
    ),
    "lint": (
        "lint",
        "查规划本身有何可疑之处：前后不一、越界、退步。",
        "What is odd in the plans themselves.",
    ),
    "export": (
        "export",
        "把比较结果写成一份简报或一个网页。",
        "The comparison as a briefing paper or a page.",
    ),
    "list": ("list_", "列出目标值。", "List targets."),
    "indicators": ("indicators", "列出指标。", "List the indicators."),
    "plans": ("plans", "列出收录的文件。", "List the documents."),
    "read": ("read", "读一条中文目标表述。", "Read a Chinese target expression."),
    "validate": ("validate", "检查数据是否完好。", "Check that the catalogue is sound."),
    "verify": (
        "verify",
        "对照原文核对数据，两个方向都查。",
        "Prove the catalogue against the source texts.",
    ),
}
"""Command name: its module and function in :mod:`plancmp.cli.commands`, what it does."""


def _print_version(wanted: bool) -> None:
    if not wanted:
        return
    from plancmp.cli.session import open_catalogue, tool_version

    version = open_catalogue(None, None).version
    typer.echo(f"plancmp {tool_version()} ({say('数据', 'catalogue')} {version})")
    raise typer.Exit


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
        function, zh, en = COMMANDS[name]
        module = import_module(f"plancmp.cli.commands.{function}")
        app.command(name, help=say(zh, en))(getattr(module, function))
    return app


def _options(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help=say("打印程序和数据的版本", "print the versions of program and catalogue"),
        ),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(ExitCode.TROUBLE)


def _needed(argv: Sequence[str]) -> Sequence[str]:
    """The one command called, or all: for help, a typo, or the shell's completion."""
    if argv and argv[0] in COMMANDS:
        return (argv[0],)
    if "_PLANCMP_COMPLETE" in os.environ:
        words = os.environ.get("COMP_WORDS", "").split()
        if len(words) > 1 and words[1] in COMMANDS:
            return (words[1],)
    return tuple(COMMANDS)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    prepare_streams()
    listen(argv)
    status = _attempt(argv)
    if status is None:  # the compiled catalogue turned out to be damaged: read the files
        os.environ["PLANCMP_CACHE"] = "off"
        status = _attempt(argv)
    return ExitCode.INTERNAL if status is None else status


def _attempt(argv: Sequence[str] | None) -> int | None:
    """Run one command; None when the cache failed it before anything was printed."""
    args = sys.argv[1:] if argv is None else list(argv)
    try:
        result = build(_needed(args))(args=args, prog_name="plancmp", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else ExitCode.OK
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        from plancmp.cli.usage import usage_words

        complain(say(*usage_words(error, _called(args))))
        return ExitCode.TROUBLE
    except PlancmpError as error:
        complain(error.text(spoken()))
        return ExitCode.TROUBLE
    except BrokenPipeError:
        forget_stdout()
        return ExitCode.CLOSED_PIPE
    except OSError as error:
        forget_stdout()
        complain(say(*_system_words(error)))
        return ExitCode.TROUBLE
    except SystemExit as leaving:
        # typer answers a closed pipe with status 1, which here means "findings"
        if not isinstance(leaving.__context__, BrokenPipeError):
            raise
        forget_stdout()
        return ExitCode.CLOSED_PIPE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:
        if type(error).__name__ == "UnusableCacheError":
            return None
        return _internal(error)


def _called(args: Sequence[str]) -> str:
    """The command as it was typed, to be followed by ``--help``."""
    return f"plancmp {args[0]}" if args and args[0] in COMMANDS else "plancmp"


def _system_words(error: OSError) -> tuple[str, str]:
    """What the system refused, where no command foresaw it."""
    zh, en = system_reason(error)
    if error.filename is None:
        return f"读写出错：{zh}；检查磁盘和权限", f"{en}; check disk and permissions"
    name = error.filename
    return f"读写 {name} 出错：{zh}；检查路径和权限", f"{name}: {en}; check path and permissions"


def _internal(error: Exception) -> int:
    if os.environ.get("PLANCMP_DEBUG"):
        raise error
    kind = type(error).__name__
    complain(
        say(
            f"内部错误（{kind}: {error}）；这是程序的毛病，设 PLANCMP_DEBUG=1 可看详情",
            f"internal error ({kind}: {error}); a fault of the program, PLANCMP_DEBUG=1 shows details",
        )
    )
    return ExitCode.INTERNAL


def run() -> NoReturn:
    """Entry point of the ``plancmp`` command."""
    sys.exit(main())
