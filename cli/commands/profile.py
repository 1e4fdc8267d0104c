"""plancmp profile: one place in one screen."""

from __future__ import annotations

from typing import Annotated

from plancmp.cli.choices import Format
from plancmp.cli.completion import complete_place
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import choose_plans, emit, language, open_catalogue
from plancmp.compare.model import Confidence


def profile(
    place: Annotated[
        str,
        typer.Argument(metavar="PLACE", help=say("地方或规划", "place or plan"),
                       autocompletion=complete_place),
    ],
    audience: opt.AudienceOption = None,
    against: opt.AgainstOption = None,
    evidence: opt.EvidenceOption = Confidence.SECONDARY,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:  # fmt: skip
    from plancmp.compare.bundle import Bundle
    from plancmp.compare.check import DEFAULT_AGAINST
    from plancmp.compare.profile import profile as describe

    loaded = open_catalogue(catalogue, with_)
    plans = choose_plans(loaded, [place], audience, language(lang))
    references = tuple(against or DEFAULT_AGAINST)
    reports = tuple(describe(loaded, plan, against=references, evidence=evidence) for plan in plans)
    query = {
        "plans": [p.id for p in plans],
        "audience": audience,
        "against": list(references),
        "evidence": evidence,
    }
    emit("profile", query, loaded, Bundle("profiles", reports), form=format_, output=output,
         lang=language(lang), ascii_only=ascii_, bom=bom)  # fmt: skip
