"""The real catalogue against the real texts, where they are at hand.

The texts are no part of the project: set ``PLANCMP_SOURCES`` to the folder that holds them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from plancmp.compare.loader import load
from plancmp.compare.proof.report import VerifyReport
from plancmp.compare.proof.verify import prove
from plancmp.compare.sources import read_sources

ROOT = Path(__file__).parent.parent
FOLDER = os.environ.get("PLANCMP_SOURCES")

pytestmark = pytest.mark.skipif(
    not FOLDER,
    reason="the source texts are not part of the project: set PLANCMP_SOURCES to their folder",
)


@pytest.fixture(scope="module")
def report() -> VerifyReport:
    catalogue = load()
    plans = catalogue.local_plans()
    return prove(catalogue, plans, read_sources(Path(FOLDER or ""), plans))


def test_the_catalogue_is_proved_against_the_texts(report: VerifyReport) -> None:
    assert [(f.plan, f.code.value, f.where, f.subject) for f in report.findings] == []


def test_the_texts_are_the_ones_that_were_read(report: VerifyReport) -> None:
    assert len(report.sources) == 5
    assert all(s.matches for s in report.sources)


def test_every_numeral_of_every_plan_is_accounted_for(report: VerifyReport) -> None:
    assert len(report.plans) == 7
    for proof in report.plans:
        assert proof.numerals == proof.claimed + sum(proof.excluded.values())


def test_at_least_95_of_100_slips_within_reach_are_caught() -> None:
    script = ROOT / "scripts" / "mutate_catalogue.py"
    ran = subprocess.run(
        [sys.executable, str(script), "--sources", FOLDER or "", "--count", "100"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    total = next(line for line in ran.stdout.splitlines() if line.startswith("all "))
    made, _, _, caught, equivalent, beyond, missed = map(int, total.split()[1:])
    assert made == 100
    assert made == caught + equivalent + beyond + missed
    assert caught >= 0.95 * (caught + missed)
