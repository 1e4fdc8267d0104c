"""plancmp coverage: who states what."""

from __future__ import annotations

from typing import Annotated

from plancmp.cli.choices import Format
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import choose_plans, emit, language, open_catalogue


def coverage(
    places: opt.Places = None,
    audience: opt.AudienceOption = None,
    field: opt.FieldOption = None,
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help=say("列出全部行和无数值的目标", "all rows, and the goals without a number"),
        ),
    ] = False,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:
    from plancmp.compare.align import audiences
    from plancmp.compare.bundle import Bundle
    from plancmp.compare.coverage import coverage as cover

    loaded = open_catalogue(catalogue, with_)
    plans = choose_plans(loaded, places or (), audience, language(lang))
    reports = tuple(
        cover(loaded, plans, one, field or (), everything=all_) for one in audiences(plans)
    )
    query = {
        "plans": [p.id for p in plans],
        "audience": audience,
        "field": list(field or ()),
        "all": all_,
    }
    emit("coverage", query, loaded, Bundle("coverage", reports), form=format_, output=output,
         lang=language(lang), ascii_only=ascii_, bom=bom)  # fmt: skip
