"""How output looks: widths, colour, encodings, plain signs, languages, help."""

from __future__ import annotations

import os
import re
from collections import Counter

import pytest
from conftest import Run
from hostile import BIDI, ESCAPES, ZERO_WIDTH
from hypothesis import given
from hypothesis import strategies as st
from plancmp.cli.app import build
from plancmp.cli.calling import COMMANDS
from plancmp.cli.streams import plain_signs
from plancmp.cli.tables import render_sheets
from plancmp.cli.wrapping import breaks, parts
from plancmp.compare.sheets import Column, Group, Sheet
from rich.cells import cell_len
from terminals import environment, in_terminal, piped
from typer.testing import CliRunner

ANSI = re.compile(r"\x1b\[[0-9;]*m")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


# -- widths --------------------------------------------------------------------------------------


def words(text: str) -> str:
    """The text without layout and headings: what must be there at any width."""
    lines = text.splitlines()
    ruled = {n for n, line in enumerate(lines) if line.startswith("───")}
    kept = [line for n, line in enumerate(lines) if not {n, n + 1} & ruled]
    return "".join("".join(kept).split())


def test_a_pipe_is_never_truncated_or_wrapped(run: Run) -> None:
    out = run("list").out
    longest = max(out.splitlines(), key=cell_len)
    assert cell_len(longest) > 200
    assert "…" not in out
    for one in run("list", "-F", "csv").out.splitlines()[1:20]:
        written_as = one.split(",")[18]
        assert written_as in out or '"' in one


@pytest.mark.parametrize("columns", [200, 80, 40, 20])
@pytest.mark.parametrize(
    "argv",
    [("diff", "东莞", "清城", "-a", "children"), ("check", "清城", "-a", "children"),
     ("show", "neonatal-mortality"), ("list", "乐清"), ("plans",)],
    ids=" ".join,
)  # fmt: skip
def test_no_line_is_wider_than_asked_and_nothing_is_cut_off(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: int, argv: tuple[str, ...]
) -> None:
    whole = run(*argv).out
    monkeypatch.setenv("COLUMNS", str(columns))
    narrow = run(*argv).out
    # the closing line of a check is a sentence outside the tables
    tables = narrow.rsplit("\n", 2)[0] if argv[0] == "check" else narrow
    assert max(cell_len(line) for line in tables.splitlines()) <= columns
    # headings are repeated where rows become blocks; no character of the wide table is lost
    data = words(whole)
    for character in set(data):
        assert narrow.count(character) >= data.count(character), character


