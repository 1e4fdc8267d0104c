"""A small catalogue that has each sort of finding once, and papers read back by a renderer."""

from __future__ import annotations

import re
from typing import Any

from catalogues import plan, target, upper
from markdown_it import MarkdownIt
from plancmp.compare.briefing.document import briefing
from plancmp.compare.briefing.request import Request
from plancmp.compare.catalogue import Catalogue


def plans() -> list[dict[str, Any]]:
    """Two provinces, three places, two audiences, an outline: each sort of finding once."""
    return [
        upper(
            "national-children", "nation",
            target("infant-mortality", "≤5.0‰", confidence="verified",
                   evidence=["Report, Daily, 2021 https://example.org/a_b?c=1"]),
            target("myopia-rate", "≤38%", confidence="secondary"),
            target("enrolment-rate", "≥92%", confidence="recalled"),
            target("parent-school-coverage", "≥95%", scope="urban", confidence="recalled"),
            target("child-injury-mortality", "−20%@2020", confidence="verified"),
            title="国家儿童纲要", short="儿童纲要", number="国发〔2021〕16号", issued="2021-09-08",
        ),
        upper("guangdong-children", "guangdong", title="广东省儿童规划", short="广东规划"),
        plan(
            "dongguan-children", "dongguan",
            target("infant-mortality", "≤3.0‰", item=1),
            target("myopia-rate", "≤38%", item=2),
            target("enrolment-rate", "hold ≥99%", item=3, heading="儿童与教育"),
            target("enrolment-rate", "hold ≥98%", item=7, list="measures", heading="儿童与教育"),
            target("parent-school-coverage", "all", item=4, firmness="encourage",
                   heading="儿童与家庭"),
            target("nurseries", "≥40所", item=5, heading="儿童与福利"),
            target("exercise-time", "≥1小时", item=6),
            title="东莞市儿童发展规划", published="2022-10-21", note="转载本,未载印发日期",
        ),
        plan(
            "qingcheng-children", "qingcheng",
            target("infant-mortality", "≤4.5‰", item=1),
            target("infant-mortality", "≤5.0‰", item=1, year=2025, part=2),
            target("myopia-rate", "↓", item=2),
            target("enrolment-rate", "≥90%", item=3, heading="儿童与教育"),
            target("nurseries", "≥3所", item=5, heading="儿童与福利"),
            target("exercise-time", "≥1小时", item=6, match="near", note="只计校内时间"),
            target("sex-ratio-at-birth", "control", item=8, firmness="encourage"),
            title="清城区儿童发展规划", number="清城府发〔2022〕6号", issued="2022-08-25",
        ),
        plan(
            "yueqing-children", "yueqing",
            target("infant-mortality", "≤5‰", item=1),
            target("child-injury-mortality", "<8.78/10万@2020=7.17", item=2),
            target("myopia-rate", "≤40%", item=3,
                   suspect={"printed": "40‰", "likely": "40%", "reason": "单位印误"}),
            period="2021–2025", status="ended", title="乐清市儿童发展规划", issued="2021-07-01",
        ),
        plan("qingcheng-women", "qingcheng",
             target("women-on-committees", "≥30%", heading="妇女与参政"), title="清城区妇女发展规划"),
    ]  # fmt: skip


OBSERVED = [
    {"indicator": "infant-mortality", "jurisdiction": "nation", "year": 2024, "value": "4.0‰"},
    {"indicator": "infant-mortality", "jurisdiction": "nation", "year": 2020, "value": "5.4‰"},
]


def request_for(book: Catalogue, *names: str, home: str | None = None, **more: object) -> Request:
    chosen = [book.plans[n] for n in names] if names else book.local_plans()
    place = None if home is None else book.jurisdictions[home]
    return Request(tuple(chosen), "test", home=place, **more)  # type: ignore[arg-type]


def paper(book: Catalogue, *names: str, home: str | None = None, **more: object) -> str:
    return briefing(book, request_for(book, *names, home=home, **more))


def rendered(text: str) -> list[list[list[str]]]:
    """The tables of a Markdown text as a renderer reads them: tables of rows of cells."""
    tables: list[list[list[str]]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type == "inline" and tables and token.map and bool(tables[-1]):
            tables[-1][-1].append("".join(c.content for c in token.children or []))
        elif token.type == "table_close":
            tables.append([])
    return [t for t in tables if t]


def section(text: str, heading: str) -> str:
    """The part of a paper under a heading, up to the next of the same level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n", text, re.M)
    assert found, heading
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.M)
    return rest[: end.start()] if end else rest


def prose(text: str) -> str:
    """What is not a table or a list of sources."""
    return "\n".join(x for x in text.splitlines() if not x.startswith(("|", "- \\[")))
