"""Options that several commands share, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from plancmp.cli.choices import Format, Language
from plancmp.cli.completion import (
    complete_field,
    complete_indicator,
    complete_place,
    complete_reference,
)
from plancmp.cli.language import say
from plancmp.compare.model import Audience, Confidence, Field

Places = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PLACE]...",
        help=say(
            "地方或规划：东莞、dongguan、441900、dg、dongguan-children；缺省为全部",
            "places or plans: 东莞, dongguan, 441900, dg, dongguan-children; all by default",
        ),
        autocompletion=complete_place,
    ),
]
AudienceOption = Annotated[
    Audience | None,
    typer.Option("--audience", "-a", help=say("儿童规划或妇女规划", "children's or women's plans")),
]
FieldOption = Annotated[
    list[Field] | None,
    typer.Option("--field", "-f", help=say("只看某领域，可重复", "only this field; repeatable"),
                 autocompletion=complete_field),
]  # fmt: skip
YearOption = Annotated[
    int | None,
    typer.Option("--year", help=say("以该年为准取目标值", "what is stated as of this year"),
                 min=1990, max=2100),
]  # fmt: skip
EvidenceOption = Annotated[
    Confidence,
    typer.Option(
        "--evidence",
        help=say("依据达到此级才计入退出码", "weakest evidence that may affect the exit status"),
    ),
]
AgainstOption = Annotated[
    list[str] | None,
    typer.Option(
        "--against",
        help=say(
            "基准：national、province、all、地方或规划 id；可重复",
            "reference: national, province, all, a place or a plan id; repeatable",
        ),
        autocompletion=complete_reference,
    ),
]
BaselinesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--against",
        help=say(
            "基准：national（缺省）、province、all、none、地方或规划 id；可重复",
            "baseline: national (default), province, all, none, a place or a plan id; repeatable",
        ),
        autocompletion=complete_reference,
    ),
]
IndicatorsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        "-i",
        metavar="INDICATOR",
        help=say("只看某指标，可重复", "only this indicator; repeatable"),
        autocompletion=complete_indicator,
    ),
]
AloneOption = Annotated[
    bool,
    typer.Option(
        "--all",
        help=say("一项不略", "leave nothing out"),
    ),
]
FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        "-F",
        help=say(
            "输出格式；xlsx 用于 diff、list、check，junit、sarif、github 用于 check、lint",
            "output format; xlsx with diff, list, check; junit, sarif, github with check, lint",
        ),
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help=say("写入文件（整写整换）", "write to a file, atomically")),
]  # fmt: skip
BomOption = Annotated[
    bool,
    typer.Option("--bom", help=say("CSV 前加 BOM，供 Excel 识别 UTF-8",
                          "CSV with a byte order mark, for Excel")),
]  # fmt: skip
LangOption = Annotated[
    Language | None,
    typer.Option(
        "--lang", help=say("语言（或环境变量 PLANCMP_LANG）", "language (or PLANCMP_LANG)")
    ),
]
AsciiOption = Annotated[
    bool,
    typer.Option("--ascii", help=say("符号用 ASCII（>=、<=、^、v）", "ASCII signs (>=, <=, ^, v)")),
]
CatalogueOption = Annotated[
    Path | None,
    typer.Option(
        "--catalogue",
        metavar="DIR_OR_FILE",
        help=say("换用另一份数据", "use another catalogue instead of the built-in one"),
    ),
]
WithOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--with",
        metavar="FILE",
        help=say("叠加自己的规划，可重复", "lay a plan of your own over it; repeatable"),
    ),
]
IndicatorArgument = Annotated[
    str,
    typer.Argument(
        metavar="INDICATOR",
        help=say(
            "指标的 id、中文名、英文名、别名或其一部分",
            "id, Chinese or English name, alias, or part of one",
        ),
        autocompletion=complete_indicator,
    ),
]
