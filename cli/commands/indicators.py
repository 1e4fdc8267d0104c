"""plancmp indicators: the registry of indicators."""

from __future__ import annotations

from typing import Annotated

from plancmp.cli.choices import Format
from plancmp.cli.completion import complete_indicator
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import emit, language, open_catalogue


def indicators(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="[TEXT]",
            help=say("名称中的字", "part of a name"),
            autocompletion=complete_indicator,
        ),
    ] = None,
    audience: opt.AudienceOption = None,
    field: opt.FieldOption = None,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:
    from plancmp.compare.listing import list_indicators

    loaded = open_catalogue(catalogue, with_)
    report = list_indicators(loaded, fields=field or (), audience=audience, text=text)
    query = {"text": text, "audience": audience, "field": list(field or ())}
    emit("indicators", query, loaded, report, form=format_, output=output, lang=language(lang),
         ascii_only=ascii_, bom=bom)  # fmt: skip
