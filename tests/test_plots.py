"""Pictures: the same bytes for the same input, nothing cut off, nothing over another."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from catalogues import INDICATORS, JURISDICTIONS, catalogue, plan, target, upper, written
from conftest import Run
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.coverage import coverage
from plancmp.compare.errors import UsageError
from plancmp.compare.model import Audience, Field
from plancmp.compare.scale_rows import scales

CHILDREN = Audience.CHILDREN
HOSTILE = "率$x_1^2$ <b>&amp; \\frac{1}{2} 😀\U00020bb7\n第二行\u202e"
SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"

installed = all(find_spec(name) for name in ("matplotlib", "pylopdf_fonts_zh_cn"))
needs_extra = pytest.mark.skipif(
    not installed, reason="pictures need the extra: pip install 'plancmp[plot]'"
)


def _hostile(folder: Path) -> Catalogue:
    return catalogue(
        folder,
        plan("dongguan-children", "dongguan", target("enrolment-rate", "≥95%"),
             target("enrolment-rate", "≥95%", year=2025, item=2)),
        plan("qingcheng-children", "qingcheng", target("enrolment-rate", "≥98.55%"),
             target("infant-mortality", "↓")),
        upper("national-children", "nation", target("enrolment-rate", "≥90%")),
        indicators=[r | {"zh": r["zh"] + HOSTILE, "en": r["en"] + HOSTILE} for r in INDICATORS],
        jurisdictions=[j | {"short": j["short"] + "$\\<&"} for j in JURISDICTIONS],
    )  # fmt: skip


def _dots(book: Catalogue, field: Field, **more: Any) -> bytes:
    from plancmp.compare.plots.dots import dot_plot

    report = scales(book, book.local_plans(CHILDREN), CHILDREN, show_all=True)
    return dot_plot(book, report, field, **more)


def _map(book: Catalogue, **more: Any) -> bytes:
    from plancmp.compare.plots.coverage_map import coverage_map

    return coverage_map(book, coverage(book, book.local_plans(CHILDREN), CHILDREN), **more)


# -- drawing --------------------------------------------------------------------------------------


@needs_extra
@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_input_makes_the_same_bytes(tmp_path: Path, form: str) -> None:
    book = _hostile(tmp_path)
    assert _dots(book, Field.EDUCATION, form=form) == _dots(book, Field.EDUCATION, form=form)
    assert _map(book, form=form) == _map(book, form=form)


@needs_extra
def test_a_personal_style_does_not_reach_the_picture(tmp_path: Path) -> None:
    import matplotlib as mpl

    book = _hostile(tmp_path)
    before = _dots(book, Field.EDUCATION)
    with mpl.rc_context({"font.size": 30, "axes.grid": True, "text.usetex": True}):
        assert _dots(book, Field.EDUCATION) == before
        assert mpl.rcParams["font.size"] == 30


@needs_extra
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_names_are_text_and_nothing_else(tmp_path: Path, lang: str) -> None:
    # a character without a glyph or a formula that does not parse would warn, hence fail
    book = _hostile(tmp_path)
    for picture in (_dots(book, Field.EDUCATION, lang=lang), _map(book, lang=lang)):
        root = ET.fromstring(picture)
        assert root.tag == f"{SVG}svg"
        assert not root.findall(f".//{SVG}text"), "letters are outlines: no font is needed"
        assert not root.findall(f".//{SVG}script")
    assert _dots(book, Field.EDUCATION, lang=lang, form="png").startswith(PNG)


@needs_extra
def test_a_picture_says_in_words_what_it_shows(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3.0‰")),
        plan("yueqing-children", "yueqing", target("infant-mortality", "≤5‰"),
             period="2021–2025"),
    )  # fmt: skip
    picture = _dots(book, Field.HEALTH).decode()
    assert "<title>儿童规划目标：健康</title>" in picture
    assert "婴儿死亡率 ‰: 东莞 3.0 (2030), 乐清 5 (2025)" in picture


@needs_extra
def test_a_picture_has_no_date_and_no_version_of_the_library(tmp_path: Path) -> None:
    book = _hostile(tmp_path)
    assert b"dc:date" not in _map(book)
    assert b"Matplotlib v" not in _map(book)
    assert b"Software" not in _map(book, form="png")


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The pages that would have been saved."""
    from plancmp.compare.plots.page import Page

    found: list[Any] = []

    def keep(page: Any, *_: object) -> bytes:
        found.append(page)
        return b""

    monkeypatch.setattr(Page, "saved", keep)
    return found


