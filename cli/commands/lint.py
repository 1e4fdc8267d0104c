"""plancmp lint: what is odd in the plans themselves."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from plancmp.cli.choices import Format
from plancmp.cli.completion import complete_rule
from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import choose_plans, emit, language, open_catalogue
from plancmp.cli.streams import write
from plancmp.compare.errors import UsageError
from plancmp.compare.lint.engine import Severity, lint_plans


class FailOn(StrEnum):
    """What makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"


def lint(
    places: opt.Places = None,
    audience: opt.AudienceOption = None,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            "--rule", "-r", metavar="RULE", autocompletion=complete_rule,
            help=say("只看这条规则，可重复", "only this rule; repeatable"),
        ),
    ] = None,
    severity: Annotated[
        Severity,
        typer.Option(
            "--severity",
            help=say("只看此级别以上；未列出的不计入退出码",
                     "only of this severity or above; what is not shown does not count"),
        ),
    ] = Severity.NOTE,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help=say("有此级别以上且未豁免的发现时退出码为 1",
                     "exit 1 when something of this severity or above is not waived"),
        ),
    ] = FailOn.WARNING,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain", metavar="RULE", autocompletion=complete_rule,
            help=say("打印一条规则的说明", "print what a rule looks for, and why"),
        ),
    ] = None,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
    today: Annotated[str | None, typer.Option("--today", metavar="DATE", hidden=True)] = None,
) -> ExitCode:  # fmt: skip
    from plancmp.compare.lint.registry import find_rule

    if explain is not None:
        found = find_rule(explain)
        write(f"{found.id} ({found.severity})\n\n{found.documentation(language(lang))}\n", output)
        return ExitCode.OK
    day = None if today is None else _date(today)
    loaded = open_catalogue(catalogue, with_)
    plans = choose_plans(loaded, places or (), audience, language(lang))
    report = lint_plans(loaded, plans, rules=rule or (), least=severity, today=day)
    query = {
        "plans": [p.id for p in plans],
        "audience": audience,
        "rules": list(report.rules),
        "severity": severity,
        "fail_on": fail_on,
    }
    emit("lint", query, loaded, report, form=format_, output=output, lang=language(lang),
         ascii_only=ascii_, bom=bom)  # fmt: skip
    return ExitCode.FINDINGS if report.failing(_gate(fail_on)) else ExitCode.OK


def _gate(fail_on: FailOn) -> Severity | None:
    return None if fail_on is FailOn.NONE else Severity(fail_on.value)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--today：“{text}”不是日期；写成如 2026-11-21",
            f"--today: “{text}” is not a date; write it like 2026-11-21",
        ) from None