def test_in_blocks_of_lines_what_goes_on_is_indented(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = run("show", "neonatal-mortality").out.split("† ")[0].splitlines()
    start = next(n for n, line in enumerate(shown) if line.startswith("  目标值: "))
    cells = [line for line in shown[start:] if line.startswith(" ")]
    assert all(re.match(r"  [^ ]+: |    \S", line) for line in cells), cells
    assert any(line.startswith("    ") for line in cells)
    plans = [line for line in shown[start:] if line and not line.startswith(" ")]
    assert all(re.fullmatch(r"..(儿童|妇女)", line) for line in plans), plans


@pytest.mark.parametrize("columns", [80, 20])
def test_a_terminal_gets_lines_of_its_own_width(columns: int) -> None:
    shown = ANSI.sub("", in_terminal(columns, "diff", "东莞", "清城", "-a", "children"))
    assert "婴儿死亡率" in shown.replace("\n", "")
    assert max(cell_len(line) for line in shown.splitlines()) <= columns


CELLS = st.text(alphabet="死亡率≥≤‰%5．0（）、，—▲ a\n†", max_size=12)


@st.composite
def any_sheet(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(0, 4))
    titles = [draw(CELLS) for _ in range(width)]
    row = st.tuples(*[CELLS] * width)
    groups = draw(
        st.lists(st.builds(Group, CELLS, st.lists(row, max_size=4).map(tuple)), max_size=3)
    )
    columns = tuple(Column(title, draw(st.booleans())) for title in titles)
    return Sheet(
        draw(CELLS),
        columns,
        tuple(groups) if width else (),
        tuple(draw(st.lists(CELLS, max_size=2))),
    )


@given(st.lists(any_sheet(), max_size=3), st.booleans())
def test_a_pipe_gets_the_lines_a_wide_terminal_would(sheets: list[Sheet], plain: bool) -> None:
    os.environ.pop("COLUMNS", None)
    os.environ.pop("FORCE_COLOR", None)
    piped_lines = render_sheets(sheets, to_terminal=False, ascii_only=plain)
    os.environ["FORCE_COLOR"] = "1"
    try:
        coloured = render_sheets(sheets, to_terminal=False, ascii_only=plain)
    finally:
        del os.environ["FORCE_COLOR"]
    assert piped_lines == ANSI.sub("", coloured)


@given(any_sheet(), st.integers(20, 60), st.booleans())
def test_whatever_a_table_holds_it_fits_and_loses_nothing(
    sheet: Sheet, columns: int, plain: bool
) -> None:
    os.environ["COLUMNS"] = str(columns)
    try:
        shown = render_sheets([sheet], to_terminal=False, ascii_only=plain)
    finally:
        del os.environ["COLUMNS"]
    assert max(map(cell_len, shown.splitlines()), default=0) <= columns
    cells = [cell for group in sheet.groups for row in group.rows for cell in row]
    said = "".join([sheet.title, *sheet.notes, *(g.title for g in sheet.groups), *cells])
    if not sheet.is_empty or sheet.notes:
        assert not Counter("".join(said.split())) - Counter(shown)


@pytest.mark.parametrize("columns", ["", "80"])
def test_nothing_in_a_name_acts_on_the_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    name = f"{ESCAPES}{BIDI}{ZERO_WIDTH}\x00\x07\r\t后"
    shown = render_sheets([Sheet(name, (Column(name),), (Group(name, ((name,),)),), (name,))],
                          to_terminal=False)  # fmt: skip
    assert not {c for c in shown if not c.isprintable()} - {"\n"}
    assert "␛[31m红␛]0;t␇␛[0m" in shown.replace("\n", "")
    assert "[U+202E]" in shown.replace("\n", "")


def test_nothing_that_was_typed_acts_on_the_terminal(run: Run) -> None:
    ran = run("show", "\x1b[31m\u202e没有的指标")
    assert ran.code == 2
    assert "␛[31m[U+202E]没有的指标" in ran.err


@pytest.mark.parametrize("columns", ["0", "x", "-5", "", "9" * 5000])
def test_a_width_that_makes_no_sense_is_as_none(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    wide = run("plans").out
    monkeypatch.setenv("COLUMNS", columns)
    assert run("plans").out == wide


@given(st.text("清城（）、。“”,.;:%‰≥−0123 ab\t", max_size=40), st.integers(2, 30))
def test_lines_break_so_that_none_is_too_wide_and_no_character_is_lost(
    text: str, width: int
) -> None:
    offsets = breaks(text, width)
    parts = [text[a:b] for a, b in zip([0, *offsets], [*offsets, len(text)], strict=True)]
    assert "".join(parts) == text
    assert all(cell_len(part.rstrip()) <= width for part in parts)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("劣于本地2020年基数7.17/10万", ["劣于本地", "2020年基数", "7.17/10万"]),
        ("≥90%（保持） ▼", ["≥90%", "（保持） ▼"]),
        ("≤3.5‰（2025）", ["≤3.5‰", "（2025）"]),
        ("（≥1.12名/千名）", ["（≥1.12名/", "千名）"]),
        ("单位疑为“1/万”", ["单位疑为", "“1/万”"]),
        ("≥95%的（保持） ▲", ["≥95%的", "（保持） ▲"]),
        ("（这一条说明很长）", ["（这一条说", "明很长）"]),
        ("（鼓励推进）", ["（鼓励推", "进）"]),
        ("≤8 per 100,000", ["≤8 per", "100,000"]),
        ("（2021—2030年）", ["（2021—", "2030年）"]),
        ("dongguan-children", ["dongguan-", "children"]),
        ("34/3/131/63", ["34/3/131/", "63"]),
        ("国发〔2021〕16号", ["国发", "〔2021〕", "16号"]),
    ],
)  # fmt: skip
def test_a_line_does_not_end_between_a_figure_and_its_unit(text: str, lines: list[str]) -> None:
    assert parts(text, 10) == lines


# -- colour --------------------------------------------------------------------------------------


def test_colour_is_for_terminals_and_can_be_declined_or_forced() -> None:
    argv = ("diff", "东莞", "清城", "-a", "children")
    assert ANSI.search(in_terminal(80, *argv))
    assert not ANSI.search(in_terminal(80, *argv, env=environment(TERM="xterm", NO_COLOR="1")))
    assert not ANSI.search(in_terminal(80, *argv, env=environment(TERM="dumb")))
    assert b"\x1b" not in piped(*argv).stdout
    assert b"\x1b" in piped(*argv, env=environment(FORCE_COLOR="1")).stdout
    both = environment(FORCE_COLOR="1", NO_COLOR="1")
    assert b"\x1b" not in piped(*argv, env=both).stdout


