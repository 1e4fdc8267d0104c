"""What the exit status says. Scripts rely on it: findings are not trouble."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit status of every command."""

    OK = 0
    FINDINGS = 1
    TROUBLE = 2
    INTERNAL = 3
    INTERRUPTED = 130
    CLOSED_PIPE = 141