def _boxes(page: Any) -> list[tuple[str, Any]]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text
    from plancmp.compare.plots.page import paper

    with paper():
        canvas = FigureCanvasAgg(page.figure)
        canvas.draw()
        texts = [t for t in page.figure.findobj(Text) if t.get_visible() and t.get_text()]
        # of an annotation the letters alone, not the arrow it might have
        return [(t.get_text(), Text.get_window_extent(t, canvas.get_renderer())) for t in texts]


def _faults(page: Any) -> list[str]:
    boxes = _boxes(page)
    width, height = page.figure.bbox.width, page.figure.bbox.height
    out = [
        f"cut off: {text}"
        for text, box in boxes
        if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height
    ]
    for n, (text, a) in enumerate(boxes):
        for other, b in boxes[n + 1 :]:
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            if across > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1:
                out.append(f"over each other: {text} and {other}")
    return out


@needs_extra
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("audience", list(Audience))
def test_no_text_of_the_catalogues_pictures_is_cut_off_or_over_another(
    real: Catalogue, pages: list[Any], audience: Audience, lang: str
) -> None:
    from plancmp.compare.plots.coverage_map import coverage_map
    from plancmp.compare.plots.dots import dot_plot

    book = real
    plans = book.local_plans(audience)
    report = scales(book, plans, audience, ["all"])
    for field in report.fields:
        dot_plot(book, report, field, lang=lang)
    coverage_map(book, coverage(book, plans, audience), lang=lang)
    assert len(pages) == len(report.fields) + 1
    assert [fault for page in pages for fault in _faults(page)] == []


@needs_extra
def test_two_years_at_one_figure_are_two_signs(tmp_path: Path, pages: list[Any]) -> None:
    from matplotlib.lines import Line2D

    _dots(_hostile(tmp_path), Field.EDUCATION)
    (axes,) = pages[0].figure.axes
    heights = {
        (line.get_marker(), float(line.get_ydata()[0]))
        for line in axes.get_children()
        if isinstance(line, Line2D)
        and line.get_marker() in ("o", "s")
        and line.get_xdata()[0] == 95
    }
    assert heights == {("o", -0.25), ("s", 0.25)}


@needs_extra
@pytest.mark.parametrize(
    ("lang", "words", "short"),
    [("zh", "○ 建立制度", "○ 无数值"), ("en", "○ qualitative", "○ no figure")],
)
def test_a_plan_without_a_figure_says_its_words_where_they_fit(
    tmp_path: Path, pages: list[Any], lang: str, words: str, short: str
) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰")),
        plan("qingcheng-children", "qingcheng",
             target("infant-mortality", "qualitative", label="建立制度")),
        plan("yueqing-children", "yueqing",
             target("infant-mortality", "≤[" + "全国同期平均水平" * 12 + "]")),
    )  # fmt: skip
    _dots(book, Field.HEALTH, lang=lang)
    said = [text for text, _ in _boxes(pages[0])]
    assert words in said
    assert short in said
    assert not _faults(pages[0])


@needs_extra
def test_the_middle_one_of_three_figures_on_a_line_stands_above_its_sign(
    tmp_path: Path, pages: list[Any]
) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("enrolment-rate", "≥90.3%", year=2023),
             target("enrolment-rate", "≥95.3%", year=2025),
             target("enrolment-rate", "≥99.3%", year=2030)),
        plan("qingcheng-children", "qingcheng", target("enrolment-rate", "≥97%")),
    )  # fmt: skip
    _dots(book, Field.EDUCATION)
    boxes = {text: box for text, box in _boxes(pages[0]) if text.endswith(".3")}
    (axes,) = pages[0].figure.axes
    signs = {n: axes.transData.transform((n, 0)) for n in (90.3, 95.3, 99.3)}
    assert boxes["90.3"].x1 < signs[90.3][0]
    assert boxes["99.3"].x0 > signs[99.3][0]
    assert boxes["95.3"].x0 < signs[95.3][0] < boxes["95.3"].x1
    assert boxes["95.3"].y0 > signs[95.3][1]


