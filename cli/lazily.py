"""typer and the shared options, imported when an option is first looked at.

Commands declare their options in annotations, which Typer evaluates when it reads the command
line. A plain command line is read without it (:mod:`plancmp.cli.quick`), and then neither is
ever imported: half of a warm ``plancmp check -q`` would be the import of typer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["opt", "typer"]

if TYPE_CHECKING:
    import typer
    from plancmp.cli import options as opt
else:

    class _Later:
        """Stands in for a module until something of it is asked for."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, name: str) -> Any:
            from importlib import import_module

            return getattr(import_module(self._name), name)

    typer = _Later("typer")
    opt = _Later("plancmp.cli.options")
