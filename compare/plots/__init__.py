"""Pictures for papers: dot plots by field and coverage maps, as SVG or PNG.

What is imported from here on needs the extra ``plancmp[plot]``.
"""

import logging

# Before matplotlib is imported: that it rebuilds its list of fonts is nothing to our reader.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
