"""The comparison as a briefing paper: facts, then sentences, then a document.

``facts`` computes every number from the reports of ``diff`` and ``check``; ``concerns`` and
``proposals`` single out what deserves attention; ``voice`` and ``wording`` make sentences of
them; ``document`` puts the parts in the order an office expects; ``blocks`` writes Markdown.
"""
