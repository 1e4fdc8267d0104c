"""``python -m plancmp.cli``."""

from plancmp.cli.main import run

run()
