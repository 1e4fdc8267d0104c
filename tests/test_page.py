"""The HTML page holds what diff and check report, loads nothing, and lets no datum be markup."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from catalogues import JURISDICTIONS, catalogue, plan, target, upper
from conftest import Run
from html_tree import Node, parse
from page_books import small
from plancmp.compare import page as page_package
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import check_plans
from plancmp.compare.diff import diff_plans
from plancmp.compare.errors import UsageError
from plancmp.compare.loader import load
from plancmp.compare.model import Audience, Confidence, Field
from plancmp.compare.page import render_page
from plancmp.compare.page.pinyin import reader
from plancmp.compare.page.view import views
from plancmp.compare.sheets import goal_cell, indicator_name
from plancmp.compare.verdict import VerdictCode

LANGS = ("zh", "en")
VERDICT_WORDS = {"zh": "未列", "en": "not stated"}


@pytest.fixture(scope="module")
def book() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def pages(book: Catalogue) -> dict[str, str]:
    return {
        lang: render_page(book, book.local_plans(), lang=lang, version="1.2.3") for lang in LANGS
    }


@pytest.fixture(scope="module")
def trees(pages: dict[str, str]) -> dict[str, Node]:
    return {lang: parse(text) for lang, text in pages.items()}


def comparison(tree: Node, audience: str) -> Node:
    return tree.by_id(f"table-{audience}")


def rows_of(table: Node) -> list[Node]:
    return [r for body in table.all("tbody") for r in body.all("tr") if "field" not in r.classes]


def goals(cell: Node) -> list[tuple[str, str]]:
    """Goals of a cell and the targets they lead to."""
    return [(a.text, unquote(a.attributes["href"][1:])) for a in cell.all("a", "goal")]


def marks(cell: Node) -> list[str]:
    return [n.text for n in cell.all("span", "mark")]


def verdicts(cell: Node) -> set[tuple[str, str]]:
    """Verdict codes with the names of the documents they are against."""
    return {
        (li.attributes["data-verdict"], name.text) for li in cell.all("li") if
        "data-verdict" in li.attributes for name in li.all("bdi")
    }  # fmt: skip


# -- what it says ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("audience", list(Audience))
def test_cells_are_those_of_the_diff_report(
    book: Catalogue, trees: dict[str, Node], audience: Audience, lang: str
) -> None:
    plans = book.local_plans(audience)
    report = diff_plans(book, plans, audience, show_all=True)
    expected = {(r.indicator, r.scope): r for r in report.rows}
    shown = rows_of(comparison(trees[lang], audience))
    by_key = {(r.attributes["data-indicator"], r.attributes.get("data-scope")): r for r in shown}
    assert len(by_key) == len(shown)
    assert set(expected) <= set(by_key)
    for key, line in by_key.items():
        name, _upper, *cells = line.elements
        assert name.text == indicator_name(book, *key, lang)
        for one, cell in zip(plans, cells, strict=True):
            found = expected[key].cells.get(one.id) if key in expected else None
            if found is None:
                assert VERDICT_WORDS[lang] in cell.text
                assert not goals(cell)
                continue
            speaking, *others = goals(cell)
            assert speaking == (goal_cell(found.target, lang), found.target.id)
            assert "".join(marks(cell)) == found.mark
            assert str(found.target.year) in cell.all("span", "due")[0].text
            assert {id_ for _, id_ in others} <= {t.id for t in found.statement.others}


@pytest.mark.parametrize("audience", list(Audience))
def test_every_verdict_of_the_check_stands_in_the_cell_it_is_about(
    book: Catalogue, trees: dict[str, Node], audience: Audience
) -> None:
    plans = book.local_plans(audience)
    findings = check_plans(book, plans).findings
    expected = {
        (f.plan.id, f.target.indicator if f.target else f.indicator, f.verdict.code.value,
         book.plan_name(f.baseline_plan)) for f in findings
    }  # fmt: skip
    shown = {
        (one.id, line.attributes["data-indicator"], *verdict)
        for line in rows_of(comparison(trees["zh"], audience))
        for one, cell in zip(plans, line.elements[2:], strict=True)
        for verdict in verdicts(cell)
    }
    assert shown == expected


@pytest.mark.parametrize("audience", list(Audience))
def test_every_upper_level_target_that_was_asked_about_stands_in_its_column_once(
    book: Catalogue, trees: dict[str, Node], audience: Audience
) -> None:
    findings = check_plans(book, book.local_plans(audience)).findings
    asked = {f.baseline.id for f in findings if f.baseline}
    shown = Counter(
        id_
        for line in rows_of(comparison(trees["zh"], audience))
        for _, id_ in goals(line.elements[1])
    )
    assert set(shown) == asked
    assert set(shown.values()) <= {1}


@pytest.mark.parametrize("audience", list(Audience))
def test_counts_of_a_place_are_those_of_the_reports(
    book: Catalogue, trees: dict[str, Node], audience: Audience
) -> None:
    plans = book.local_plans(audience)
    summaries = diff_plans(book, plans, audience, show_all=True).summaries
    check = check_plans(book, plans)
    table = trees["zh"].by_id(audience).all("table", "counts")[0]
    for line, s in zip(table.one("tbody").all("tr"), summaries, strict=True):
        name, *counts = [cell.text for cell in line.elements]
        mine = [t for t in check.tallies if t.plan is s.plan]
        assert name == book.plan_name(s.plan)
        assert counts[:9] == [
            str(n)
            for n in (s.stated, s.numbers, s.missing, s.top, s.bottom, s.near, s.alone,
                      sum(t.stated for t in mine), sum(t.judged for t in mine))
        ]  # fmt: skip
        assert sum(map(int, counts[9:])) == sum(f.plan is s.plan for f in check.findings)


def test_cells_of_one_group_and_nothing_else_make_a_uniform_row(book: Catalogue) -> None:
    for view in views(book, book.local_plans(), ("national",), Confidence.SECONDARY):
        uniform = {(r.indicator, r.scope): r.uniform for r in view.report.rows}
        for _, rows in view.fields:
            for row in rows:
                groups = {c.group for c in row.cells}
                alike = None not in groups and len(groups) == 1
                assert alike == uniform.get((row.indicator, row.scope), False)


def test_every_goal_leads_to_how_it_is_written_and_where(
    book: Catalogue, trees: dict[str, Node]
) -> None:
    for lang, tree in trees.items():
        rows = {n.attributes["id"]: n for n in tree.all("tr") if "id" in n.attributes}
        for link in tree.all("a", "goal"):
            id_ = unquote(link.attributes["href"][1:])
            assert id_ in rows, (lang, id_)
            stated = book.target(id_)
            assert rows[id_].one("q").text == stated.written
            if stated.locator is not None:
                assert stated.locator.heading in rows[id_].text


def test_a_target_that_no_plan_states_has_a_row_of_its_own(tmp_path: Path) -> None:
    book = small(tmp_path)
    tree = parse(render_page(book, book.local_plans()))
    last = rows_of(comparison(tree, "children"))
    line = next(r for r in last if r.attributes["data-indicator"] == "exercise-time")
    assert [text for text, _ in goals(line.elements[1])] == ["≥1小时"]
    assert [verdicts(cell) for cell in line.elements[2:]] == [{("missing", "儿童纲要")}] * 3


def test_a_figure_below_the_wanted_evidence_has_its_dagger_wherever_it_stands(
    tmp_path: Path,
) -> None:
    book = small(tmp_path)
    for evidence, daggers in ((Confidence.SECONDARY, 4), (Confidence.RECALLED, 0)):
        text = render_page(book, book.local_plans(), evidence=evidence)
        assert len(parse(text).all("span", "dagger")) == daggers


def test_another_plan_can_be_the_reference_and_its_targets_stand_on_the_page_once(
    tmp_path: Path,
) -> None:
    book = small(tmp_path)
    tree = parse(render_page(book, book.local_plans(Audience.CHILDREN), against=["东莞"]))
    ids = Counter(n.attributes["id"] for n in tree.all("tr") if "id" in n.attributes)
    assert ids["d-children/infant-mortality@2030"] == 1
    assert set(ids.values()) == {1}
    line = rows_of(comparison(tree, "children"))[0]
    # its end value, and what it states for the year in which one of the plans ends
    assert goals(line.elements[1]) == [
        ("≤3.0‰", "d-children/infant-mortality@2030"),
        ("≤3.5‰", "d-children/infant-mortality@2025"),
    ]
    assert verdicts(line.elements[3]) == {("looser", "东莞")}


@pytest.mark.parametrize(("lang", "said"), [("zh", "全文收录"), ("en", "read whole")])
def test_the_reference_that_was_read_whole_says_so_where_others_give_their_evidence(
    tmp_path: Path, lang: str, said: str
) -> None:
    book = small(tmp_path)
    mine = [book.plans["q-children"]]
    tree = parse(render_page(book, mine, against=["d-children", "national"], lang=lang))
    assert said in tree.by_id("d-children/infant-mortality@2030").text
    attested = tree.by_id("n-children/infant-mortality@2030").text
    assert said not in attested
    assert {"zh": "已核", "en": "verified"}[lang] in attested


@pytest.mark.parametrize(("lang", "part"), [("zh", "农村"), ("en", "rural")])
def test_what_is_asked_of_a_part_stands_beside_the_whole_that_answers_it(
    tmp_path: Path, lang: str, part: str
) -> None:
    book = catalogue(
        tmp_path,
        plan("d-children", "dongguan", target("enrolment-rate", "≥100%")),
        upper("n-children", "nation", target("enrolment-rate", "≥95%", scope="rural")),
    )
    tree = parse(render_page(book, book.local_plans(), lang=lang))
    (line,) = rows_of(comparison(tree, "children"))
    assert "data-scope" not in line.attributes
    _, asked, stated = line.elements
    assert [goal for goal, _ in goals(asked)] == ["≥95%"]
    assert part in asked.text
    assert {code for code, _ in verdicts(stated)} == {"stricter"}


def test_a_sector_document_that_asks_for_nothing_the_plan_states_is_not_counted(
    tmp_path: Path,
) -> None:
    book = catalogue(
        tmp_path,
        plan("d-children", "dongguan", target("enrolment-rate", "≥95%"), period="2021–2025"),
        upper("n-children", "nation", target("enrolment-rate", "≥96%")),
        plan("n-health", "nation", target("myopia-rate", "≤38%"), period="2021–2025",
             role="sector", short="健康规划"),
    )  # fmt: skip
    tree = parse(render_page(book, book.local_plans()))
    (line,) = tree.by_id("children").one("details").one("tbody").all("tr")
    assert [cell.text for cell in line.elements[:4]] == ["东莞", "国家", "1", "1"]
    assert "健康规划" not in tree.by_id("documents").text


@pytest.mark.parametrize(
    ("lang", "title"),
    [("zh", "东莞等7地儿童发展规划目标值对照"),
     ("en", "Targets of the plans for children: Dongguan and 6 others")],
)  # fmt: skip
def test_the_title_names_the_first_of_many_places_and_how_many(
    tmp_path: Path, lang: str, title: str
) -> None:
    more = [
        JURISDICTIONS[2] | {"id": f"place-{n}", "code": f"44190{n}", "short": f"甲{n}",
                            "name": f"甲{n}市", "en": f"Place {n}"}
        for n in range(1, 7)
    ]  # fmt: skip
    names = ["dongguan", *(str(p["id"]) for p in more)]
    book = catalogue(
        tmp_path,
        *(plan(f"{name}-children", name, target("enrolment-rate", "≥95%")) for name in names),
        jurisdictions=[*JURISDICTIONS, *more],
    )
    for places, said in ((book.local_plans(), True), (book.local_plans()[:6], False)):
        tree = parse(render_page(book, places, lang=lang))
        assert (tree.one("h1").text == title) == said


def test_without_a_baseline_there_is_no_column_for_one(tmp_path: Path) -> None:
    book = small(tmp_path)
    tree = parse(render_page(book, book.local_plans(Audience.CHILDREN), against=[]))
    assert not tree.all("th", "upper")
    assert all(len(r.elements) == 4 for r in rows_of(comparison(tree, "children")))


def test_places_without_a_plan_of_the_audience_are_named_as_not_collected(tmp_path: Path) -> None:
    book = small(tmp_path)
    tree = parse(render_page(book, book.local_plans()))
    said = tree.by_id("women").all("p", "hint")[0].text
    assert "东莞、乐清" in said
    assert "清城" not in said


def test_a_field_that_was_asked_for_is_all_there_is(tmp_path: Path) -> None:
    book = small(tmp_path)
    tree = parse(render_page(book, book.local_plans(), fields=[Field.EDUCATION]))
    assert {b.attributes["data-field"] for b in tree.all("tbody")
            if "data-field" in b.attributes} == {"education"}  # fmt: skip
    assert "infant-mortality" not in tree.text


def test_nothing_to_compare_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        render_page(small(tmp_path), [])


# -- how it is built -------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_headings_have_a_scope_tables_a_caption_controls_a_label_and_ids_are_unique(
    trees: dict[str, Node], lang: str
) -> None:
    tree = trees[lang]
    assert tree.one("html").attributes["lang"] == {"zh": "zh-CN", "en": "en"}[lang]
    for head in tree.all("th"):
        assert head.attributes["scope"] in {"col", "row", "colgroup", "rowgroup"}
    for table in tree.all("table"):
        caption = table.elements[0]
        assert caption.name == "caption"
        assert caption.text
    for control in (*tree.all("input"), *tree.all("select")):
        label: Node | None = control
        while label is not None and label.name != "label":
            label = label.parent
        assert label is not None
        assert label.text.strip()
    ids = Counter(n.attributes["id"] for n in tree.walk() if "id" in n.attributes)
    assert set(ids.values()) == {1}
    levels = [int(n.name[1]) for n in tree.walk() if re.fullmatch("h[1-6]", n.name)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}


def test_marks_and_daggers_are_said_in_words_too(trees: dict[str, Node]) -> None:
    for tree in trees.values():
        for sign in (*tree.all("span", "mark"), *tree.all("span", "dagger")):
            assert sign.attributes["role"] == "img"
            assert sign.attributes["aria-label"]
        for item in tree.all("li"):
            if "data-verdict" in item.attributes:
                words = item.text.removesuffix("†")
                assert len(words) > max(len(b.text) for b in item.all("bdi"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_loads_nothing_and_allows_only_its_own_style_and_script(
    pages: dict[str, str], trees: dict[str, Node], lang: str
) -> None:
    tree = trees[lang]
    for node in tree.walk():
        assert node.name not in {"link", "img", "iframe", "object", "embed", "base", "style"} or (
            node.name == "style" and "url(" not in node.text and "@import" not in node.text
        )
        assert not {"src", "srcset", "style", "action"} & set(node.attributes)
        assert not any(name.startswith("on") for name in node.attributes)
        assert node.attributes.get("href", "#").startswith("#")
    policy = next(m for m in tree.all("meta") if "http-equiv" in m.attributes).attributes["content"]
    assert policy.startswith("default-src 'none'; ")
    *data, script = tree.all("script")
    assert [d.attributes["type"] for d in data] == ["application/json"]
    for source in (tree.one("style"), script):
        digest = base64.b64encode(hashlib.sha256(source.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "fetch(" not in script.text
    assert "innerHTML" not in script.text


def test_the_same_request_gives_the_same_bytes_in_another_process(pages: dict[str, str]) -> None:
    program = (
        "import sys; from plancmp.compare.loader import load; "
        "from plancmp.compare.page import render_page; book = load(); "
        "sys.stdout.buffer.write(render_page(book, book.local_plans(), version='1.2.3').encode())"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert done.stdout.decode() == pages["zh"]


# -- pinyin ------------------------------------------------------------------------------------------


def test_the_page_carries_the_syllables_of_chinese_names(book: Catalogue) -> None:
    pytest.importorskip("pypinyin", reason="pypinyin is not installed: pip install plancmp[html]")
    data = json.loads(parse(render_page(book, book.local_plans())).by_id("data").text)
    typed, spoken = data["find"]["infant-mortality"]
    assert "婴儿死亡率" in typed
    assert "ying er si wang lv" in spoken
    read = reader()
    assert read is not None
    assert read("低出生体重（3岁）") == "di chu sheng ti zhong 3 sui"


def test_without_pypinyin_the_page_works_and_says_what_it_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    book = small(tmp_path)
    tree = parse(render_page(book, book.local_plans()))
    assert "pypinyin" in tree.by_id("notes").text
    search = next(n for n in tree.all("input") if n.attributes["type"] == "search")
    assert "拼音" not in search.attributes["placeholder"]
    assert all(not spoken for _, spoken in json.loads(tree.by_id("data").text)["find"].values())


# -- looks ---------------------------------------------------------------------------------------------


def palettes() -> list[dict[str, str]]:
    source = Path(page_package.__file__).with_name("page.css").read_text("utf-8")
    found = re.findall(r":root\s*{([^}]*)}", source)
    return [dict(re.findall(r"--([a-z]+):\s*(#[0-9a-f]{6})", body)) for body in found]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_ink_has_a_contrast_of_four_and_a_half_on_every_paper() -> None:
    light, dark = palettes()
    for palette in (light, dark):
        for ink in ("ink", "muted", "link", "more", "less", "near", "focus"):
            for paper in ("paper", "panel"):
                a, b = sorted((luminance(palette[ink]), luminance(palette[paper])))
                assert (b + 0.05) / (a + 0.05) >= 4.5, (ink, paper)


def test_motion_is_only_for_those_who_have_not_asked_for_less() -> None:
    source = Path(page_package.__file__).with_name("page.css").read_text("utf-8")
    calm, moving = source.split("@media (prefers-reduced-motion: no-preference)", 1)
    assert not re.search(r"animation|transition|scroll-behavior", calm)
    assert not re.search(r"animation|transition|scroll-behavior", moving.split("\n}\n", 1)[1])


# -- the command ---------------------------------------------------------------------------------------


def test_export_writes_the_page(run: Run, tmp_path: Path) -> None:
    there = tmp_path / "page.html"
    done = run("export", "东莞", "清城", "--audience", "children", "--format", "html", "-o", there)
    assert done.code == 0
    assert done.out == ""
    tree = parse(there.read_text("utf-8"))
    places = [h.attributes["data-place"] for h in comparison(tree, "children").all("th")
              if "data-place" in h.attributes]  # fmt: skip
    assert places == ["dongguan", "qingcheng"]
    assert VerdictCode.STRICTER in there.read_text("utf-8")


def test_the_home_place_has_the_first_column(run: Run) -> None:
    done = run("export", "--format", "html", "-a", "children", "--home", "清城")
    tree = parse(done.out)
    heads = [h for h in comparison(tree, "children").all("th") if "data-place" in h.attributes]
    assert heads[0].attributes["data-place"] == "qingcheng"


@pytest.mark.parametrize("option", [("--parts", "table"), ("--heading-level", "2")])
def test_what_only_a_paper_has_is_refused_for_a_page(run: Run, option: tuple[str, str]) -> None:
    done = run("export", "--format", "html", *option)
    assert done.code == 2
    assert option[0] in done.err
    assert done.out == ""


def test_a_missing_pypinyin_is_told_on_standard_error(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypinyin", None)
    done = run("export", "--format", "html", "-a", "women")
    assert done.code == 0
    assert "plancmp[html]" in done.err
