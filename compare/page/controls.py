"""What the reader sets: audience, search, fields, places, rows, order. Works by the script
alone, so it is hidden until that runs."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.labels import label
from plancmp.compare.model import Field
from plancmp.compare.page.markup import Html, tag
from plancmp.compare.page.view import AudienceView
from plancmp.compare.page.words import word
from plancmp.compare.verdict import VerdictCode

__all__ = ["controls"]

_SHOW = ("numbers", "all", "shared", "unlike", "equal", "missing", "alone", "near", "words")
_SORT = ("document", "name", "plans")


def controls(
    catalogue: Catalogue, views: Sequence[AudienceView], lang: str, *, pinyin: bool
) -> Html:
    """The form of all controls. A reader who chooses nothing sees every row with a figure."""
    codes = {f.verdict.code for view in views for f in view.check.findings}
    first = [_audiences(views, lang)] if len(views) > 1 else []
    first.append(_search(lang, pinyin=pinyin))
    more = [
        _choice("show", lang, [(s, word(f"show.{s}", lang)) for s in _SHOW]),
    ]
    if codes:
        found = [(c.value, label(f"verdict.{c}", lang)) for c in VerdictCode if c in codes]
        more.append(_choice("verdict", lang, [("", word("verdict.any", lang)), *found]))
    more.append(_choice("sort", lang, [(s, word(f"sort.{s}", lang)) for s in _SORT]))
    fields = dict.fromkeys(f for view in views for f, _ in view.fields)
    ordered = [f for f in Field if f in fields]
    boxes = [
        _boxes("field", word("fields", lang), [(f, label(f"field.{f}", lang)) for f in ordered]),
        _boxes("place", word("places", lang), _places(catalogue, views, lang)),
    ]
    buttons = tag(
        "div",
        tag("button", word("reset", lang), type="reset"),
        tag("button", word("print", lang), type="button", id="print"),
        class_="buttons",
    )
    folded = tag(
        "details", tag("summary", word("controls", lang)),
        tag("div", *more, buttons, class_="choices"), *boxes, open=True,
    )  # fmt: skip
    form = tag("form", tag("div", *first, class_="first"), folded, id="controls",
               aria_label=word("controls", lang), hidden=True)  # fmt: skip
    status = tag("p", id="status", role="status", aria_live="polite", hidden=True)
    return Html(form + "\n" + status)


def _places(
    catalogue: Catalogue, views: Sequence[AudienceView], lang: str
) -> list[tuple[str, str]]:
    found = {p.jurisdiction: catalogue.jurisdiction_of(p) for view in views for p in view.plans}
    return [(id_, place.short if lang == "zh" else place.en) for id_, place in found.items()]


def _audiences(views: Sequence[AudienceView], lang: str) -> Html:
    labels = [
        tag(
            "label",
            tag("input", type="radio", name="audience", value=view.audience, checked=n == 0),
            tag("span", word("audience.option", lang, kind=label(view.audience, lang)),
                tag("span", f" {len(view.plans)}", class_="count")),
        )
        for n, view in enumerate(views)
    ]  # fmt: skip
    legend = tag("legend", word("audience", lang), class_="unseen")
    return tag("fieldset", legend, *labels, class_="switch")


def _search(lang: str, *, pinyin: bool) -> Html:
    hint = word("search.pinyin" if pinyin else "search.plain", lang)
    return tag(
        "label", tag("span", word("search", lang)),
        tag("input", type="search", name="q", placeholder=hint, autocomplete="off",
            spellcheck="false", enterkeyhint="search"),
        class_="search",
    )  # fmt: skip


def _choice(name: str, lang: str, options: Sequence[tuple[str, str]]) -> Html:
    found = [tag("option", said, value=value) for value, said in options]
    return tag("label", tag("span", word(name, lang)), tag("select", *found, name=name))


def _boxes(name: str, title: str, options: Sequence[tuple[str, str]]) -> Html:
    labels = [
        tag("label", tag("input", type="checkbox", name=name, value=value), tag("bdi", said))
        for value, said in options
    ]
    return tag("fieldset", tag("legend", title), *labels, class_="boxes")
