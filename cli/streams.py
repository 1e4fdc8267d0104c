"""Writing: data to standard output or atomically to a file, everything else to standard error."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from plancmp.compare.errors import PlancmpError, UsageError, system_reason
from plancmp.compare.visible import visible

__all__ = ["complain", "forget_stdout", "make_folder", "plain_signs", "prepare_streams", "probe",
           "write"]  # fmt: skip

_PIECE: Final = 1 << 20  # characters written at once
_SIGNS: Final = {
    "≥": ">=", "≤": "<=", "≈": "~", "▲": "^", "▼": "v", "—": "-", "–": "-", "−": "-", "†": "+",
    "↑": "up ", "↓": "down ", "×": "x", "“": '"', "”": '"', "·": ".", "…": "...",
}  # fmt: skip


def plain_signs(text: str) -> str:
    """The signs we add, in ASCII; words and units stay."""
    text = text.replace("↑ ", "↑").replace("↓ ", "↓")  # up and down bring a blank
    return "".join(_SIGNS.get(c, c) for c in text)


def _substitute(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    out = "".join(_SIGNS.get(c) or c.encode("ascii", "backslashreplace").decode() for c in bad)
    return out, error.end


def prepare_streams() -> None:
    """Make streams that cannot show a sign fall back to ASCII for it instead of failing.

    A standard stream that the caller closed (``>&-``) is None; it becomes the null device.
    """
    codecs.register_error("plancmp-signs", _substitute)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="plancmp-signs")  # type: ignore[union-attr]


def forget_stdout() -> None:
    """Send what is still to be written nowhere, so that the interpreter does not complain at
    exit about a pipe or a full disk that was already dealt with."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Lines for the user on standard error, each with the program's name; what they quote
    cannot move the cursor."""
    for line in visible(message).splitlines():
        with contextlib.suppress(OSError, ValueError):
            print(f"plancmp: {line}", file=sys.stderr)  # noqa: T201


def probe(output: Path | None) -> None:
    """Find out before the work whether ``output`` can be written.

    Raises :class:`UsageError` when it cannot.
    """
    if output is None:
        return
    folder = output.parent
    if output.is_dir():
        raise UsageError(
            f"{output} 是文件夹；--output 要一个文件名",
            f"{output} is a folder; --output wants a file",
        )
    if not folder.is_dir():
        raise UsageError(f"没有文件夹 {folder}；先建立它", f"no folder {folder}; create it first")
    if not os.access(output if output.exists() else folder, os.W_OK):
        raise UsageError(
            f"{output} 不可写；换一个位置",
            f"{output} cannot be written; choose another place",
        )


def make_folder(folder: Path) -> None:
    """Make a folder if it is not there. Raises :class:`UsageError` when that cannot be done."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"建不了文件夹 {folder}：{error.strerror}",
            f"cannot make the folder {folder}: {error.strerror}",
        ) from error


def write(data: str | bytes, output: Path | None, *, utf8: bool = False) -> None:
    """Write to a file in one step (the old file survives any failure) or to standard output.

    A file is UTF-8; ``utf8`` data (JSON, CSV, XML) goes to standard output as UTF-8 as well,
    whatever the console speaks. Bytes (a workbook, a picture) are written as they are.
    """
    if output is None:
        _write_out(data, utf8=utf8)
        return
    try:
        if output.exists() and not output.is_file():
            with output.open("wb") as stream:
                stream.writelines(_encoded(data))
            return
        _replace(data, output)
    except OSError as error:
        zh, en = system_reason(error)
        raise PlancmpError(
            f"写不了 {output}：{zh}；原文件未动",
            f"cannot write {output}: {en}; nothing was changed",
        ) from error


def _encoded(data: str | bytes) -> Iterator[bytes]:
    """The bytes piece by piece: the findings of a whole country are not held twice."""
    if isinstance(data, bytes):
        yield data
        return
    for start in range(0, len(data), _PIECE):
        # what the shell handed over undecoded comes out as \udc.., which JSON reads as well
        yield data[start : start + _PIECE].encode("utf-8", "backslashreplace")


def _write_out(data: str | bytes, *, utf8: bool) -> None:
    try:
        if isinstance(data, bytes) or (utf8 and hasattr(sys.stdout, "buffer")):
            sys.stdout.flush()
            sys.stdout.buffer.writelines(_encoded(data))
            sys.stdout.buffer.flush()
        else:
            sys.stdout.write(data)
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        zh, en = system_reason(error)
        raise PlancmpError(
            f"写不了标准输出：{zh}", f"cannot write to standard output: {en}"
        ) from error


def _replace(data: str | bytes, output: Path) -> None:
    output = output.resolve()  # through a symbolic link, so that the link stays
    import tempfile

    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.", suffix=".tmp")
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123
            stream.writelines(_encoded(data))
            stream.flush()
            os.fsync(stream.fileno())
        if output.exists():
            os.chmod(name, output.stat().st_mode & 0o7777)  # noqa: PTH101
        else:
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(name, 0o666 & ~mask)  # noqa: PTH101
        os.replace(name, output)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
