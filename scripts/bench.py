"""Benchmarks: start-up against a bare typer program, growth with the catalogue, and peers.

Run by ``make bench`` in an environment of its own, where plancmp is installed from its wheel as
a user would have it. Everything that is compared runs side by side in this one run, interleaved,
and medians are given. These are measurements, not tests: nothing here fails on a slow machine.

``--write`` puts the tables into docs/benchmarks.md; ``--plans`` chooses the sizes.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import fcntl
import json
import os
import platform
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
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
PLANS = {"东莞": "dongguan-children", "清城": "qingcheng-children"}
REPEATS = 5
Timer = Callable[[Sequence[str], Path], tuple[float, int]]


def seconds(command: Sequence[str], cache: Path) -> tuple[float, int]:
    """Wall time of one run and its exit status."""
    env = os.environ | {"PLANCMP_CACHE": str(cache), "NO_COLOR": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          check=False)  # fmt: skip
    return time.perf_counter() - start, done.returncode


def seconds_in_terminal(command: Sequence[str], cache: Path) -> tuple[float, int]:
    """Wall time of one run whose standard output is a terminal of 120 columns, until the terminal
    has all of it, and its exit status."""
    env = os.environ | {"PLANCMP_CACHE": str(cache), "TERM": "xterm"}
    for name in ("NO_COLOR", "COLUMNS"):
        env.pop(name, None)
    outer, inner = os.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=inner, stderr=subprocess.DEVNULL)
    os.close(inner)
    with contextlib.suppress(OSError):  # the other end is closed
        while os.read(outer, 65536):
            pass
    status = process.wait()
    os.close(outer)
    return time.perf_counter() - start, status


def interleaved(
    commands: Mapping[str, Sequence[str]],
    runs: int,
    cache: Path,
    timers: Mapping[str, Timer] | None = None,
) -> dict[str, float]:
    """Median milliseconds of each command, run by turns after one warm-up; ``timers`` are for
    those that do not run in a pipe."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    by = {name: (timers or {}).get(name, seconds) for name in commands}
    usual = {name: by[name](command, cache)[1] for name, command in commands.items()}
    for name, status in usual.items():  # 1 is for findings, of plancmp and of check-jsonschema
        assert status in (0, 1), f"{name}: exit status {status}"
    for _ in range(runs):
        for name, command in commands.items():
            took, status = by[name](command, cache)
            assert status == usual[name], f"{name}: exit status {status}"
            times[name].append(took)
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
    whole, shown = "plancmp diff (all), in a pipe", "plancmp diff (all), in a terminal"
    aims = {
        "plancmp check -q (all seven)": "1.3", "plancmp list --format json": "1.3",
        whole: "2", shown: "2", "completion of a place": "1.3",
    }  # fmt: skip
    commands: dict[str, Sequence[str]] = {
        "bare typer program": [sys.executable, str(bare)],
        "plancmp check -q 清城": [plancmp, "check", "-q", "清城"],
        "plancmp check -q (all seven)": [plancmp, "check", "-q"],
        "plancmp list --format json": [plancmp, "list", "--format", "json"],
        "plancmp diff 东莞 清城 -f health": [plancmp, "diff", "东莞", "清城", "-f", "health"],
        whole: [plancmp, "diff"],
        shown: [plancmp, "diff"],
        "completion of a place": ["env", "_PLANCMP_COMPLETE=complete_bash",
                                  "COMP_WORDS=plancmp\ncheck\nqing", "COMP_CWORD=2", plancmp],
    }  # fmt: skip
    found = interleaved(commands, runs, folder / "cache", {shown: seconds_in_terminal})
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
            "json": [plancmp, "check", "--against", "national", "--format", "json", *use],
            "diff of five": [plancmp, "diff", *[f"synthetic-{n:04}" for n in range(5)],
                             "-a", "children", *use],
        }  # fmt: skip
        times = {}
        for name, command in steps.items():
            repeat = 1 if name in ("cold", "check all", "json") else REPEATS
            times[name] = statistics.median(seconds(command, cache)[0] for _ in range(repeat))
        changed = place / "plan-00001.yaml"
        changed.write_text(changed.read_text("utf-8") + "# changed\n", "utf-8")
        again = seconds(steps["show"], cache)[0]
        changed.rename(place / "plan-renamed.yaml")  # one file is gone, and one is new
        renamed = seconds(steps["show"], cache)[0]
        memory = [f"{peak_memory(steps[name], cache):.0f}" for name in ("check all", "json")]
        rows.append(
            (
                f"{size:,} plans", f"{times['cold']:.1f}", f"{again:.2f}", f"{renamed:.2f}",
                f"{times['show'] * 1000:.0f}", f"{times['check one'] * 1000:.0f}",
                f"{times['diff of five'] * 1000:.0f}", f"{times['check all']:.2f}",
                memory[0], f"{times['json']:.2f}", memory[1],
            )
        )  # fmt: skip
        shutil.rmtree(place)
    head = ("catalogue", "compile all, s", "one file changed, s", "one renamed, s", "show, ms",
            "check one, ms", "diff of five, ms", "check all, s", "peak MiB", "all as JSON, s", "peak MiB")  # fmt: skip
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


