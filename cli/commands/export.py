"""plancmp export: the comparison as a briefing paper in Markdown, or as a page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from plancmp.cli.choices import DRAWN_AGAINST
from plancmp.cli.completion import complete_place
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import language, open_catalogue, tell_not_collected, tool_version
from plancmp.cli.streams import complain, make_folder, probe, write
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.labels import label
from plancmp.compare.model import Audience, Confidence, Jurisdiction, Plan
from plancmp.compare.places import Selection

if TYPE_CHECKING:
    from plancmp.compare.briefing.request import Part, Request


class Paper(StrEnum):
    """What a comparison is exported as."""

    MARKDOWN = "markdown"
    HTML = "html"


def export(
    places: opt.Places = None,
    audience: opt.AudienceOption = None,
    field: opt.FieldOption = None,
    against: opt.AgainstOption = None,
    home: Annotated[
        str | None,
        typer.Option(
            "--home",
            metavar="PLACE",
            help=say("以该地口吻写（我区、我市）", "write from this place's point of view"),
            autocompletion=complete_place,
        ),
    ] = None,
    parts: Annotated[
        str | None,
        typer.Option(
            "--parts",
            metavar="PART,...",
            help=say(
                "只要这些部分：summary、overview、judgement、fields、upper、concerns、proposals、"
                "table、sources、incomparable、notes、citation",
                "only these parts: summary, overview, judgement, fields, upper, concerns, proposals, "
                "table, sources, incomparable, notes, citation",
            ),
        ),
    ] = None,
    heading_level: Annotated[
        int,
        typer.Option(
            "--heading-level",
            min=1,
            max=3,
            help=say(
                "标题从第几级起，便于并入别的文稿", "level of the title, to fit another paper"
            ),
        ),
    ] = 1,
    evidence: Annotated[
        Confidence,
        typer.Option(
            "--evidence",
            help=say("依据低于此级的上级数值标 †", "mark upper-level figures below this with †"),
        ),
    ] = Confidence.SECONDARY,
    pictures: Annotated[
        bool,
        typer.Option(
            "--pictures",
            help=say(
                "附各领域的点图（PNG），放在文稿旁的文件夹里",
                "with a dot plot (PNG) for each field, in a folder beside the paper",
            ),
        ),
    ] = False,
    format_: Annotated[
        Paper,
        typer.Option(
            "--format",
            "-F",
            help=say(
                "markdown 为简报；html 为单个网页文件，可筛选、查找、打印",
                "markdown: a briefing paper; html: a page in one file to filter, search and print",
            ),
        ),
    ] = Paper.MARKDOWN,
    output: opt.OutputOption = None,
    lang: opt.LangOption = None,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:
    from plancmp.compare.align import require_plans
    from plancmp.compare.briefing.document import briefing
    from plancmp.compare.briefing.request import Request
    from plancmp.compare.check import DEFAULT_AGAINST
    from plancmp.compare.places import select_plans

    wanted = _parts(parts)
    if format_ is Paper.HTML:
        _refuse("--parts", parts is not None)
        _refuse("--heading-level", heading_level != 1)
        _refuse("--pictures", pictures)
    folder = _picture_folder(output) if pictures else None
    probe(output)
    loaded = open_catalogue(catalogue, with_)
    place = _home(loaded, home)
    names = list(places or ())
    chosen = select_plans(loaded, names, audience)
    if place is not None and all(p.jurisdiction != place.id for p in chosen.plans):
        chosen = _with_home(chosen, select_plans(loaded, [place.id], audience), place, audience)
    tell_not_collected(chosen.not_collected, language(lang))
    require_plans(chosen.plans)
    _tell_left_out(place, chosen.plans)
    request = Request(
        plans=chosen.plans,
        version=tool_version(),
        fields=tuple(field or ()),
        against=tuple(against or DEFAULT_AGAINST),
        evidence=evidence,
        home=place,
        parts=wanted,
        level=heading_level,
        lang=language(lang),
        not_collected=chosen.not_collected,
    )
    text = _page(loaded, request) if format_ is Paper.HTML else briefing(loaded, request)
    if folder is not None:
        text += _pictures(loaded, request, against or DRAWN_AGAINST, folder)
    write(text, output, utf8=True)


def _refuse(option: str, given: bool) -> None:
    """Options of the paper that a page, which holds everything, has no use for."""
    if given:
        raise UsageError(
            say(
                f"{option} 只用于 --format markdown；网页收录全部内容，去掉它",
                f"{option} is for --format markdown; a page holds everything, leave it out",
            )
        )


def _picture_folder(output: Path | None) -> Path:
    """The folder for pictures beside the paper; found out before any work."""
    from plancmp.cli.commands.plot import require_extra

    require_extra()
    if output is None:
        raise UsageError(
            say(
                "--pictures 要把图放在文稿旁；加 --output 文件",
                "--pictures puts pictures beside the paper: add --output, a file",
            )
        )
    return output.with_name(f"{output.stem}-pictures")


def _pictures(catalogue: Catalogue, request: Request, against: Sequence[str], folder: Path) -> str:
    """Write a dot plot for each field, and return the annex that shows them."""
    from urllib.parse import quote

    from plancmp.cli.commands.plot import dot_pictures

    drawn = dot_pictures(catalogue, request.plans, against, request.fields, (), False, request.lang)
    if not drawn:
        return ""
    make_folder(folder)
    lines = ["", f"{'#' * (request.level + 1)} {say('附图', 'Pictures')}", ""]
    for name, title, draw in drawn:
        write(draw("png"), folder / f"{name}.png")
        lines += [f"![{title}]({quote(folder.name)}/{name}.png)", ""]
    return "\n".join(lines)


def _page(catalogue: Catalogue, request: Request) -> str:
    from plancmp.compare.page import render_page
    from plancmp.compare.page.pinyin import reader

    if reader() is None:
        complain(
            say(
                "未安装 pypinyin，网页不能按拼音查找；可装 plancmp[html] 后重做",
                "pypinyin is not installed: the page cannot be searched by pinyin; install "
                "plancmp[html] and export again",
            )
        )
    home = request.home.id if request.home else None
    return render_page(
        catalogue,
        sorted(request.plans, key=lambda p: p.jurisdiction != home),
        against=request.against,
        lang=request.lang,
        evidence=request.evidence,
        fields=request.fields,
        not_collected=request.not_collected,
        version=request.version,
    )


def _parts(text: str | None) -> tuple[Part, ...]:
    """The parts of a comma-separated list, in the order of the paper; all when none is given."""
    from plancmp.compare.briefing.request import Part

    if text is None:
        return tuple(Part)
    words = [w.strip() for w in text.replace("，", ",").split(",") if w.strip()]
    known = [p.value for p in Part]
    wrong = "、".join(w for w in words if w not in known)
    if wrong or not words:
        names = ", ".join(known)
        raise UsageError(
            say(
                f"--parts 没有“{wrong or '（空）'}”；可用：{names}",
                f"--parts: no part “{wrong or '(empty)'}”; there are: {names}",
            )
        )
    return tuple(p for p in Part if p.value in words)


def _home(catalogue: Catalogue, name: str | None) -> Jurisdiction | None:
    """The place that speaks. A plan id means its place."""
    from plancmp.compare.places import find_jurisdiction

    if name is None:
        return None
    if name in catalogue.plans:
        return catalogue.jurisdiction_of(catalogue.plans[name])
    place = find_jurisdiction(catalogue, name)
    if place is None:
        raise UsageError(
            say(
                f"--home 没有叫“{name}”的地方；用 plancmp plans 查看收录的规划",
                f"--home: no place called “{name}”; see plancmp plans",
            )
        )
    return place


def _tell_left_out(place: Jurisdiction | None, plans: Sequence[Plan]) -> None:
    """Say on standard error which audiences are left out, the home place having no such plan."""
    if place is None:
        return
    mine = {p.audience for p in plans if p.jurisdiction == place.id}
    for audience in dict.fromkeys(p.audience for p in plans if p.audience not in mine):
        if audience is not None:
            complain(
                say(
                    f"未收录{place.name}的{label(audience)}规划，这一部分从略",
                    f"no {label(audience, 'en').lower()}'s plan of {place.en}; that part is left out",
                )
            )


def _with_home(
    chosen: Selection, mine: Selection, place: Jurisdiction, audience: Audience | None
) -> Selection:
    """The home place's plans before those asked for, in the audiences that are compared."""
    present = {p.audience for p in chosen.plans}
    plans = [p for p in mine.plans if not present or p.audience in present]
    if not plans:
        raise UsageError(
            say(
                f"未收录{place.name}的相应规划",
                f"no corresponding plan of {place.en} in the catalogue",
            )
        )
    return Selection((*plans, *chosen.plans), chosen.not_collected)
