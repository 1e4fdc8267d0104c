"""The catalogue proved against the texts it was read from: every target stands where its
locator says, and every numeral of a text is a target's or excluded for a stated reason."""
