"""The page in a browser: filters, search, the card, the keyboard, narrow screens, paper."""

from __future__ import annotations

import re
from pathlib import Path

import chromium
import pytest
from page_books import hostile, small
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.diff import Only, diff_plans
from plancmp.compare.loader import load
from plancmp.compare.model import Audience
from plancmp.compare.page import render_page


@pytest.fixture(scope="module", autouse=True)
def _browser(tmp_path_factory: pytest.TempPathFactory) -> None:
    if not chromium.runs(tmp_path_factory.mktemp("browser")):
        pytest.skip(chromium.WHY_SKIPPED)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return small(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def page(book: Catalogue) -> str:
    return render_page(book, book.local_plans())


@pytest.fixture(scope="module")
def whole() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def whole_page(whole: Catalogue) -> str:
    return render_page(whole, whole.local_plans())


def test_the_script_runs_under_the_policy_of_the_page_and_no_other_does(
    page: str, tmp_path: Path
) -> None:
    there = tmp_path / "page.html"
    foreign = "<script>document.title = 'foreign'</script></body>"
    there.write_text(page.replace("</body>", foreign), "utf-8")
    seen = chromium.dump(tmp_path, there.as_uri())
    assert 'class="live"' in seen
    assert "foreign</title>" not in seen
    status = re.search(r'<p id="status"[^>]*>([^<]*)</p>', seen)
    assert status
    assert status[1] == "显示 3 项，共 4 项。"


def test_hostile_text_runs_nothing_even_without_the_policy(tmp_path: Path) -> None:
    book = hostile(tmp_path)
    found = chromium.run(
        tmp_path,
        render_page(book, book.local_plans()),
        """set("show", "all");
        for (const goal of many("main a.goal")) { goal.click(); goal.click(); }
        one("main a.goal").click();
        await pause(400);
        return { scripts: document.scripts.length, images: document.images.length,
                 card: one("#card").textContent.includes("pwned()"),
                 wide: document.documentElement.scrollWidth <= innerWidth };""",
    )
    # the page's two and the test's two
    assert found == {"scripts": 4, "images": 0, "card": True, "wide": True}


def rows_of(whole: Catalogue, only: Only, *places: str) -> list[str]:
    plans = whole.local_plans(Audience.CHILDREN)
    mine = [p for p in plans if not places or p.jurisdiction in places]
    rows = diff_plans(whole, mine, Audience.CHILDREN, only=only).rows
    return [r.indicator + (f"~{r.scope}" if r.scope else "") for r in rows]


def test_a_choice_of_rows_is_that_of_diff_only(
    whole: Catalogue, whole_page: str, tmp_path: Path
) -> None:
    choices = [Only.NUMBERS, Only.EQUAL, Only.MISSING, Only.ALONE, Only.SHARED, Only.WORDS,
               Only.NEAR]  # fmt: skip
    found = chromium.run(
        tmp_path,
        whole_page,
        f"""const out = [];
        for (const one of {[str(c) for c in choices]}) {{ set("show", one); out.push(shown()); }}
        return out;""",
    )
    assert found == [rows_of(whole, only) for only in choices]


def test_rows_are_chosen_among_the_places_in_sight(
    whole: Catalogue, whole_page: str, tmp_path: Path
) -> None:
    found = chromium.run(
        tmp_path,
        whole_page,
        "set('place', 'dongguan'); set('place', 'qingcheng'); set('show', 'equal'); return shown();",
    )
    assert found == rows_of(whole, Only.EQUAL, "dongguan", "qingcheng")


def test_filters_sort_and_audience_change_what_is_in_sight(page: str, tmp_path: Path) -> None:
    found = chromium.run(
        tmp_path,
        page,
        """const seen = {};
        const heads = () => many(".comparison thead th").filter((th) => th.checkVisibility())
          .map((th) => th.dataset.place || "-");
        seen.start = shown();
        set("show", "all"); seen.all = shown();
        set("field", "education"); seen.education = shown(); set("field", "education");
        set("place", "yueqing"); seen.yueqing = [shown(), heads()]; set("place", "yueqing");
        set("verdict", "missing"); seen.missing = shown(); set("verdict", "");
        set("sort", "plans"); seen.plans = shown(); set("sort", "document");
        set("audience", "women"); seen.women = [shown(), heads()];
        seen.section = one("#children").hidden;
        one("button[type=reset]").click(); await pause(50);
        seen.reset = [one("[name=show]").value, one("[name=audience]:checked").value];
        return seen;""",
    )
    assert found["start"] == ["infant-mortality", "myopia-rate", "enrolment-rate"]
    assert found["all"] == [
        "infant-mortality", "myopia-rate", "exercise-time", "enrolment-rate"
    ]  # fmt: skip
    assert found["education"] == ["enrolment-rate"]
    assert found["yueqing"] == [["infant-mortality", "exercise-time"], ["-", "-", "yueqing"]]
    assert found["missing"] == ["exercise-time"]
    assert found["plans"][0] == "infant-mortality"
    assert found["women"] == [["women-on-committees"], ["-", "qingcheng"]]
    assert found["section"] is True
    assert found["reset"] == ["numbers", "women"]


def test_search_takes_chinese_english_pinyin_and_initials(page: str, tmp_path: Path) -> None:
    pytest.importorskip("pypinyin", reason="pypinyin is not installed: pip install plancmp[html]")
    queries = ["婴儿死亡", "INFANT mort", "infant-mortality", "yingersiwang", "yesw", "yingesw",
               "siwanglü", "mao ruxue", "ｊｉｎｓｈｉ", "nothing", "yd"]  # fmt: skip
    found = chromium.run(
        tmp_path,
        page,
        f"""const out = [];
        for (const q of {queries!r}) {{ set("q", q); out.push([shown(), one("#status").textContent]); }}
        return out;""",
    )
    rows = [r for r, _ in found]
    assert rows[:7] == [["infant-mortality"]] * 7
    assert rows[7] == ["enrolment-rate"]
    assert rows[8] == ["myopia-rate"]
    assert found[9] == [[], "没有符合条件的指标。"]
    # 运动 is in a row without any figure of the plans
    assert found[10] == [[], "没有符合条件的指标。 另有 1 项符合查找而被其他筛选隐去。"]


def test_the_card_opens_by_focus_hover_and_click_and_closes_by_escape(
    page: str, tmp_path: Path
) -> None:
    found = chromium.run(
        tmp_path,
        page,
        """const seen = [];
        const card = one("#card");
        const goals = many("tr[data-indicator=infant-mortality] td:not(.upper) > a.goal");
        const note = (what, goal) => seen.push([what, !card.hidden, goal.getAttribute("aria-expanded"),
          goal.getAttribute("aria-describedby"), document.activeElement === goal]);
        goals[0].focus({ focusVisible: true }); note("focus", goals[0]);
        const text = card.textContent;
        key(goals[0], "Escape"); note("escape", goals[0]);
        goals[1].click(); note("click", goals[1]);
        document.body.click(); note("elsewhere", goals[1]);
        document.activeElement.blur();
        hover(goals[2]); note("at once", goals[2]);
        await pause(300); note("hover", goals[2]);
        point(goals[2], "pointerout", card); hover(card); await pause(600); note("onto", goals[2]);
        point(card, "pointerout", document.body); await pause(600); note("off", goals[2]);
        goals[2].click(); point(goals[2], "pointerout", document.body); await pause(600);
        note("pinned", goals[2]);
        key(document.body, "Escape"); note("escape again", goals[2]);
        return [seen, text];""",
    )
    seen, text = found
    shut = [False, "false", None]
    assert seen == [
        ["focus", True, "true", "card", True],
        ["escape", *shut, True],
        ["click", True, "true", "card", False],
        ["elsewhere", *shut, False],
        ["at once", *shut, False],
        ["hover", True, "true", "card", False],
        ["onto", True, "true", "card", False],
        ["off", *shut, False],
        ["pinned", True, "true", "card", False],
        ["escape again", *shut, False],
    ]
    for part in ("d-children规划", "婴儿死亡率", "≤3.0‰", "2030年", "儿童与健康·目标1",
                 "同一指标另有表述", "低于儿童纲要2.0个千分点", "▲ 要求最高"):  # fmt: skip
        assert part in text


def test_arrow_keys_go_from_goal_to_goal_over_what_is_hidden_or_empty(
    page: str, tmp_path: Path
) -> None:
    found = chromium.run(
        tmp_path,
        page,
        """const at = () => decodeURIComponent(document.activeElement.getAttribute("href"));
        one("a.goal[href='#d-children/infant-mortality@2030']").focus();
        const seen = [at()];
        for (const name of ["ArrowDown", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) {
          key(document.activeElement, name); seen.push(at());
        }
        return seen;""",
    )
    assert found == [
        "#d-children/infant-mortality@2030",
        "#d-children/enrolment-rate@2030",
        "#d-children/infant-mortality@2030",
        "#q-children/infant-mortality@2030",
        "#q-children/myopia-rate@2030",
        "#q-children/myopia-rate@2030",
        "#q-children/infant-mortality@2030",
    ]


def test_the_address_keeps_a_view_and_brings_it_back(page: str, tmp_path: Path) -> None:
    found = chromium.run(
        tmp_path,
        page,
        """const first = [location.hash, shown(), one("[name=q]").value];
        set("q", "婴儿"); set("sort", "name");
        return [...first, decodeURIComponent(location.hash)];""",
        hash_="#show=all&field=education&q=&place=dongguan",
    )
    assert found[1:3] == [["enrolment-rate"], ""]
    assert found[3] == "#q=婴儿&show=all&sort=name&field=education&place=dongguan"


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_no_width_makes_the_page_itself_scroll_sideways(
    whole_page: str, tmp_path: Path, width: int
) -> None:
    found = chromium.run(
        tmp_path,
        whole_page,
        """set("show", "all");
        return [innerWidth, document.documentElement.scrollWidth,
          getComputedStyle(one(".comparison tr[data-indicator]")).display];""",
        width=width,
    )
    assert found[0] == width
    assert found[1] <= width
    assert found[2] == ("flex" if width <= 640 else "table-row")


def test_a_narrow_screen_keeps_the_table_a_table_for_those_who_listen(
    page: str, tmp_path: Path
) -> None:
    found = chromium.run(
        tmp_path,
        page,
        """const row = one("tr[data-indicator=infant-mortality]");
        return [one(".comparison").getAttribute("role"), row.getAttribute("role"),
          Array.from(row.cells).map((c) => [c.getAttribute("role"), c.dataset.label || ""])];""",
        width=390,
    )
    assert found == [
        "table", "row",
        [["rowheader", ""], ["cell", "上级目标"], ["cell", "东莞 2030年"], ["cell", "清城 2030年"],
         ["cell", "乐清 2025年"]],
    ]  # fmt: skip


def test_paper_is_a4_landscape_and_has_no_controls(whole_page: str, tmp_path: Path) -> None:
    there = tmp_path / "page.html"
    there.write_text(whole_page, "utf-8")
    paper = tmp_path / "page.pdf"
    chromium.call(
        tmp_path, "--virtual-time-budget=4000", "--no-pdf-header-footer",
        f"--print-to-pdf={paper}", there.as_uri(),
    )  # fmt: skip
    boxes = set(re.findall(rb"/MediaBox \[([^\]]*)\]", paper.read_bytes()))
    assert len(boxes) == 1
    _, _, width, height = map(float, boxes.pop().split())
    assert (round(width), round(height)) == (842, 595)
    hidden = chromium.run(
        tmp_path,
        whole_page,
        """const print = Array.from(document.styleSheets[0].cssRules)
          .filter((rule) => rule.media && rule.media.mediaText === "print");
        const style = document.createElement("style");
        style.textContent = print.map((rule) => Array.from(rule.cssRules).map((r) => r.cssText).join("")).join("");
        document.head.append(style);
        one("main a.goal").click();
        const left = ["#controls", "#status", "#card", ".skip", "#sources"]
          .filter((s) => one(s).checkVisibility());
        const breaks = getComputedStyle(one("#women")).breakBefore;
        set("audience", "women");
        return [left, breaks, getComputedStyle(one("#women")).breakBefore];""",
    )
    assert hidden == [[], "page", "auto"]
