"""What is fuzzed (docs/fuzzing.md) holds on the seeds, so that a hunt starts from sound ground."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "fuzz.py"
TARGETS = ("goal", "expression", "numbers", "catalogue", "compiled", "reports", "document", "store",
           "cells", "page")  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_every_promise_holds_on_the_seeds(target: str) -> None:
    ran = subprocess.run([sys.executable, SCRIPT, target, "--seeds"], capture_output=True, text=True,
                         encoding="utf-8", check=False)  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(f"{target}: ")


def test_a_target_that_is_not_there_is_told_and_those_that_are_are_named() -> None:
    ran = subprocess.run([sys.executable, SCRIPT, "gaol"], capture_output=True, text=True,
                         encoding="utf-8", check=False)  # fmt: skip
    assert ran.returncode == 2
    assert all(target in ran.stderr for target in TARGETS)
