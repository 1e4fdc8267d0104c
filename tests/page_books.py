"""Catalogues the page is tested with: a small one, and one whose every text is hostile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from catalogues import INDICATORS, catalogue, plan, target, upper
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.page.markup import visible


def small(folder: Path) -> Catalogue:
    """Three places, a national outline, one province; one target that no plan states."""
    return catalogue(
        folder,
        plan("d-children", "dongguan", target("infant-mortality", "≤3.0‰"),
             target("enrolment-rate", "≥95%", heading="儿童与教育"),
             target("infant-mortality", "≤3.5‰", item=2, year=2025)),
        plan("q-children", "qingcheng", target("infant-mortality", "≤4.0‰"),
             target("myopia-rate", "≤38%", match="near", note="口径不同")),
        plan("y-children", "yueqing", target("infant-mortality", "≤5‰"),
             period="2021–2025"),
        plan("q-women", "qingcheng", target("women-on-committees", "≥30%")),
        upper("n-children", "nation", target("infant-mortality", "≤5‰", confidence="verified"),
              target("exercise-time", "≥1小时", confidence="recalled"), short="儿童纲要"),
    )  # fmt: skip


HOSTILE = (
    "|\\[red]\x1b[31m</script><script>pwned()</script><!--<img src=x onerror=pwned()>"
    "--></style></td></table>\"' onfocus='pwned()'&amp;\u202edesrever\u200b\u2066\ufeff\x07${x}$x"
    "]]>\ud800\u2028" + "长" * 3000
)
SHOWN = visible(HOSTILE)


def poisoned(value: Any) -> Any:
    """The same records with HOSTILE wherever a text says so: what no loader lets through."""
    if isinstance(value, str):
        plain = type(value) is str
        return value.replace("HOSTILE", HOSTILE) if plain else value
    if isinstance(value, tuple):
        return tuple(poisoned(v) for v in value)
    if isinstance(value, dict):
        return {k: poisoned(v) for k, v in value.items()}
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, Catalogue):
        changed = {n: poisoned(getattr(value, n)) for n in value.__dataclass_fields__}
        return replace(value, **changed)
    return value


def hostile(folder: Path) -> Catalogue:
    indicators = [
        INDICATORS[0] | {"zh": "HOSTILE率", "en": "HOSTILE rate", "aliases": ["HOSTILE"]},
        *INDICATORS[1:],
    ]
    clean = catalogue(
        folder,
        plan("d-children", "dongguan",
             target("infant-mortality", "≤3.0‰", heading="HOSTILE", note="HOSTILE",
                    suspect={"printed": "HOSTILE", "likely": "HOSTILE", "reason": "HOSTILE"}),
             target("nurseries", "qualitative", label="HOSTILE"),
             target("myopia-rate", "≥[HOSTILE]", match="near", note="HOSTILE"),
             title="HOSTILE规划", number="HOSTILE", note="HOSTILE"),
        plan("q-children", "qingcheng", target("infant-mortality", "≤4.0‰")),
        upper("n-children", "nation",
              target("infant-mortality", "≤5‰", confidence="secondary", evidence=["HOSTILE"]),
              title="HOSTILE纲要", short="HOSTILE"),
        indicators=indicators,
    )  # fmt: skip
    places = {
        id_: replace(p, short="HOSTILE", en="HOSTILE") if id_ == "dongguan" else p
        for id_, p in clean.jurisdictions.items()
    }
    return Catalogue(
        version=HOSTILE,
        jurisdictions=poisoned(places),
        scopes=clean.scopes,
        indicators=poisoned(clean.indicators),
        plans=poisoned(clean.plans),
        observations=(),
        exclusions=(),
        waivers=(),
    )
