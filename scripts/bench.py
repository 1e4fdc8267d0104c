"""Benchmarks: start-up against a bare typer program, growth with the catalogue, and peers.

Run by ``make bench`` in an environment of its own, where plancmp is installed from its wheel as
a user would have it. Everything that is compared runs side by side in this one run, interleaved,
and medians are given. These are measurements, not tests: nothing here fails on a slow machine.

``--write`` puts the tables into docs/benchmarks.md; ``--plans`` chooses the sizes.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from synthetic import write_catalogue

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
BARE = """import typer
app = typer.Typer()
@app.command()
def main() -> None:
    print("hello")
app()
"""
PANDAS = """import sys
import pandas as pd
ours, theirs = (pd.read_csv(p, dtype=str) for p in sys.argv[1:3])
both = ours.merge(theirs, on=["indicator", "scope", "unit"], suffixes=("", "_ref"))
for side in ("value", "value_ref"):
    both[side] = pd.to_numeric(both[side])
print(both.assign(gap=both["value"] - both["value_ref"])[["indicator", "gap"]].to_csv())
"""


def seconds(command: Sequence[str], cache: Path) -> tuple[float, int]:
    """Wall time of one run and its exit status."""
    env = os.environ | {"PLANCMP_CACHE": str(cache), "NO_COLOR": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          check=False)  # fmt: skip
    return time.perf_counter() - start, done.returncode


def interleaved(commands: dict[str, Sequence[str]], runs: int, cache: Path) -> dict[str, float]:
    """Median milliseconds of each command, run by turns after one warm-up."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        seconds(command, cache)
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command, cache)[0])
    return {name: statistics.median(values) * 1000 for name, values in times.items()}


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, numbers to the right."""
    lines = ["| " + " | ".join(head) + " |", "|:--|" + "--:|" * (len(head) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def start_up(folder: Path, runs: int) -> str:
    """Start-up of the daily commands against a bare typer program."""
    bare = folder / "bare.py"
    bare.write_text(BARE, "utf-8")
    plancmp = str(BIN / "plancmp")
    aims = {
        "plancmp check -q (all seven)": "1.3", "plancmp list --format json": "1.3",
        "plancmp diff (all, both audiences)": "2", "completion of a place": "1.3",
    }  # fmt: skip
    commands: dict[str, Sequence[str]] = {
        "bare typer program": [sys.executable, str(bare)],
        "plancmp check -q 清城": [plancmp, "check", "-q", "清城"],
        "plancmp check -q (all seven)": [plancmp, "check", "-q"],
        "plancmp list --format json": [plancmp, "list", "--format", "json"],
        "plancmp diff 东莞 清城 -f health": [plancmp, "diff", "东莞", "清城", "-f", "health"],
        "plancmp diff (all, both audiences)": [plancmp, "diff"],
        "the same fitted to 120 columns, by rich": ["env", "COLUMNS=120", plancmp, "diff"],
        "completion of a place": ["env", "_PLANCMP_COMPLETE=complete_bash",
                                  "COMP_WORDS=plancmp check qing", "COMP_CWORD=2", plancmp],
    }  # fmt: skip
    found = interleaved(commands, runs, folder / "cache")
    base = found["bare typer program"]
    rows = [
        (name, f"{ms:.0f}", f"{ms / base:.2f}", aims.get(name, "")) for name, ms in found.items()
    ]
    return table(("warm start", "median ms", "× bare", "aim"), rows)


def growth(folder: Path, sizes: Sequence[int]) -> str:
    """Time and memory as the catalogue grows."""
    rows = []
    plancmp = str(BIN / "plancmp")
    for size in sizes:
        place = folder / f"plans-{size}"
        write_catalogue(place, size)
        cache = folder / f"cache-{size}"
        use = ["--catalogue", str(place)]
        one = "synthetic-0001"
        steps = {
            "cold": [plancmp, "show", "infant-mortality", one, *use],
            "show": [plancmp, "show", "infant-mortality", one, *use],
            "check one": [plancmp, "check", "-q", one, "--against", "national", *use],
            "check all": [plancmp, "check", "-q", "--against", "national", *use],
            "diff of five": [plancmp, "diff", *[f"synthetic-{n:04}" for n in range(5)],
                             "-a", "children", *use],
        }  # fmt: skip
        times = {}
        for name, command in steps.items():
            repeat = 1 if name in ("cold", "check all") else 5
            times[name] = statistics.median(seconds(command, cache)[0] for _ in range(repeat))
        changed = place / "plan-00001.yaml"
        changed.write_text(changed.read_text("utf-8") + "# changed\n", "utf-8")
        again = seconds(steps["show"], cache)[0]
        memory = peak_memory(steps["check all"], cache)
        rows.append(
            (
                f"{size:,} plans", f"{times['cold']:.1f}", f"{again:.2f}", f"{times['show']:.2f}",
                f"{times['check one']:.2f}", f"{times['check all']:.1f}",
                f"{times['diff of five']:.2f}", f"{memory:.0f}",
            )
        )  # fmt: skip
        shutil.rmtree(place)
    head = ("catalogue", "compile all, s", "one file changed, s", "show, s", "check one, s",
            "check all, s", "diff of five, s", "check all, peak MiB")  # fmt: skip
    return table(head, rows)


def peak_memory(command: Sequence[str], cache: Path) -> float:
    """Peak resident memory of one run, in MiB."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, "
        "stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    env = os.environ | {"PLANCMP_CACHE": str(cache)}
    done = subprocess.run([sys.executable, "-c", code, *command], env=env, capture_output=True,
                          text=True, check=True)  # fmt: skip
    return int(done.stdout) / 1024


