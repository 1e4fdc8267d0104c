"""What every test stands on: a plain environment, and the command line run in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import settings
from plancmp.cli.main import main

# reproducible wherever it runs; to hunt, give a seed: pytest --hypothesis-profile=hunt
settings.register_profile("plancmp", deadline=None, derandomize=True, max_examples=120)
settings.register_profile("hunt", deadline=None, max_examples=3000)
settings.load_profile("plancmp")


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PLANCMP_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PLANCMP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PLANCMP_CACHE", "off")
    monkeypatch.setenv("_TYPER_FORCE_DISABLE_TERMINAL", "1")
    monkeypatch.setattr(sys, "argv", ["plancmp"])


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process: ``run("list", "东莞")``."""

    def call(*argv: object) -> Ran:
        capsys.readouterr()
        code = main([str(a) for a in argv])
        seen = capsys.readouterr()
        return Ran(int(code), seen.out, seen.err)

    return call
