"""plancmp plot: pictures of the comparison as files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final, NamedTuple

from plancmp.cli.choices import DRAWN_AGAINST
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.session import choose_plans, language, open_catalogue, tool_version
from plancmp.cli.streams import complain, make_folder, probe, write
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.labels import label
from plancmp.compare.model import Field, Indicator, Plan


class PictureKind(StrEnum):
    """What to draw."""

    DOTS = "dots"
    COVERAGE = "coverage"


class PictureFormat(StrEnum):
    """Files we write."""

    SVG = "svg"
    PNG = "png"


_NEEDED: Final = ("matplotlib", "pylopdf_fonts_zh_cn")


class Picture(NamedTuple):
    """A picture to be drawn: its file's name without the ending, its title, and what draws it
    in a format."""

    name: str
    title: str
    draw: Callable[[str], bytes]


def plot(
    places: opt.Places = None,
    kind: Annotated[
        PictureKind,
        typer.Option(
            "--kind",
            "-k",
            help=say(
                "dots：各领域的点图；coverage：谁列了哪些指标",
                "dots: dot plots by field; coverage: who states what",
            ),
        ),
    ] = PictureKind.DOTS,
    audience: opt.AudienceOption = None,
    field: opt.FieldOption = None,
    indicator: opt.IndicatorsOption = None,
    against: opt.BaselinesOption = None,
    all_: opt.AloneOption = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR_OR_FILE",
            help=say(
                "文件（一幅图）或文件夹（每幅一个文件）",
                "a file (one picture) or a folder (a file for each)",
            ),
        ),
    ] = None,
    format_: Annotated[
        PictureFormat | None,
        typer.Option(
            "--format",
            "-F",
            help=say("缺省随文件名，否则 svg", "by the file's name, else svg"),
        ),
    ] = None,
    lang: opt.LangOption = None,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:
    from plancmp.compare.places import find_indicator

    require_extra()
    if kind is PictureKind.COVERAGE and (against or indicator):
        raise UsageError(say("--against、--indicator 只用于 --kind dots",
                             "--against and --indicator go with --kind dots only"))  # fmt: skip
    form, folder = _destination(output, format_)
    loaded = open_catalogue(catalogue, with_)
    plans = choose_plans(loaded, places or (), audience, language(lang))
    if kind is PictureKind.DOTS:
        wanted = [find_indicator(loaded, name) for name in indicator or ()]
        baselines = against or DRAWN_AGAINST
        pictures = dot_pictures(loaded, plans, baselines, field or (), wanted, all_, language(lang))
    else:
        pictures = _coverage(loaded, plans, field or (), all_, language(lang))
    if not pictures:
        raise UsageError(say("没有可画的数值；去掉一些限制，或加 --all",
                             "no figures to draw; ask for more, or add --all"))  # fmt: skip
    if folder is None and len(pictures) > 1:
        names = "、".join(name for name, _, _ in pictures)
        raise UsageError(
            say(f"这里有 {len(pictures)} 幅图（{names}）；--output 给一个文件夹，或用 -a、-f 选定一幅",
                f"these are {len(pictures)} pictures ({names}); give --output a folder, "
                "or choose one by -a and -f")
        )  # fmt: skip
    for name, _, draw in pictures:
        path = output if folder is None else folder / f"{name}.{form}"
        write(draw(form), path)
        if path is not None:
            complain(say(f"已写 {path}", f"wrote {path}"))


def require_extra() -> None:
    """Raise :class:`UsageError` when what pictures need is not installed."""
    if any(find_spec(name) is None for name in _NEEDED):
        raise UsageError(
            say(
                "画图需要 matplotlib 和中文字体；pip install 'plancmp[plot]'",
                "pictures need matplotlib and a Chinese font: pip install 'plancmp[plot]'",
            )
        )


def _destination(output: Path | None, form: PictureFormat | None) -> tuple[str, Path | None]:
    """The format, and the folder if it is one; found out before any work."""
    if output is None:
        if sys.stdout.isatty():
            raise UsageError(say("图不能打印在终端；加 --output 文件或文件夹",
                                 "a picture cannot be printed; add --output, a file or a folder"))  # fmt: skip
        return (form or PictureFormat.SVG).value, None
    ending = output.suffix.lower().removeprefix(".")
    if ending and not output.is_dir():
        if ending not in list(PictureFormat):
            raise UsageError(say(f"不会写 {output.suffix} 图；可用 .svg、.png",
                                 f"cannot write {output.suffix}; use .svg or .png"))  # fmt: skip
        if form is not None and form != ending:
            raise UsageError(say(f"--format {form} 与文件名 {output} 不符",
                                 f"--format {form} is not what {output} says"))  # fmt: skip
        probe(output)
        return ending, None
    if not output.is_dir():
        probe(output)  # its parent: the folder itself is ours to make
        make_folder(output)
    return (form or PictureFormat.SVG).value, output


def _source(catalogue: Catalogue) -> str:
    version = tool_version()
    return say(f"plancmp {version}，数据 {catalogue.version}",
               f"plancmp {version}, catalogue {catalogue.version}")  # fmt: skip


def dot_pictures(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    against: Sequence[str],
    fields: Sequence[Field],
    indicators: Sequence[Indicator],
    everything: bool,
    lang: str,
) -> list[Picture]:
    """A dot plot for each audience and field that has figures to draw."""
    from plancmp.compare.align import audiences
    from plancmp.compare.plots.dots import dot_plot
    from plancmp.compare.scale_rows import scales
    from plancmp.compare.scales import ScaleReport

    source = _source(catalogue)

    def picture(report: ScaleReport, field: Field) -> Picture:
        def draw(form: str) -> bytes:
            return dot_plot(catalogue, report, field, form=form, lang=lang,
                            show_all=everything or bool(indicators), source=source)  # fmt: skip

        title = f"{label(report.audience, lang)} · {label(f'field.{field}', lang)}"
        return Picture(f"dots-{report.audience}-{field}", title, draw)

    reports = [
        scales(catalogue, plans, audience, against, fields=fields, indicators=indicators,
               show_all=everything)
        for audience in audiences(plans)
    ]  # fmt: skip
    return [picture(report, field) for report in reports for field in report.fields]


def _coverage(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    fields: Sequence[Field],
    everything: bool,
    lang: str,
) -> list[Picture]:
    from plancmp.compare.align import audiences
    from plancmp.compare.coverage import CoverageReport, coverage
    from plancmp.compare.plots.coverage_map import coverage_map, is_empty

    source = _source(catalogue)

    def picture(report: CoverageReport) -> Picture:
        def draw(form: str) -> bytes:
            return coverage_map(catalogue, report, form=form, lang=lang, source=source)

        return Picture(f"coverage-{report.audience}", label(report.audience, lang), draw)

    reports = [
        coverage(catalogue, plans, audience, fields, everything=everything)
        for audience in audiences(plans)
    ]
    return [picture(r) for r in reports if not is_empty(r)]