def peers(folder: Path, runs: int) -> str:
    """Programs that can do a part of the work, on the part they can do."""
    plancmp = str(BIN / "plancmp")
    files = {}
    for place in ("东莞", "清城"):
        files[place] = folder / f"{place}.csv"
        seconds([plancmp, "list", place, "-a", "children", "--kind", "quantitative", "--format",
                 "csv", "--output", str(files[place])], folder / "cache")  # fmt: skip
        keyed = folder / f"{place}-keyed.csv"
        text = files[place].read_text("utf-8").splitlines()
        by_key = {x.split(",")[6] + x.split(",")[17]: x for x in text[1:]}
        keyed.write_text("\n".join([text[0], *by_key.values()]), "utf-8")
    script = folder / "with_pandas.py"
    script.write_text(PANDAS, "utf-8")
    left, right = str(files["东莞"]), str(files["清城"])
    commands: dict[str, Sequence[str]] = {
        "plancmp diff 东莞 清城 -a children --format csv": [
            plancmp, "diff", "东莞", "清城", "-a", "children", "--format", "csv"],
        "pandas script (merge, subtract)": [sys.executable, str(script), left, right],
        "csv-diff (keyed by id)": [str(BIN / "csv-diff"), left, right, "--key", "id"],
        "daff": [str(BIN / "daff.py"), left, right],
        "plancmp validate": [plancmp, "validate"],
        "check-jsonschema on the YAML": [
            str(BIN / "check-jsonschema"), "--schemafile",
            str(ROOT / "data" / "catalogue.schema.json"), str(ROOT / "data" / "plans.yaml")],
    }  # fmt: skip
    missing = [name for name, command in commands.items() if not Path(command[0]).exists()]
    commands = {n: c for n, c in commands.items() if n not in missing}
    found = interleaved(commands, runs, folder / "cache")
    cannot = {
        "pandas script (merge, subtract)": "units, bounds, due years, direction, near matches; "
        "20 % fall against a ceiling; says nothing of why",
        "csv-diff (keyed by id)": "pairs by id only, so two places never meet; text, not figures",
        "daff": "aligns rows by likeness; text, not figures; no direction, no verdict",
        "check-jsonschema on the YAML": "shape only: no references, units, ranges, double entry",
    }
    rows = [(name, f"{ms:.0f}", cannot.get(name, "")) for name, ms in found.items()]
    rows += [(name, "not installed", "") for name in missing]
    return table(("same part of the work", "median ms", "cannot do"), rows)


def main() -> int:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, nargs="*", default=[10, 100, 1000, 6000])
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = [
            "# Benchmarks\n\n`make bench` reproduces this page: everything below was measured in one "
            f"run, on {os.cpu_count()} cores, Python {platform.python_version()}, "
            f"{platform.system()}. Synthetic catalogues hold one file a plan, about 100 targets "
            "each, with the real plans' mix of kinds and units.\n",
            f"## Start-up\n\nMedians of {wanted.runs} runs each, taken by turns.\n\n"
            + start_up(folder, wanted.runs) + "\n",
            "## Growth\n\n" + growth(folder, wanted.plans) + "\n",
            f"## Peers\n\nMedians of {max(5, wanted.runs // 5)} runs each, by turns, on the part "
            "of the work each can do.\n\n" + peers(folder, max(5, wanted.runs // 5)) + "\n",
        ]  # fmt: skip
    page = "\n".join(parts)
    sys.stdout.write(page)
    if wanted.write:
        (ROOT / "docs" / "benchmarks.md").write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
