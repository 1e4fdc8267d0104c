"""plancmp show: one indicator across all plans and baselines."""

from __future__ import annotations

from plancmp.cli.choices import Format
from plancmp.cli.lazily import opt
from plancmp.cli.session import emit, language, open_catalogue, tell_not_collected
from plancmp.compare.model import Confidence


def show(
    indicator: opt.IndicatorArgument,
    places: opt.Places = None,
    audience: opt.AudienceOption = None,
    against: opt.AgainstOption = None,
    evidence: opt.EvidenceOption = Confidence.SECONDARY,
    year: opt.YearOption = None,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:
    from plancmp.compare.check import DEFAULT_AGAINST
    from plancmp.compare.places import find_indicator, select_plans
    from plancmp.compare.show import show_indicator

    loaded = open_catalogue(catalogue, with_)
    found = find_indicator(loaded, indicator)
    chosen = select_plans(loaded, places or (), audience)
    tell_not_collected(chosen.not_collected, language(lang))
    references = tuple(against or DEFAULT_AGAINST)
    report = show_indicator(
        loaded, found, chosen.plans, audience=audience, against=references, evidence=evidence,
        year=year,
    )  # fmt: skip
    query = {
        "indicator": found.id,
        "plans": [p.id for p in chosen.plans],
        "audience": audience,
        "against": list(references),
        "evidence": evidence,
        "year": year,
    }
    emit("show", query, loaded, report, form=format_, output=output, lang=language(lang),
         ascii_only=ascii_, bom=bom)  # fmt: skip
