"""The command line's one way in and out: commands, errors, exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer
from plancmp.cli.commands.check import check
from plancmp.cli.commands.coverage import coverage
from plancmp.cli.commands.diff import diff
from plancmp.cli.commands.explain import explain
from plancmp.cli.commands.export import export
from plancmp.cli.commands.indicators import indicators
from plancmp.cli.commands.lint import lint
from plancmp.cli.commands.list_ import list_
from plancmp.cli.commands.plans import plans
from plancmp.cli.commands.profile import profile
from plancmp.cli.commands.read import read
from plancmp.cli.commands.show import show
from plancmp.cli.commands.strip import strip
from plancmp.cli.commands.validate import validate
from plancmp.cli.commands.verify import verify
from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.language import listen, say
from plancmp.cli.streams import complain, forget_stdout, prepare_streams
from plancmp.compare.errors import PlancmpError

__all__ = ["app", "main", "run"]

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


def _print_version(wanted: bool) -> None:
    if not wanted:
        return
    from plancmp.cli.session import tool_version
    from plancmp.compare.loader import load

    typer.echo(f"plancmp {tool_version()} ({say('数据', 'catalogue')} {load().version})")
    raise typer.Exit


@app.callback(invoke_without_command=True)
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


app.command(help=say("并排比较各地目标值。", "Plans side by side."))(diff)
app.command(help=say("对照上级或他地目标,用退出码给出结论。",
                     "Check plans against upper-level targets; the exit status tells."))(check)  # fmt: skip
app.command(help=say("看一个指标在各规划、各基准中的目标值。",
                     "One indicator across all plans and baselines."))(show)  # fmt: skip
app.command(help=say("说明一个判断是怎样得出的。", "How a verdict came about."))(explain)
app.command(help=say("一屏看一个地方：最高、最低、独有、未列、对照上级。",
                     "One place in one screen."))(profile)  # fmt: skip
app.command(help=say("谁列了哪些指标，有无数值。", "Who states what, with or without a number."))(
    coverage
)
app.command(help=say("查规划本身有何可疑之处：前后不一、越界、退步。",
                     "What is odd in the plans themselves."))(lint)  # fmt: skip
app.command(help=say("把比较结果写成一份简报（Markdown）。",
                     "The comparison as a briefing paper (Markdown)."))(export)  # fmt: skip
app.command(help=say("一行一个指标，画出各地与基准的位置。",
                     "Each indicator as a line, everyone where they stand."))(strip)  # fmt: skip
app.command("list", help=say("列出目标值。", "List targets."))(list_)
app.command(help=say("列出指标。", "List the indicators."))(indicators)
app.command(help=say("列出收录的文件。", "List the documents."))(plans)
app.command(help=say("读一条中文目标表述。", "Read a Chinese target expression."))(read)
app.command(help=say("检查数据是否完好。", "Check that the catalogue is sound."))(validate)
app.command(help=say("对照原文核对数据，两个方向都查。",
                     "Prove the catalogue against the source texts."))(verify)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    prepare_streams()
    listen(argv)
    try:
        result = app(args=None if argv is None else list(argv), prog_name="plancmp",
                     standalone_mode=False)  # fmt: skip
        sys.stdout.flush()
        return result if isinstance(result, int) else ExitCode.OK
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        complain(_usage_text(error))
        return ExitCode.TROUBLE
    except PlancmpError as error:
        complain(str(error))
        return ExitCode.TROUBLE
    except BrokenPipeError:
        forget_stdout()
        return ExitCode.CLOSED_PIPE
    except OSError as error:
        forget_stdout()
        complain(error.strerror or str(error))
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
        return _internal(error)


def _usage_text(error: typer.TyperException) -> str:
    message = " ".join(str(getattr(error, "format_message", lambda: str(error))()).split())
    if not message:
        return say("缺少命令;plancmp --help 查看用法", "no command given; see plancmp --help")
    return say(f"用法有误:{message} 见 plancmp --help", f"{message} See plancmp --help")


def _internal(error: Exception) -> int:
    if os.environ.get("PLANCMP_DEBUG"):
        raise error
    kind = type(error).__name__
    complain(
        say(
            f"内部错误({kind}: {error});这是程序的毛病,设 PLANCMP_DEBUG=1 可看详情",
            f"internal error ({kind}: {error}); a fault of the program, PLANCMP_DEBUG=1 shows details",
        )
    )
    return ExitCode.INTERNAL


def run() -> NoReturn:
    """Entry point of the ``plancmp`` command."""
    sys.exit(main())
