"""What every test stands on: a plain environment, and the command line run in this process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from plancmp.cli.main import main
from plancmp.compare import loader
from plancmp.compare.catalogue import Catalogue

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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true",
        help="write the golden files anew; UPDATE_GOLDEN=1 does the same",
    )  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden"):
        os.environ["UPDATE_GOLDEN"] = "1"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PLANCMP_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PLANCMP_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PLANCMP_CACHE", "off")
    monkeypatch.setenv("_TYPER_FORCE_DISABLE_TERMINAL", "1")
    monkeypatch.setattr(sys, "argv", ["plancmp"])


@pytest.fixture(scope="session")
def real() -> Catalogue:
    """The built-in catalogue, read once."""
    return loader.load()


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], real: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run the command line in this process: ``run("list", "东莞")``.

    The built-in catalogue is not read anew for every run; everything else is as for users.
    """
    read = loader.load

    def load(
        catalogue: Path | None = None, overlays: Sequence[Path] = (), **more: Any
    ) -> Catalogue:
        if catalogue is None and not overlays:
            return real
        return read(catalogue, overlays, **more)

    monkeypatch.setattr(loader, "load", load)

    def call(*argv: object) -> Ran:
        capsys.readouterr()
        code = main([str(a) for a in argv])
        seen = capsys.readouterr()
        return Ran(int(code), seen.out, seen.err)

    return call
