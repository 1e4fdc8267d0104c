"""Invented texts in the five layouts the proof reads, each with its catalogue.

``proof_cases/<layout>/text.txt`` is a text, ``plans.yaml`` what a curator entered from it. A
test takes a case as it is, or with one thing changed in the text or in the catalogue.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from catalogues import text as catalogue_text
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.loader import load
from plancmp.compare.proof.report import VerifyReport
from plancmp.compare.proof.verify import prove
from plancmp.compare.sources import read_sources

CASES = Path(__file__).parent / "proof_cases"
LAYOUTS = ("labelled", "prose", "two_plans", "table", "gazette")

_UNITS = {
    "doctors": "名", "beds": "张", "hours": "小时", "skills": "项", "parks": "个", "bases": "个",
    "palaces": "所", "events": "次", "houses": "家", "places": "个/千人", "people": "人",
    "ratio": ":1", "minutes": "分钟", "rate-a": "%", "rate-b": "%", "rate-c": "%", "rate-d": "%",
    "level": None,
}  # fmt: skip
_INDICATORS = [
    {"id": name, "zh": name, "en": name.capitalize(), "field": "health", "polarity": "none"}
    | ({"unit": unit} if unit else {})
    for name, unit in _UNITS.items()
]


@dataclass(frozen=True)
class Case:
    """A text in a folder of its own, and the catalogue entered from it."""

    sources: Path
    file: Path
    catalogue: Catalogue

    def prove(self) -> VerifyReport:
        """The whole proof of the case."""
        plans = list(self.catalogue.plans.values())
        return prove(self.catalogue, plans, read_sources(self.sources, plans))

    def codes(self) -> list[str]:
        """The codes of what the proof finds."""
        return [f.code.value for f in self.prove().findings]


def case(
    folder: Path,
    layout: str,
    *,
    entry: tuple[str, str] | None = None,
    text: tuple[str, str] | None = None,
    sha256: str | None = None,
) -> Case:
    """A layout's case in ``folder``, with ``entry`` (old, new) changed in the catalogue or
    ``text`` in the text; the catalogue's sha256 is the text's unless given."""
    source = _changed((CASES / layout / "text.txt").read_text(encoding="utf-8"), text)
    plans = _changed((CASES / layout / "plans.yaml").read_text(encoding="utf-8"), entry)
    sources, book = folder / "sources", folder / "book"
    sources.mkdir()
    book.mkdir()
    (sources / "text.txt").write_text(source, encoding="utf-8")
    (book / "world.yaml").write_text(catalogue_text(indicators=_INDICATORS), encoding="utf-8")
    digest = sha256 or hashlib.sha256(source.encode()).hexdigest()
    (book / "plans.yaml").write_text(plans.replace("SHA256", digest), encoding="utf-8")
    return Case(sources, book, load(book))


def _changed(whole: str, change: tuple[str, str] | None) -> str:
    if change is None:
        return whole
    old, new = change
    assert whole.count(old) >= 1, f"nothing to change: {old}"
    return whole.replace(old, new, 1)