@needs_extra
@pytest.mark.parametrize(
    ("lang", "doubt", "limit"),
    [("zh", "40（存疑）", "（至50%）"), ("en", "40 (doubtful)", "(up to 50%)")],
)
def test_a_doubtful_figure_and_a_limit_are_said_in_the_picture(
    tmp_path: Path, pages: list[Any], lang: str, doubt: str, limit: str
) -> None:
    doubtful = {"printed": "40%", "likely": "30%", "reason": "x"}
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan",
             target("women-on-committees", "≥40%", suspect=doubtful)),
        plan("qingcheng-children", "qingcheng", target("women-on-committees", "≥60%")),
    )  # fmt: skip
    _dots(book, Field.PARTICIPATION, lang=lang)
    said = [text for text, _ in _boxes(pages[0])]
    assert doubt in said
    assert any(text.endswith(limit) for text in said)


@needs_extra
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_word_wider_than_a_picture_is_broken_and_nothing_of_it_lost(
    tmp_path: Path, pages: list[Any], lang: str
) -> None:
    from plancmp.compare.plots.page import text_width, wrap

    word = "Donaudampfschifffahrt" * 9
    for text in (word, f"Of {word}"):
        lines = wrap(text, 9.0, 2.0)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(text_width(line, 9.0) <= 2.0 for line in lines)
    named = [r | {"zh": word, "en": word} if r["id"] == "infant-mortality" else r
             for r in INDICATORS]  # fmt: skip
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰")),
        plan("qingcheng-children", "qingcheng", target("infant-mortality", "≤4‰")),
        indicators=named,
    )
    _dots(book, Field.HEALTH, lang=lang)
    assert not _faults(pages[0])


@needs_extra
def test_a_field_or_a_map_without_a_figure_is_refused_with_a_way_out(tmp_path: Path) -> None:
    book = catalogue(tmp_path, plan("dongguan-children", "dongguan", target("myopia-rate", "↓")))
    with pytest.raises(UsageError, match="“法律”没有可画的数值；换一个 --field") as dots:
        _dots(book, Field.LAW)
    assert dots.value.en == "no figure to draw in Law; choose another --field"
    with pytest.raises(UsageError, match="没有可画的指标") as cells:
        _map(book)
    assert cells.value.en == "no indicator to draw; choose another --field"


@needs_extra
def test_due_years_differ_in_shape_and_near_matches_in_filling(pages: list[Any]) -> None:
    from plancmp.compare.plots.panels import sign_of

    assert sign_of("o", "k", "k").get_marker() != sign_of("s", "k", "k").get_marker()
    assert sign_of("o", "k", "k", near=True).get_fillstyle() == "left"


@needs_extra
def test_cells_of_a_map_differ_without_colour(tmp_path: Path, pages: list[Any]) -> None:
    from matplotlib.patches import Rectangle

    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰")),
        plan("qingcheng-children", "qingcheng", target("infant-mortality", "↓")),
        plan("yueqing-children", "yueqing",
             target("infant-mortality", "≤5‰", match="near", note="x"),
             target("myopia-rate", "≤40%")),
    )  # fmt: skip
    _map(book)
    figure = pages[0].figure
    signs = [t.get_text() for t in figure.texts]
    patterns = {p.get_hatch() for p in figure.findobj(Rectangle) if p is not figure.patch}
    assert {"●", "≈", "○", "—"} <= set(signs)
    assert len(patterns) == 3, "solid or empty, hatched, dotted"


