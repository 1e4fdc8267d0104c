"""plancmp check: plans against baselines, with a verdict by exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from plancmp.cli.choices import Format
from plancmp.cli.completion import complete_verdicts
from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.language import say
from plancmp.cli.lazily import opt, typer
from plancmp.cli.progress import progress
from plancmp.cli.session import emit, language, open_catalogue, tell_not_collected
from plancmp.cli.streams import complain
from plancmp.compare.errors import UsageError
from plancmp.compare.model import Confidence

if TYPE_CHECKING:
    from plancmp.compare.verdict import VerdictCode


def check(
    places: opt.Places = None,
    audience: opt.AudienceOption = None,
    against: opt.AgainstOption = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="VERDICT,...",
            autocompletion=complete_verdicts,
            help=say(
                "出现这些判断时退出码为 1，none 为不计",
                "verdicts that make the exit status 1, or none",
            ),
        ),
    ] = "looser",
    evidence: opt.EvidenceOption = Confidence.SECONDARY,
    year: opt.YearOption = None,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet", "-q", help=say("不打印，只看退出码", "print nothing, only the exit status")
        ),
    ] = False,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> ExitCode:
    from plancmp.compare.check import DEFAULT_AGAINST, check_plans, require_judged
    from plancmp.compare.places import select_plans

    gates = _gates(fail_on)
    loaded = open_catalogue(catalogue, with_)
    chosen = select_plans(loaded, places or (), audience)
    references = tuple(against or DEFAULT_AGAINST)
    with progress("对照规划", "checking plans") as told:
        report = check_plans(
            loaded, chosen.plans, references, fail_on=gates, evidence=evidence,
            not_collected=chosen.not_collected, year=year, progress=told,
        )  # fmt: skip
    tell_not_collected(chosen.not_collected, language(lang))
    require_judged(report)
    for zh, en in report.remarks:
        complain(zh if language(lang) == "zh" else en)
    query = {
        "plans": [p.id for p in chosen.plans],
        "audience": audience,
        "against": list(references),
        "fail_on": [g.value for g in gates],
        "evidence": evidence,
        "year": year,
    }
    if not quiet or output is not None:
        emit("check", query, loaded, report, form=format_, output=output, lang=language(lang),
             ascii_only=ascii_, bom=bom)  # fmt: skip
        if format_ is Format.TABLE and output is None:
            _closing(report.judged, report.stated, report.failures, fail_on, language(lang))
    if report.failures:
        return ExitCode.FINDINGS
    if not report.attested:
        raise UsageError(
            f"可判断的 {report.judged} 项，依据都不到 {evidence}，不能算通过；"
            "核对上级文件，或用 --evidence 放宽",
            f"all {report.judged} that could be judged are attested less well than {evidence}: "
            "that is not a pass; check the documents, or widen with --evidence",
        )
    return ExitCode.OK


def _gates(fail_on: str) -> tuple[VerdictCode, ...]:
    from plancmp.compare.suggest import one_of, suggestion
    from plancmp.compare.verdict import VerdictCode

    words = [w.strip() for w in fail_on.split(",") if w.strip()]
    if words == ["none"]:
        return ()
    if not words:
        raise UsageError(
            "--fail-on 是空的；写判断的名称，或写 none",
            "--fail-on is empty; name verdicts, or none",
        )
    out = []
    for word in words:
        try:
            out.append(VerdictCode(word))
        except ValueError:
            known = [c.value for c in VerdictCode]
            zh, en = suggestion(word, known) or one_of(known)
            raise UsageError(
                f"--fail-on 没有“{word}”；{zh}", f"--fail-on: there is no verdict “{word}”; {en}"
            ) from None
    return tuple(out)


def _closing(judged: int, stated: int, failing: int, fail_on: str, lang: str) -> None:
    from plancmp.cli.streams import write

    zh = f"共 {stated} 项基准目标，可判断 {judged} 项；计入退出码（{fail_on}）的 {failing} 项。\n"
    en = f"{judged} of {stated} baseline targets judged; {failing} of them {fail_on} (exit status).\n"
    write(zh if lang == "zh" else en, None)
