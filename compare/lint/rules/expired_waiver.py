"""A waiver past its date.

What. A waiver whose expiry lies before today although its finding is still there. It no longer
suppresses: the finding counts again.

Why. A waiver is a decision for a time; past it, somebody has to decide anew.

Source. The waiver's own date.

Example. A waiver until 2025-12-31, the finding still there in 2026.

中文

豁免已过期。

查什么：豁免的日期已过，而所豁免的问题仍在。过期的豁免不再起作用，该发现重新计数。

为什么：豁免是一段时间内的决定，过期须重新决定。

依据：豁免自己写明的日期。

例：豁免至2025-12-31，到2026年问题仍在。
"""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.lint.engine import Context, Finding, Severity, in_force
from plancmp.compare.model import Place

ID = "expired-waiver"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Look at the date of each waiver that still has a finding behind it."""
    found = {(target, f.rule): f for f in context.found for target in f.targets}
    for waiver in context.catalogue.waivers:
        finding = found.get((waiver.target, waiver.rule))
        if finding is None or in_force(waiver, context.today):
            continue
        yield Finding(
            ID,
            SEVERITY,
            finding.plans,
            (waiver.target,),
            (),
            f"豁免（{waiver.target}，{waiver.rule}）已于{waiver.expires}到期，不再起作用；"
            f"原理由：{waiver.reason}。请重新决定。",
            f"waiver ({waiver.target}, {waiver.rule}) expired on {waiver.expires} and no longer "
            f"counts; its reason was: {waiver.reason}. It needs deciding anew.",
            Place(waiver.file, waiver.line),
        )