# -- the command ------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return written(
        tmp_path,
        plan("dongguan-children", "dongguan", target("infant-mortality", "≤3‰"),
             target("enrolment-rate", "≥98%")),
        plan("qingcheng-children", "qingcheng", target("infant-mortality", "≤4‰"),
             target("enrolment-rate", "≥99%")),
    )  # fmt: skip


Plot = Callable[..., Any]


@pytest.fixture
def plot(run: Run, small: Path) -> Plot:
    def call(*argv: object) -> Any:
        return run("plot", "--catalogue", small, *argv)

    return call


@needs_extra
def test_a_folder_gets_a_file_for_each_picture(plot: Plot, tmp_path: Path) -> None:
    folder = tmp_path / "figures"
    ran = plot("-o", folder)
    assert ran.code == 0
    assert not ran.out
    assert sorted(p.name for p in folder.iterdir()) == [
        "dots-children-education.svg", "dots-children-health.svg",
    ]  # fmt: skip
    assert plot("-o", folder, "-k", "coverage", "-F", "png").code == 0
    assert (folder / "coverage-children.png").read_bytes().startswith(PNG)


@needs_extra
def test_a_file_gets_one_picture_by_its_name(plot: Plot, tmp_path: Path) -> None:
    assert plot("-o", tmp_path / "a.png", "-f", "health").code == 0
    assert (tmp_path / "a.png").read_bytes().startswith(PNG)
    assert plot("-o", tmp_path / "a.svg", "-i", "infant-mortality").code == 0
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<?xml")


@needs_extra
@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("-o", "{}/a.svg"), "2 幅图"),
        (("-o", "{}/a.pdf"), ".pdf"),
        (("-o", "{}/a.svg", "-F", "png"), "不符"),
        (("-o", "{}/no/such/a.svg"), "没有文件夹"),
        (("-o", "{}/no/such"), "没有文件夹"),
        (("-o", "{}", "-f", "law"), "没有可画"),
        (("-o", "{}", "-k", "coverage", "--against", "national"), "--against"),
    ],
)
def test_what_cannot_be_drawn_is_trouble_in_one_line(
    plot: Plot, tmp_path: Path, argv: tuple[str, ...], said: str
) -> None:
    ran = plot(*(a.format(tmp_path) for a in argv))
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not list(tmp_path.glob("*.svg"))


def test_without_the_extra_one_line_says_what_to_install(
    plot: Plot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import plancmp.cli.commands.plot as command

    monkeypatch.setattr(command, "find_spec", lambda name: None)
    ran = plot("-o", tmp_path / "a.svg")
    assert ran.code == 2
    assert "pip install 'plancmp[plot]'" in ran.err
    assert len(ran.err.splitlines()) == 1


# -- in the briefing -------------------------------------------------------------------------------


@needs_extra
def test_the_briefing_shows_a_picture_of_each_field_from_a_folder_beside_it(
    run: Run, tmp_path: Path
) -> None:
    book = written(
        tmp_path,
        plan("dongguan-children", "dongguan", target("enrolment-rate", "≥95%"),
             target("infant-mortality", "≤4‰")),
        plan("qingcheng-children", "qingcheng", target("enrolment-rate", "≥98%"),
             target("infant-mortality", "≤3‰")),
    )  # fmt: skip
    paper = tmp_path / "一份 简报.md"
    assert run("export", "--pictures", "--output", paper, "--catalogue", book).code == 0
    shown = re.findall(r"^!\[(.+)\]\((\S+)\)$", paper.read_text("utf-8"), re.MULTILINE)
    assert [title for title, _ in shown] == ["儿童 · 健康", "儿童 · 教育"]
    files = [tmp_path / unquote(link) for _, link in shown]
    assert all(f.read_bytes().startswith(PNG) for f in files)
    assert sorted(files) == sorted((tmp_path / "一份 简报-pictures").iterdir())


@needs_extra
@pytest.mark.parametrize(
    ("argv", "said"), [((), "--output"), (("--format", "html", "--output", "x.html"), "网页")]
)
def test_pictures_go_beside_a_paper_only(argv: tuple[str, ...], said: str, run: Run) -> None:
    ran = run("export", "--pictures", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
