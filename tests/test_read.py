"""``plancmp read``: what is made of an expression, told to a person."""

from __future__ import annotations

import pytest
from conftest import Run


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        ("力争达到95%以上", "语气：争取。", "Firmness: strive."),
        ("鼓励达到95%以上", "语气：鼓励推进。", "Firmness: encourage."),
    ],
)
def test_the_softer_wordings_are_pointed_out(run: Run, expression: str, zh: str, en: str) -> None:
    told = run("read", expression).out
    assert "≥95%" in told
    assert zh in told
    assert en in run("read", expression, "--lang", "en").out


@pytest.mark.parametrize("expression", ["达到95%以上", "确保达到95%以上"])
def test_a_firm_wording_is_what_is_expected_and_not_remarked(run: Run, expression: str) -> None:
    told = run("read", expression).out
    assert "≥95%" in told
    assert "语气" not in told
