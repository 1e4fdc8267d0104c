"""plancmp diff: plans side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from plancmp.cli.choices import Format
from plancmp.cli.completion import complete_reference
from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import choose_plans, emit, language, open_catalogue
from plancmp.cli.streams import complain
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.diff import Only, Sort
from plancmp.compare.errors import UsageError
from plancmp.compare.model import Audience, Level, Plan


def diff(
    places: opt.Places = None,
    audience: opt.AudienceOption = None,
    field: opt.FieldOption = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            help=say(
                "以某规划或 national、province 为参照列",
                "a plan, national or province as reference column",
            ),
            autocompletion=complete_reference,
        ),
    ] = None,
    only: Annotated[
        Only | None, typer.Option("--only", help=say("只看这类行", "only rows of this sort"))
    ] = None,
    sort: Annotated[
        Sort, typer.Option("--sort", help=say("行序", "order of rows"))
    ] = Sort.DOCUMENT,
    all_: Annotated[
        bool, typer.Option("--all", help=say("不折叠任何行", "fold nothing away"))
    ] = False,
    year: opt.YearOption = None,
    ignore_year: Annotated[
        bool,
        typer.Option(
            "--ignore-year",
            help=say("排位不论目标年", "rank by level alone, whatever the due year"),
        ),
    ] = False,
    exit_code: Annotated[
        bool,
        typer.Option("--exit-code", help=say("有差异时退出码为 1", "exit 1 when anything differs")),
    ] = False,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> ExitCode:
    from plancmp.compare.diff import diff_plans

    loaded = open_catalogue(catalogue, with_)
    plans = choose_plans(loaded, places or (), audience, language(lang))
    if not any(p.targets for p in plans):
        titles = "、".join(p.title for p in plans)
        raise UsageError(
            f"{titles}的目标值未能取得，没有可并排的内容",
            f"no figure of {', '.join(p.id for p in plans)} could be had",
        )
    reports = []
    for one, reference in _references(loaded, plans, against, language(lang)).items():
        mine = [p for p in plans if p.audience is one]
        reports.append(
            diff_plans(
                loaded,
                mine,
                one,
                reference=reference,
                fields=field or (),
                only=only,
                sort=sort,
                show_all=all_,
                year=year,
                ignore_year=ignore_year,
            )
        )
    query = {
        "plans": [p.id for p in plans],
        "audience": audience,
        "field": list(field or ()),
        "against": against,
        "only": only,
        "sort": sort,
        "all": all_,
        "year": year,
        "ignore_year": ignore_year,
    }
    emit("diff", query, loaded, tuple(reports), form=format_, output=output, lang=language(lang),
         ascii_only=ascii_, bom=bom)  # fmt: skip
    differs = exit_code and any(r.differs for r in reports)
    return ExitCode.FINDINGS if differs else ExitCode.OK


def _references(
    catalogue: Catalogue, plans: Sequence[Plan], against: str | None, lang: str
) -> dict[Audience, Plan | None]:
    """The reference of each audience's table. An audience the reference has nothing for gets a
    table without; that no audience has one is an error."""
    from plancmp.compare.align import audiences

    out: dict[Audience, Plan | None] = {}
    refused: list[UsageError] = []
    for one in audiences(plans):
        out[one] = None
        try:
            out[one] = _reference(catalogue, [p for p in plans if p.audience is one], one, against)
        except UsageError as error:
            refused.append(error)
    if refused and len(refused) == len(out):
        raise refused[0]
    for one_refused in refused:
        complain(one_refused.text(lang))
    return out


def _reference(
    catalogue: Catalogue, plans: list[Plan], audience: Audience, against: str | None
) -> Plan | None:
    """The one plan that makes the reference column."""
    from plancmp.compare.align import references
    from plancmp.compare.labels import label

    if against is None:
        return None
    if against == "all":
        raise UsageError(
            "--against all 用于 check；diff 的参照列只能是一份规划",
            "--against all is for check; a diff has one reference column",
        )
    found: dict[str, Plan] = {}
    for plan in plans:
        for reference in references(catalogue, plan, against):
            if reference.plan.role == "plan" or against == reference.plan.id:
                found[reference.plan.id] = reference.plan
    with_figures = [p for p in found.values() if p.targets and p.audience in (audience, None)]
    if not with_figures:
        named = "、".join(p.title for p in found.values()) or against
        ids = ", ".join(found) or against
        kind, kind_en = label(audience), label(audience, "en").lower()
        raise UsageError(
            f"“{named}”没有可作参照的{kind}目标值",
            f"no figures for {kind_en} of “{ids}” to compare with",
        )
    if len(with_figures) > 1:
        levels = {catalogue.level_of(p) for p in with_figures}
        names = [p.id for p in with_figures]
        if levels != {Level.NATION}:
            raise UsageError(
                f"“{against}”对所选规划不是同一份文件：{'、'.join(names)}；请写 id",
                f"“{against}” means several documents here: {', '.join(names)}; give an id",
            )
    return with_figures[0]
