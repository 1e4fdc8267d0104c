"""What a finding of the proof says, in Chinese and English."""

from __future__ import annotations

from typing import Final

from plancmp.compare.proof.report import Finding, FindingCode
from plancmp.compare.sheets import where_text

__all__ = ["finding_text"]

_TEXTS: Final = {
    FindingCode.SHA256_DIFFERS: (
        "原文不是录入时的那一份（sha256 为 {subject}）；找回原件，或重读后更新 sha256",
        "the text is not the one that was read (sha256 {subject}); find that one, "
        "or read this one anew and update sha256",
    ),
    FindingCode.PLAN_NOT_FOUND: (
        "原文里没有标题“{subject}”；核对 title 和 source.file",
        "the text has no title “{subject}”; check title and source.file",
    ),
    FindingCode.NO_SUCH_PLACE: (
        "原文没有这一处（标题、列表或条目号不对）；“{subject}”{elsewhere}",
        "the text has no such place (heading, list or item); “{subject}” {elsewhere}",
    ),
    FindingCode.NOT_IN_PLACE: (
        "这一条里没有“{subject}”；{elsewhere}",
        "this item does not say “{subject}”; {elsewhere}",
    ),
    FindingCode.FIGURE_NOT_WRITTEN: (
        "表述里没有目标值 {subject}；改正 goal、written 或 part",
        "the expression does not hold the goal's {subject}; correct goal, written or part",
    ),
    FindingCode.FEWER_TARGETS: (
        "“{subject}”前面说到的率比目标多；补录漏掉的那个",
        "more rates are named before “{subject}” than there are targets; enter the missing one",
    ),
    FindingCode.YEAR_NOT_STATED: (
        "这一处没有写目标年 {subject}；改正 year 或出处",
        "the due year {subject} is not stated here; correct year or the place",
    ),
    FindingCode.YEARS_OUT_OF_ORDER: (
        "同一句里后一个数的目标年（{subject}）不晚于前一个；核对 part 和 year",
        "a later figure of one expression is due no later ({subject}) than the one before; "
        "check part and year",
    ),
    FindingCode.BASE_NOT_STATED: (
        "这一处没有写基期 {subject}；改正 goal",
        "the base {subject} is not stated here; correct the goal",
    ),
    FindingCode.UNIT_DIFFERS: (
        "表中单位印作“{subject}”，与目标值的单位不同；改正 goal",
        "the table prints the unit “{subject}”, the goal has another; correct the goal",
    ),
    FindingCode.ITEM_WITHOUT_ENTRY: (
        "目标列表的第 {subject} 条没有录入；补录，没有数量的写 qualitative",
        "item {subject} of the list of goals has no entry; enter it, qualitative if it "
        "names no quantity",
    ),
    FindingCode.UNCOVERED_NUMERAL: (
        "数字“{subject}”没有着落；是目标就录入，不是就在 exclusions 写明理由",
        "numeral “{subject}” is no target's; enter the target, or exclude it with a reason",
    ),
    FindingCode.STALE_EXCLUSION: (
        "排除项“{subject}”已无对应的数字；删去它",
        "the exclusion of “{subject}” meets no numeral left over; delete it",
    ),
}  # fmt: skip


def finding_text(finding: Finding, lang: str) -> str:
    """One finding in one line, without its place. It quotes the catalogue, never the text."""
    zh, en = _TEXTS[finding.code]
    pattern = zh if lang == "zh" else en
    return pattern.format(subject=finding.subject, elsewhere=_elsewhere(finding, lang))


def _elsewhere(finding: Finding, lang: str) -> str:
    if not finding.elsewhere:
        return "全文也没有" if lang == "zh" else "nor does any other place"
    places = [where_text(w, lang) for w in finding.elsewhere]
    return "见于" + "、".join(places) if lang == "zh" else "it stands in " + "; ".join(places)
