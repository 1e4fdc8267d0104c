"""plancmp read: what the reader of Chinese expressions makes of one."""

from __future__ import annotations

from typing import Annotated

from plancmp.cli.choices import Format
from plancmp.cli.completion import complete_indicator
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import emit, language, open_catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.model import Polarity


def read(
    expression: Annotated[
        str, typer.Argument(metavar="EXPRESSION", help=say("原文的目标表述", "a target expression as printed"))
    ],
    indicator: Annotated[
        str | None,
        typer.Option(
            "--indicator", "-i",
            help=say("按这个指标的方向和单位读", "read with this indicator's polarity and unit"),
            autocompletion=complete_indicator,
        ),
    ] = None,
    polarity: Annotated[
        Polarity | None,
        typer.Option("--polarity", help=say("指标方向（没有界限词时要用）", "polarity, for a bare number")),
    ] = None,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:  # fmt: skip
    from plancmp.compare.expression import Unreadable, read_expression
    from plancmp.compare.places import find_indicator
    from plancmp.compare.readout import ReadReport

    loaded = open_catalogue(catalogue, with_)
    found = find_indicator(loaded, indicator) if indicator is not None else None
    way = polarity or (found.polarity if found else Polarity.NONE)
    unit = found.unit if found else None
    try:
        reading = read_expression(expression, polarity=way, unit=unit)
    except Unreadable as error:
        raise UsageError(
            f"读不出“{expression}”：{error.reason_zh}",
            f"cannot read “{expression}”: {error.reason_en}",
        ) from None
    query = {"indicator": found.id if found else None, "polarity": way, "unit": unit}
    emit("read", query, loaded, ReadReport(expression, reading), form=format_, output=output,
         lang=language(lang), ascii_only=ascii_, bom=bom)  # fmt: skip
