"""The command line's one way in and out: commands, errors, exit status.

Only the command that is called is imported: a check in a shell loop pays for nothing else.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from plancmp.cli.exitcodes import ExitCode
from plancmp.cli.language import listen, say, spoken
from plancmp.cli.settings import settle
from plancmp.cli.streams import complain, forget_stdout, prepare_streams
from plancmp.compare.errors import PlancmpError, UnusableCacheError, system_reason

__all__ = ["main", "run"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    prepare_streams()
    listen(argv)
    settle()
    status = _attempt(argv)
    if status is None:  # the compiled catalogue turned out to be damaged: read the files
        os.environ["PLANCMP_CACHE"] = "off"
        status = _attempt(argv)
    return ExitCode.INTERNAL if status is None else status


def _attempt(argv: Sequence[str] | None) -> int | None:
    """Run one command; None when the cache failed it, before any of its output."""
    args = sys.argv[1:] if argv is None else list(argv)
    try:  # around the imports too: Ctrl-C comes as early as it likes
        if "_PLANCMP_COMPLETE" in os.environ:
            from plancmp.cli.tab import run_completion

            status = run_completion()
        else:
            from plancmp.cli.quick import run_plain

            status = run_plain(args)
        if status is None:
            from plancmp.cli.app import run_app

            status = run_app(args)
        return status
    except PlancmpError as error:
        complain(error.text(spoken()))
        return ExitCode.TROUBLE
    except BrokenPipeError:
        forget_stdout()
        return ExitCode.CLOSED_PIPE
    except OSError as error:
        forget_stdout()
        complain(say(*_system_words(error)))
        return ExitCode.TROUBLE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except UnusableCacheError:
        return None
    except Exception as error:
        return _internal(error)


def _system_words(error: OSError) -> tuple[str, str]:
    """What the system refused, where no command foresaw it."""
    zh, en = system_reason(error)
    if error.filename is None:
        return f"读写出错：{zh}；检查磁盘和权限", f"{en}; check disk and permissions"
    name = error.filename
    return f"读写 {name} 出错：{zh}；检查路径和权限", f"{name}: {en}; check path and permissions"


def _internal(error: Exception) -> int:
    if os.environ.get("PLANCMP_DEBUG"):
        raise error
    kind = type(error).__name__
    complain(
        say(
            f"内部错误（{kind}: {error}）；这是程序的毛病，设 PLANCMP_DEBUG=1 可看详情",
            f"internal error ({kind}: {error}); a fault of the program, PLANCMP_DEBUG=1 shows details",
        )
    )
    return ExitCode.INTERNAL


def run() -> NoReturn:
    """Entry point of the ``plancmp`` command."""
    # The catalogue's records hold no cycles, and looking for some among a hundred thousand
    # targets again and again took two fifths of a check of a whole country.
    gc.set_threshold(100_000, 100, 100)
    sys.exit(main())
