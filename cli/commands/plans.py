"""plancmp plans: the registry of plans and baselines."""

from __future__ import annotations

from typing import Annotated

from plancmp.cli.choices import Format
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import emit, language, open_catalogue


def plans(
    audience: opt.AudienceOption = None,
    local: Annotated[
        bool, typer.Option("--local", help=say("只列地方规划", "only the local plans"))
    ] = False,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:
    from plancmp.compare.listing import list_plans

    loaded = open_catalogue(catalogue, with_)
    report = list_plans(loaded, audience=audience, local=local)
    query = {"audience": audience, "local": local}
    emit("plans", query, loaded, report, form=format_, output=output, lang=language(lang),
         ascii_only=ascii_, bom=bom)  # fmt: skip
