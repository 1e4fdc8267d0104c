"""The whole page: head, controls, a section an audience, annexes, and what the script needs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from string import Template

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import DEFAULT_AGAINST
from plancmp.compare.model import Audience, Confidence, Field, Jurisdiction, Plan
from plancmp.compare.names import folded
from plancmp.compare.page import annexes
from plancmp.compare.page.controls import controls
from plancmp.compare.page.markup import Html, Words, data_block, join, tag, text
from plancmp.compare.page.pinyin import Reader, reader
from plancmp.compare.page.tables import comparison, kind_of, summaries
from plancmp.compare.page.view import AudienceView, views
from plancmp.compare.page.words import SCRIPT_WORDS, word

__all__ = ["render_page"]


def render_page(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    *,
    against: Sequence[str] = DEFAULT_AGAINST,
    lang: str = "zh",
    evidence: Confidence = Confidence.SECONDARY,
    fields: Sequence[Field] = (),
    not_collected: Sequence[tuple[Jurisdiction, Audience | None]] = (),
    version: str = "",
) -> str:
    """The comparison of the plans as one HTML document: no file beside it, no network.

    The same arguments give the same bytes, whether pypinyin is there aside: with it the page
    can be searched by pinyin. Raises :class:`UsageError` when there is nothing to compare, or
    for a reference nothing answers to.
    """
    found = views(catalogue, plans, against, evidence, fields, not_collected)
    read = reader()
    title = _title(catalogue, found, lang)
    style, script = _part("page.css"), _part("page.js")
    body = [
        _head(catalogue, title, version, lang),
        controls(catalogue, found, lang, pinyin=read is not None),
        tag("noscript", tag("p", word("noscript", lang), class_="hint")),
        tag("main", *_sections(catalogue, found, lang, read), id="main", tabindex=-1),
        annexes.sources(catalogue, found, fields, lang),
        annexes.documents(catalogue, found, lang),
        annexes.notes(catalogue, found, lang, evidence=evidence, title=title, version=version,
                      pinyin=read is not None),
    ]  # fmt: skip
    data: dict[str, Words] = {
        "find": _names(catalogue, found, read),
        "words": {key: pair[0 if lang == "zh" else 1] for key, pair in SCRIPT_WORDS.items()},
    }
    return Template(_part("page.html")).substitute(
        lang="zh-CN" if lang == "zh" else "en",
        generator=text(f"plancmp {version}".strip()),
        title=text(title),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        skip=text(word("skip", lang)),
        body=join(body, "\n"),
        data=data_block("data", data),
    )


def _part(name: str) -> str:
    return files(__package__ or "plancmp.compare.page").joinpath(name).read_text("utf-8").strip()


def _hash(source: str) -> str:
    """What the page's own policy allows: this style and this script, and nothing else."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _title(catalogue: Catalogue, found: Sequence[AudienceView], lang: str) -> str:
    places = {p.jurisdiction: catalogue.jurisdiction_of(p) for v in found for p in v.plans}
    names = [p.short if lang == "zh" else p.en for p in places.values()]
    if len(names) > 6:
        said = word("others", lang, first=names[0], n=len(names), more=len(names) - 1)
    else:
        said = ("、" if lang == "zh" else ", ").join(names)
    # 妇女儿童 is the order of the term
    kinds = word("and", lang).join(kind_of(v, lang) for v in reversed(found))
    return word("title", lang, places=said, kinds=kinds)


def _head(catalogue: Catalogue, title: str, version: str, lang: str) -> Html:
    versions = word("versions", lang, version=version, data=catalogue.version)
    return tag(
        "header",
        tag("h1", tag("bdi", title)),
        tag("p", versions, class_="versions"),
        tag("p", word("lead", lang), class_="hint"),
    )


def _sections(
    catalogue: Catalogue, found: Sequence[AudienceView], lang: str, read: Reader | None
) -> Iterable[Html]:
    ranks = _ranks(catalogue, found, lang, read)
    for view in found:
        title = word("section", lang, kind=kind_of(view, lang))
        head = tag("h2", title, id=f"title-{view.audience}")
        parts: list[str] = [head]
        if missing := annexes.absent(catalogue, view, lang):
            parts.append(tag("p", missing, class_="hint"))
        parts += [
            summaries(catalogue, view, lang),
            tag("p", word("legend", lang), class_="legend"),
            tag("p", class_="filtered", hidden=True),
            comparison(catalogue, view, lang, ranks),
        ]
        yield tag("section", *parts, id=view.audience, class_="audience",
                  aria_labelledby=f"title-{view.audience}")  # fmt: skip


def _indicators(found: Sequence[AudienceView]) -> list[str]:
    rows = (row for view in found for _, some in view.fields for row in some)
    return list(dict.fromkeys(row.indicator for row in rows))


def _ranks(
    catalogue: Catalogue, found: Sequence[AudienceView], lang: str, read: Reader | None
) -> dict[str, int]:
    """The order of indicators by name: by pinyin where it is known, else by characters."""

    def name(indicator: str) -> tuple[str, str]:
        one = catalogue.indicators[indicator]
        if lang != "zh":
            return (one.en.casefold(), indicator)
        return (read(one.zh) if read else one.zh, indicator)

    return {one: n for n, one in enumerate(sorted(_indicators(found), key=name))}


def _names(
    catalogue: Catalogue, found: Sequence[AudienceView], read: Reader | None
) -> dict[str, list[list[str]]]:
    """What indicators and scopes (``~scope``) answer to: names as typed, and syllables."""
    out: dict[str, list[list[str]]] = {}
    for id_ in _indicators(found):
        one = catalogue.indicators[id_]
        out[id_] = _answers([one.zh, *one.aliases], [one.en, one.id], read)
    scopes = {row.scope for view in found for _, some in view.fields for row in some}
    for scope in sorted(s for s in scopes if s is not None):
        part = catalogue.scopes[scope]
        out[f"~{scope}"] = _answers([part.zh], [part.en, part.id], read)
    return out


def _answers(chinese: Sequence[str], latin: Sequence[str], read: Reader | None) -> list[list[str]]:
    typed = list(dict.fromkeys(folded(name) for name in (*chinese, *latin)))
    syllables = dict.fromkeys(read(name) for name in chinese) if read else {}
    return [typed, [s for s in syllables if s]]
