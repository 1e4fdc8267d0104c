"""Hunts for inputs that break what reads the writing of others: coverage-guided fuzzing.

Each target (``fuzz_targets.py``) runs in a process of its own: atheris mutates its seeds and
keeps what reaches new code in plancmp. Texts are mostly mutated word by word, so that they stay
Chinese texts, goals and YAML; one in eight is mutated as bytes. A target fails on an unexpected
exception, a broken promise, more than 2 s of work or 500 MiB; the input is then kept in
``build/fuzz/TARGET/``.

Usage: python scripts/fuzz.py [TARGET …] [--seconds 60] [--runs N] [--again FILE] [--seeds]

``--again`` runs one target on one kept input, ``--seeds`` the targets on their seeds alone;
neither needs atheris. `make fuzz` sets up the environment. Exit status: 0 nothing found, 1 a
target failed, 2 trouble.
"""

# ruff: noqa: T201 - a command of its own prints

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "fuzz"
MOST_SECONDS = 2.0
MOST_MEMORY = 500  # MiB
BYTEWISE = 8  # one in so many


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all when none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (60)")
    parser.add_argument("--runs", type=int, default=-1, help="inputs for each target, at most")
    parser.add_argument("--again", type=Path, help="run one target on this input alone")
    parser.add_argument("--seeds", action="store_true", help="run the targets on their seeds alone")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Run what the command line asks for."""
    asked = _arguments()
    if asked.child:
        return _hunt(asked.targets[0], asked.seconds, asked.runs)
    from fuzz_targets import TARGETS, cleared

    unknown = [name for name in asked.targets if name not in TARGETS]
    if unknown:
        print(f"no target {', '.join(unknown)}; there are {', '.join(TARGETS)}", file=sys.stderr)
        return 2
    names = asked.targets or list(TARGETS)
    try:
        if asked.again:
            TARGETS[names[0]].check(asked.again.read_bytes())
            print(f"{names[0]}: holds")
            return 0
        if asked.seeds:
            for name in names:
                seeds = list(TARGETS[name].seeds())
                for seed in seeds:
                    TARGETS[name].check(seed)
                print(f"{name}: {len(seeds)} seeds")
            return 0
    finally:
        cleared()
    return max([_watched(name, asked.seconds, asked.runs) for name in names])


def _watched(name: str, seconds: int, runs: int) -> int:
    """Run one target in a process of its own and say how it went."""
    command = [sys.executable, __file__, name, "--child"]
    command += ["--seconds", str(seconds), "--runs", str(runs)]
    began = time.monotonic()
    log = KEPT / name / "log.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    memory = "/dev/shm"
    # the process ends without clearing up; its files live in memory where there is such a place
    with (
        log.open("w", encoding="utf-8", errors="replace") as stream,
        tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder,
    ):
        ran = subprocess.run(
            command, stdout=stream, stderr=stream, check=False, env=os.environ | {"TMPDIR": folder}
        )
    said = log.read_text("utf-8", errors="replace")
    counts = re.findall(r"^#(\d+)\t|number_of_executed_units: (\d+)", said, re.MULTILINE)
    tried = max((int(a or b) for a, b in counts), default=0)
    took = time.monotonic() - began
    if ran.returncode == 0:
        print(f"{name}: {tried:,} inputs in {took:.0f} s, nothing found", flush=True)
        return 0
    print(f"{name}: failed after {tried:,} inputs in {took:.0f} s", flush=True)
    _, _, shown = said.rpartition("=== Uncaught Python exception: ===")
    shown = shown.partition("\n==")[0] if shown != said else said[-2000:]
    print("\n".join(line[:500] for line in shown.strip().splitlines()))
    print(f"  kept in {log.parent}", flush=True)
    return 1


def _hunt(name: str, seconds: int, runs: int) -> int:
    """Fuzz one target; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["plancmp"]):
        from fuzz_targets import TARGETS, edited
    target = TARGETS[name]
    seeds = list(target.seeds())
    corpus = KEPT / name / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed[: target.longest])

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        if not target.words or random.Random(seed).randrange(BYTEWISE) == 0:
            mutated: bytes = atheris.Mutate(data, most)
            return mutated
        return edited(data, target.words, seeds, seed)[:most]

    def check(data: bytes) -> None:
        began = time.process_time()
        target.check(data)
        took = time.process_time() - began
        assert took < MOST_SECONDS, f"{took:.1f} s"

    arguments = [
        sys.argv[0],
        f"-max_total_time={seconds}",
        f"-runs={runs}",
        f"-max_len={target.longest}",
        f"-rss_limit_mb={MOST_MEMORY}",
        "-timeout=30",  # of the clock; a busy machine must not look like a hang
        f"-artifact_prefix={KEPT / name}/",
        "-print_final_stats=1",
        "-len_control=0",
        str(corpus),
    ]
    atheris.Setup(arguments, check, custom_mutator=mutate)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
