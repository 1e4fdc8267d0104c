"""plancmp validate: the catalogue is sound."""

from __future__ import annotations

from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.lazily import opt
from plancmp.cli.session import language, open_catalogue
from plancmp.cli.streams import complain, write


def validate(
    lang: opt.LangOption = None,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> ExitCode:
    from plancmp.compare.validate import validate_catalogue

    loaded = open_catalogue(catalogue, with_)
    problems = validate_catalogue(loaded)
    for problem in problems:
        complain(problem.text(language(lang)))
    targets = sum(len(p.targets) for p in loaded.plans.values())
    zh = f"{len(loaded.plans)} 份文件、{targets} 项目标、{len(loaded.indicators)} 个指标：" + (
        f"{len(problems)} 处问题。\n" if problems else "未发现问题。\n"
    )
    en = (
        f"{len(loaded.plans)} documents, {targets} targets, {len(loaded.indicators)} indicators: "
        + (f"{len(problems)} problems.\n" if problems else "no problem found.\n")
    )
    write(zh if language(lang) == "zh" else en, None)
    return ExitCode.FINDINGS if problems else ExitCode.OK
