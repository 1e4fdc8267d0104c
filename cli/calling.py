"""The commands: what each is called, what it does, and the function that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from typing import Any, Final

from plancmp.cli.choices import Format
from plancmp.cli.streams import probe
from plancmp.compare.errors import UsageError

__all__ = ["COMMANDS", "command"]

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


def command(name: str) -> Callable[..., int | None]:
    """The function of a command, which looks first whether its options go together.

    It returns the exit status, or None for success. Its options are its parameters.
    """
    function: Callable[..., int | None] = getattr(
        import_module(f"plancmp.cli.commands.{COMMANDS[name][0]}"), COMMANDS[name][0]
    )

    @wraps(function)
    def called(**given: Any) -> int | None:
        _refuse(name, _defaults(function) | given)
        return function(**given)

    return called


def _defaults(function: Callable[..., object]) -> dict[str, Any]:
    values = function.__defaults__ or ()
    code = function.__code__
    names = code.co_varnames[: code.co_argcount]
    return dict(zip(names[len(names) - len(values) :], values, strict=True))


def _refuse(name: str, asked: Mapping[str, Any]) -> None:
    """Before any work, of a command with the usual formats: one it has no use for or whose extra is
    not installed, options that do not go together, a file that cannot be written. A command with
    formats of its own (plot, export) looks itself.

    Raises :class:`UsageError`.
    """
    form, output = asked.get("format_"), asked.get("output")
    if not isinstance(form, Format):  # a command with formats of its own, or none
        return
    if form not in _EVERYWHERE:
        _refuse_format(name, form)
    if form is Format.XLSX and output is None:
        raise UsageError(
            "--format xlsx 是工作簿，不能打印；加 --output 文件名.xlsx",
            "--format xlsx is a workbook and cannot be printed; add --output FILE.xlsx",
        )
    if asked.get("bom") and form is not Format.CSV:
        raise UsageError("--bom 只用于 --format csv", "--bom goes with --format csv only")
    probe(output)


_EVERYWHERE: Final = (Format.TABLE, Format.MARKDOWN, Format.JSON, Format.CSV)


def _refuse_format(name: str, form: Format) -> None:
    from plancmp.compare.formats import FORMATS, formats_of

    known = FORMATS[form]
    if not known.shows(name):
        names = ["table", *formats_of(name)]
        raise UsageError(
            f"{name} 不能输出为 {form.value}；可用：{'、'.join(names)}",
            f"{name} has no format {form.value}; use one of: {', '.join(names)}",
        )
    if known.lacks:
        raise UsageError(
            f"--format {form.value} 需要 {known.needs}；pip install 'plancmp[{known.extra}]'",
            f"--format {form.value} needs {known.needs}: pip install 'plancmp[{known.extra}]'",
        )
