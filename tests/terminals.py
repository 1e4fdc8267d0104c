"""Running the installed command for real: in a pipe, in a terminal of some width, interrupted."""

from __future__ import annotations

import errno
import os
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "plancmp.cli"]


def environment(**more: str) -> dict[str, str]:
    """What a user's shell hands over, without what the tests' own shell may have set."""
    drop = ("PLANCMP_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING",
            "PYTHONUTF8", "LANG", "LC_ALL", "LC_CTYPE", "_TYPER_FORCE_DISABLE_TERMINAL")  # fmt: skip
    plain = {k: v for k, v in os.environ.items() if k not in drop}
    return {**plain, "LANG": "C.UTF-8", "PLANCMP_CACHE": "off", **more}


def piped(
    *argv: object, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run with standard output and error in pipes."""
    return subprocess.run(
        [*COMMAND, *map(str, argv)], capture_output=True, env=env or environment(), check=False,
        timeout=60,
    )  # fmt: skip


def in_terminal(columns: int, *argv: object, env: Mapping[str, str] | None = None) -> str:
    """What a terminal of so many columns is shown."""
    pty = pytest.importorskip("pty")
    import fcntl
    import termios

    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *map(str, argv)], stdout=inner, stderr=subprocess.DEVNULL,
        env=env or environment(TERM="xterm"),
    )  # fmt: skip
    os.close(inner)
    chunks = []
    while True:
        try:
            chunk = os.read(outer, 65536)
        except OSError as error:  # the other end is closed
            if error.errno != errno.EIO:
                raise
            break
        if not chunk:
            break
        chunks.append(chunk)
    process.wait(timeout=60)
    os.close(outer)
    return b"".join(chunks).decode().replace("\r\n", "\n")


def modules_after(cache: Path, *argv: str) -> set[str]:
    """What a run in a fresh interpreter has imported by its end, beside the interpreter's own."""
    code = (
        "import sys; before = set(sys.modules); from plancmp.cli.main import main; "
        f"main({list(argv)!r}); sys.stderr.write(' '.join(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PLANCMP_CACHE": str(cache)},
        capture_output=True, check=True,
    )  # fmt: skip
    return set(done.stderr.decode().split())


def fifo(folder: Path) -> Path:
    """A pipe with a name that nobody reads."""
    path = folder / "pipe"
    os.mkfifo(path)
    return path
