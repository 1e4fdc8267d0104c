"""The comparison as one self-contained HTML page: read from disk, no network, no library.

Without script the page is complete (every table, every source); with it, rows are filtered,
sorted and searched, and a figure shows how it is written and where.
"""

from plancmp.compare.page.document import render_page

__all__ = ["render_page"]