def exported(folder: Path, *argv: str) -> Path:
    """What plancmp exports of the built-in catalogue, in a file."""
    path = folder / f"{'-'.join(argv[:2])}.{argv[-1]}"
    subprocess.run([str(BIN / "plancmp"), *argv, "--output", str(path)], check=True,
                   env=os.environ | {"PLANCMP_CACHE": str(folder / "cache")})  # fmt: skip
    return path


def matrix(folder: Path, place: str) -> str:
    """One place's column of the exported matrix: indicator with scope, and the goal."""
    path = exported(folder, "diff", place, "-a", "children", "--all", "--format", "csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [(f"{r['indicator']}~{r['scope']}", r[PLANS[place]]) for r in csv.DictReader(stream)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("key", "goal"), *rows])
    return str(path)


def agreement(folder: Path, pandas: Sequence[str]) -> str:
    """How many verdicts of the pandas script are those of plancmp."""
    path = exported(folder, "diff", *PLANS, "-a", "children", "--all", "--format", "json")
    ours = {
        (row["indicator"], row["scope"] or ""): (row["difference"] or {}).get("verdict")
        for row in json.loads(path.read_text("utf-8"))["rows"]
    }
    done = subprocess.run(pandas, capture_output=True, text=True, encoding="utf-8", check=True)
    theirs = list(csv.DictReader(done.stdout.splitlines()))
    same = sum(ours[row["indicator"], row["scope"]] == row["verdict"] for row in theirs)
    both = sum(verdict is not None for verdict in ours.values())
    return (
        f"Of the {both} things both places state plancmp says of each how they compare, or why they "
        f"do not; the pandas script of the {len(theirs)} with a level, and of {same} the same."
    )


def peers(folder: Path, runs: int) -> str:
    """Programs that can do a part of the work, on the part they can do."""
    plancmp = str(BIN / "plancmp")
    levels = [
        str(exported(folder, "list", place, "-a", "children", "--format", "csv"))
        for place in reversed(PLANS)
    ]
    registry = str(exported(folder, "indicators", "--format", "csv"))
    pandas = [sys.executable, str(ROOT / "scripts" / "peer_pandas.py"), *levels, registry]
    left, right = (matrix(folder, place) for place in PLANS)
    commands: dict[str, tuple[Sequence[str], str]] = {
        "plancmp diff 东莞 清城 -a children --format csv": (
            [plancmp, "diff", *PLANS, "-a", "children", "--format", "csv"], ""),
        "pandas script (units, direction, years)": (
            pandas, "near matches, doubtful figures, a whole for a part, falls against levels, counts "
            "that depend on size; no reason, no paragraph"),
        "csv-diff on the exported matrix": (
            [str(BIN / "csv-diff"), left, right, "--key", "key"],
            "goals are text: not which asks more, nor that 10/万 is 1‰"),
        "daff on the exported matrix": (
            [str(BIN / "daff.py"), left, right], "the same; and aligns rows by likeness"),
        "plancmp validate": ([plancmp, "validate"], ""),
        "check-jsonschema on the YAML": (
            [str(BIN / "check-jsonschema"), "--schemafile",
             str(ROOT / "data" / "catalogue.schema.json"), str(ROOT / "data" / "plans.yaml")],
            "shape only: no references, units, ranges, double entry"),
    }  # fmt: skip
    there = {n: c for n, (c, _) in commands.items() if Path(c[0]).exists()}
    if find_spec("pandas") is None:
        there = {n: c for n, c in there.items() if c is not pandas}
    found = interleaved(there, runs, folder / "cache")
    rows = [
        (name, f"{found[name]:.0f}" if name in found else "not installed", cannot)
        for name, (_, cannot) in commands.items()
    ]
    text = table(("same part of the work", "median ms", "cannot do"), rows)
    return f"{text}\n\n{agreement(folder, pandas)}" if find_spec("pandas") else text


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
            f"## Start-up\n\nMedians of {wanted.runs} runs each, taken by turns, a "
            "terminal having 120 columns.\n\n" + start_up(folder, wanted.runs) + "\n",
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
