"""How each report looks: its tables of text, and its JSON. One module a report."""
