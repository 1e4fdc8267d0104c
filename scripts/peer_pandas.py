"""What an analyst would write with pandas to compare two places: the peer of ``make bench``.

Usage: python peer_pandas.py OURS.csv THEIRS.csv INDICATORS.csv, as ``plancmp list`` and
``plancmp indicators`` export them. Prints indicator, scope, the two levels and a verdict as CSV:
shares in one unit, which way is better, which year. It does not know near matches, doubtful
figures, scopes that imply each other, changes against a base, or which of several statements
speaks beyond goals before measures.
"""

from __future__ import annotations

import sys

import pandas as pd

SHARES = {"%": 1e-2, "‰": 1e-3, "/万": 1e-4, "/10万": 1e-5}
LISTS = {"goals": 0, "projects": 1, "measures": 2, "overall": 3}
KEY = ["indicator", "scope"]


def stated(path: str) -> pd.DataFrame:
    """One place's levels, the first list and the last year speaking."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table = table[table["kind"].isin(["quantitative", "count"]) & (table["value"] != "")].copy()
    table["rank"] = table["locator_list"].map(LISTS)
    table["due"] = table["year"].astype(int)
    size = table["unit"].map(SHARES).fillna(1.0)
    table["level"] = table["value"].astype(float) * size
    table["dimension"] = table["unit"].where(~table["unit"].isin(list(SHARES)), "share")
    table = table.sort_values(["rank", "due"], ascending=[True, False])
    return table.drop_duplicates(KEY)


def verdict(row: pd.Series) -> str:
    """What can be said of ours against theirs."""
    if row["dimension"] != row["dimension_ref"] or row["polarity"] == "none":
        return "incomparable"
    gap = round(row["level"] - row["level_ref"], 12)
    if gap == 0:
        return "equal"
    if (gap > 0) == (row["polarity"] == "higher"):
        return "deferred" if row["due"] > row["due_ref"] else "stricter"
    return "interim" if row["due"] < row["due_ref"] else "looser"


def main() -> None:
    """Join, judge, print."""
    ours, theirs, registry = sys.argv[1:4]
    ways = pd.read_csv(registry, dtype=str, keep_default_na=False)[["id", "polarity"]]
    both = stated(ours).merge(stated(theirs), on=KEY, suffixes=("", "_ref"))
    both = both.merge(ways, left_on="indicator", right_on="id", suffixes=("", "_way"))
    both["verdict"] = both.apply(verdict, axis=1)
    both["gap"] = both["level"] - both["level_ref"]
    shown = [*KEY, "value", "unit", "due", "value_ref", "unit_ref", "due_ref", "gap", "verdict"]
    both[shown].to_csv(sys.stdout, index=False)


if __name__ == "__main__":
    main()
