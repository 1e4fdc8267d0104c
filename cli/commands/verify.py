"""plancmp verify: the catalogue against the texts it was read from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from plancmp.cli.choices import Format, Language
from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import emit, language, open_catalogue, tell_not_collected
from plancmp.compare.errors import UsageError


def verify(
    places: opt.Places = None,
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources",
            metavar="DIR",
            envvar="PLANCMP_SOURCES",
            help=say("存放原文的文件夹", "folder that holds the texts"),
        ),
    ] = None,
    audience: opt.AudienceOption = None,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> ExitCode:
    from plancmp.compare.places import select_plans
    from plancmp.compare.proof.verify import prove
    from plancmp.compare.sources import read_sources

    if sources is None:
        raise UsageError(
            "缺少 --sources；给出存放原文的文件夹",
            "--sources is missing; name the folder that holds the texts",
        )
    loaded = open_catalogue(catalogue, with_)
    chosen = select_plans(loaded, places or (), audience)
    tell_not_collected(chosen.not_collected, language(lang))
    plans = [p for p in chosen.plans if p.source_file is not None]
    if not plans:
        raise UsageError(
            "所选规划都没有登记原文（source），无从核对；选别的规划",
            "none of these plans names a source text; choose others",
        )
    report = prove(loaded, plans, read_sources(sources, plans))
    in_terminal = format_ is Format.TABLE and output is None
    query = {"plans": [p.id for p in plans], "audience": audience}
    emit("verify", query, loaded, report if in_terminal else report.without_context(),
         form=format_, output=output, lang=language(lang), ascii_only=ascii_, bom=bom)  # fmt: skip
    if in_terminal:
        _closing(len(plans), sum(p.targets for p in report.plans), len(report.findings), lang)
    return ExitCode.FINDINGS if report.findings else ExitCode.OK


def _closing(plans: int, targets: int, findings: int, lang: Language | None) -> None:
    from plancmp.cli.streams import write

    zh = f"{plans} 份规划、{targets} 项目标：" + (
        f"{findings} 处与原文不符。\n" if findings else "与原文相符。\n"
    )
    en = f"{plans} plans, {targets} targets: " + (
        f"{findings} findings.\n" if findings else "as in the texts.\n"
    )
    write(zh if language(lang) == "zh" else en, None)