# -- encodings -----------------------------------------------------------------------------------


def test_a_gbk_console_gets_gbk_with_signs_it_lacks_in_ascii() -> None:
    ran = piped("check", "清城", "-a", "children", env=environment(PYTHONIOENCODING="gbk"))
    assert ran.returncode in (0, 1)
    text = ran.stdout.decode("gbk")
    assert "≥" in text
    assert "†" not in text
    assert "\\u" not in text


def test_json_and_csv_are_utf_8_whatever_the_console_speaks() -> None:
    for form in ("json", "csv"):
        ran = piped("list", "东莞", "-F", form, env=environment(PYTHONIOENCODING="gbk"))
        assert ran.stdout == piped("list", "东莞", "-F", form).stdout
        assert "儿童" in ran.stdout.decode("utf-8")


def test_an_ascii_console_gets_escapes_and_no_error() -> None:
    ran = piped("show", "neonatal-mortality", env=environment(PYTHONIOENCODING="ascii"))
    assert ran.returncode == 0
    text = ran.stdout.decode("ascii")
    assert "<=" in text
    assert "\\u" in text


def test_the_c_locale_reads_and_prints_chinese() -> None:
    ran = piped("list", "东莞", env=environment(LANG="C", LC_ALL="C"))
    assert ran.returncode == 0
    assert "东莞" in ran.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
def test_arguments_that_are_not_text_are_told_as_unknown() -> None:
    odd = os.fsdecode(b"\xff")
    ran = piped("list", odd)
    assert ran.returncode == 2
    ran = piped("indicators", odd, "-F", "json")
    assert ran.returncode == 0
    assert b"\\udcff" in ran.stdout


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_ascii_output_has_none_of_our_signs(run: Run, form: str) -> None:
    ran = run("diff", "--against", "national", "-a", "children", "--ascii", "-F", form)
    assert ran.code == 0
    assert not re.search("[≥≤≈▲▼—–−†↑↓×“”·…─━]", ran.out)
    assert ("&gt;=" if form == "markdown" else ">=") in ran.out


def test_ascii_tables_stay_aligned(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    out = run("plans", "--local", "--ascii").out
    ruled = [line for line in out.splitlines() if "|" in line]
    assert len({tuple(cell_len(part) for part in line.split("|")[:-1]) for line in ruled}) == 1


def test_a_direction_in_ascii_has_one_blank() -> None:
    assert plain_signs("↓下降、↓ fall") == "down 下降、down fall"


@given(st.text())
def test_plain_signs_touch_nothing_but_signs(text: str) -> None:
    assert plain_signs(plain_signs(text)) == plain_signs(text)
    assert (
        plain_signs(text.encode("ascii", "ignore").decode())
        == text.encode("ascii", "ignore").decode()
    )


# -- language and help ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself_in_80_columns(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERMINAL_WIDTH", "80")
    result = CliRunner().invoke(build(), [command, "--help"])
    assert result.exit_code == 0
    assert command in result.stdout
    assert CHINESE.search(result.stdout)


@pytest.mark.parametrize("command", [*sorted(COMMANDS), ""])
def test_english_help_is_english(command: str) -> None:
    argv = [command, "--help"] if command else ["--help"]
    for more, env in ((["--lang", "en"], environment()), ([], environment(PLANCMP_LANG="en"))):
        if more and (not command or command in {"read"}):
            continue
        text = piped(*argv[:1], *more, *argv[1:], env=env).stdout.decode()
        # names of places are examples of what may be typed
        assert not CHINESE.search(text.replace("东莞", "")), text


@pytest.mark.parametrize(
    "argv", [("plans",), ("diff", "东莞", "清城"), ("check", "清城")], ids=" ".join
)
def test_english_tables_have_english_headings(run: Run, argv: tuple[str, ...]) -> None:
    zh, en = run(*argv), run(*argv, "--lang", "en")
    assert zh.code == en.code
    assert zh.out != en.out
    heading = next(line for line in en.out.splitlines() if "  " in line)
    assert not CHINESE.search(heading)


def test_the_environment_sets_the_language_and_the_option_overrules_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    zh, en = run("plans").out, run("plans", "--lang", "en").out
    monkeypatch.setenv("PLANCMP_LANG", "en_GB.UTF-8")
    assert run("plans").out == en
    assert run("plans", "--lang", "zh").out == zh
