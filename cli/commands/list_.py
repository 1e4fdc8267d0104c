"""plancmp list: targets."""

from __future__ import annotations

from typing import Annotated

from plancmp.cli.choices import Format
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import emit, language, open_catalogue, tell_not_collected
from plancmp.compare.model import Kind, ListName


def list_(
    places: opt.Places = None,
    audience: opt.AudienceOption = None,
    field: opt.FieldOption = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            "--kind", "-k", help=say("只看某类目标，可重复", "only this kind; repeatable")
        ),
    ] = None,
    list_name: Annotated[
        list[ListName] | None,
        typer.Option(
            "--list",
            help=say("只看目标、措施、工程或正文", "goals, measures, projects or the rest"),
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", help=say("只看该年到期的", "only those due in this year")),
    ] = None,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:
    from plancmp.compare.listing import list_targets
    from plancmp.compare.places import select_plans

    loaded = open_catalogue(catalogue, with_)
    chosen = select_plans(loaded, places or (), audience)
    tell_not_collected(chosen.not_collected, language(lang))
    report = list_targets(
        loaded, chosen.plans, fields=field or (), kinds=kind or (), lists=list_name or (), year=year
    )
    query = {
        "plans": [p.id for p in chosen.plans],
        "audience": audience,
        "field": list(field or ()),
        "kind": list(kind or ()),
        "list": list(list_name or ()),
        "year": year,
    }
    emit("list", query, loaded, report, form=format_, output=output, lang=language(lang),
         ascii_only=ascii_, bom=bom)  # fmt: skip
