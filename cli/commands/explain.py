"""plancmp explain: how a verdict came about."""

from __future__ import annotations

from typing import Annotated

from plancmp.cli.choices import Format
from plancmp.cli.completion import complete_place, complete_reference
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import emit, language, open_catalogue, tell_not_collected


def explain(
    indicator: opt.IndicatorArgument,
    place: Annotated[
        str,
        typer.Argument(metavar="PLACE", help=say("地方或规划", "place or plan"),
                       autocompletion=complete_place),
    ],
    reference: Annotated[
        str,
        typer.Argument(
            metavar="[REFERENCE]",
            help=say("基准：national、province、all、地方或规划 id", "national, province, all, a place or a plan id"),
            autocompletion=complete_reference,
        ),
    ] = "national",
    audience: opt.AudienceOption = None,
    year: opt.YearOption = None,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:  # fmt: skip
    from plancmp.compare.explain import explain as derive
    from plancmp.compare.places import find_indicator, select_plans

    loaded = open_catalogue(catalogue, with_)
    found = find_indicator(loaded, indicator)
    chosen = select_plans(loaded, [place], audience)
    tell_not_collected(chosen.not_collected, language(lang))
    report = derive(loaded, found, chosen.plans, [reference], year)
    query = {
        "indicator": found.id,
        "plans": [p.id for p in chosen.plans],
        "against": [reference],
        "year": year,
    }
    emit("explain", query, loaded, report, form=format_, output=output, lang=language(lang),
         ascii_only=ascii_, bom=bom)  # fmt: skip
