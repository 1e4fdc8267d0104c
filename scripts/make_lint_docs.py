"""Write docs/lint.md from the docstrings of the lint rules; ``--check`` only compares.

Exit status: 0 written or up to date, 1 out of date (with ``--check``).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from plancmp.compare.lint.documentation import lint_markdown

PAGE = Path(__file__).resolve().parent.parent / "docs" / "lint.md"


def main() -> int:
    """Write the page, or say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    page = lint_markdown()
    if not options.check:
        PAGE.write_text(page, encoding="utf-8", newline="\n")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    sys.stderr.write(f"{PAGE.name} is out of date; run scripts/make_lint_docs.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
