"""plancmp strip: every indicator as a line of text, with everyone where they stand."""

from __future__ import annotations

import os
import shutil
import sys

from plancmp.cli.choices import DRAWN_AGAINST, Format
from plancmp.cli.lazily import opt
from plancmp.cli.session import choose_plans, emit, language, open_catalogue


def strip(
    places: opt.Places = None,
    audience: opt.AudienceOption = None,
    field: opt.FieldOption = None,
    indicator: opt.IndicatorsOption = None,
    against: opt.BaselinesOption = None,
    all_: opt.AloneOption = False,
    format_: opt.FormatOption = Format.TABLE,
    output: opt.OutputOption = None,
    bom: opt.BomOption = False,
    lang: opt.LangOption = None,
    ascii_: opt.AsciiOption = False,
    catalogue: opt.CatalogueOption = None,
    with_: opt.WithOption = None,
) -> None:
    from plancmp.compare.align import audiences
    from plancmp.compare.bundle import Bundle
    from plancmp.compare.places import find_indicator
    from plancmp.compare.scale_rows import scales
    from plancmp.compare.strips import StripReport

    loaded = open_catalogue(catalogue, with_)
    plans = choose_plans(loaded, places or (), audience, language(lang))
    wanted = [find_indicator(loaded, name) for name in indicator or ()]
    terminal = output is None and sys.stdout.isatty()
    plain = ascii_ or (output is None and not _can_draw())
    reports = [
        StripReport(
            scales(loaded, plans, one, against or DRAWN_AGAINST, fields=field or (),
                   indicators=wanted, show_all=all_),
            width=_width(terminal),
            ascii_only=plain,
        )
        for one in audiences(plans)
    ]  # fmt: skip
    if wanted:
        # an indicator of the children's plans need not be one of the women's
        reports = [r for r in reports if r.report.scales] or reports[:1]
    query = {
        "plans": [p.id for p in plans],
        "audience": audience,
        "field": list(field or ()),
        "indicator": [i.id for i in wanted],
        "against": list(against or DRAWN_AGAINST),
        "all": all_,
    }
    emit("strip", query, loaded, Bundle("strips", reports), form=format_, output=output,
         lang=language(lang), ascii_only=plain, bom=bom)  # fmt: skip


def _width(terminal: bool) -> int:
    """The terminal's width, or ``COLUMNS``; 80 in a pipe or file, where a table has no width."""
    columns = os.environ.get("COLUMNS", "")
    if terminal:
        return max(20, shutil.get_terminal_size((80, 24)).columns)
    return max(20, int(columns)) if columns.isdigit() else 80


def _can_draw() -> bool:
    """Whether standard output can show the signs; † has a substitute of its own."""
    from plancmp.compare.strip_lines import DRAWING

    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        DRAWING.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
