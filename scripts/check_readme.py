"""Run every command the documents show and compare with what they print.

A ``console`` block holds commands after ``$ `` and below each what it prints. The check runs
them in order, in a shell, in a folder of its own with the project's examples beside it, at 100
columns, without colour. ``--write`` puts the real output in place.

Exit status: 0 all true, 1 something differs, 2 a block cannot be read.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "docs/commands.md")
BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SKIPPED = ("make ",)  # they set up environments; the test suite and CI run them


@dataclass(frozen=True)
class Step:
    """One command of a block, and what the document says it prints."""

    command: str
    printed: str


def steps(body: str) -> Iterator[Step]:
    """The commands of a block with their output."""
    command: str | None = None
    lines: list[str] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield Step(command, "\n".join(lines).strip("\n"))
            command, lines = line[2:], []
        elif command is None:
            raise ValueError(f"output before any command: {line!r}")
        else:
            lines.append(line)
    if command is not None:
        yield Step(command, "\n".join(lines).strip("\n"))


def run(command: str, folder: Path) -> str:
    """What a command prints, both streams together, as in a terminal."""
    keep = {"HOME", "TMPDIR", "SYSTEMROOT"}
    env = {k: v for k, v in os.environ.items() if k in keep}
    env |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
        "PLANCMP_CACHE": "off",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=env, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n")


def checked(text: str, folder: Path) -> tuple[str, list[str]]:
    """The text with real output in every block, and what differed.

    Raises ValueError for a fence that is indented or left open: it would swallow what follows.
    """
    fences = [line for line in text.splitlines() if line.lstrip().startswith("```")]
    if len(fences) % 2 or any(line != line.lstrip() for line in fences):
        raise ValueError("a code fence is indented or left open")
    problems: list[str] = []

    def replace(found: re.Match[str]) -> str:
        out = []
        for step in steps(found["body"]):
            out.append(f"$ {step.command}")
            real = step.printed if step.command.startswith(SKIPPED) else run(step.command, folder)
            if real != step.printed:
                diff = difflib.unified_diff(
                    step.printed.splitlines(), real.splitlines(), "document", "real", lineterm=""
                )
                problems.append(f"$ {step.command}\n" + "\n".join(diff))
            if real:
                out.append(real)
        return "```console\n" + "\n".join(out) + "\n```"

    return BLOCK.sub(replace, text), problems


def main() -> int:
    """Check or rewrite the documents."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the real output in place")
    wanted = parser.parse_args()
    status = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        for document in DOCUMENTS:
            path = ROOT / document
            try:
                text, problems = checked(path.read_text("utf-8"), folder)
            except ValueError as error:
                sys.stderr.write(f"{document}: {error}\n")
                return 2
            if problems and wanted.write:
                path.write_text(text, "utf-8")
            for problem in problems:
                sys.stderr.write(f"{document}: {problem}\n\n")
            if problems and not wanted.write:
                sys.stderr.write(f"{document}: run `make docs` to put the real output in place\n")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
