"""Everything a person reads exists in Chinese, by default, and in English.

Names, quoted expressions and what was typed stay as they are in either language.
"""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from catalogues import catalogue, plan, target, text, upper, written
from conftest import Run
from plancmp.cli.usage import usage_words
from plancmp.compare import units
from plancmp.compare.errors import (
    CatalogueError,
    NotationError,
    PlancmpError,
    Problem,
    UsageError,
    system_reason,
)
from plancmp.compare.expression import Unreadable, read_expression
from plancmp.compare.loader import load
from plancmp.compare.validate import validate_catalogue

ROOT = Path(__file__).parent.parent
CASES = sorted(p for p in (Path(__file__).parent / "bad_catalogues").iterdir() if p.is_dir())
HAN = re.compile(r"[\u4e00-\u9fff]")
WIDE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
QUOTED = re.compile("“[^”]*”")
# beside a Chinese character or a closing quote, where Chinese wants the full width
NARROW = re.compile(r"[\u4e00-\u9fff”）][,;:?!()]|[,;:?!()][\u4e00-\u9fff“（]")


def is_chinese(message: str) -> None:
    assert HAN.search(message), message
    assert not NARROW.search(QUOTED.sub("“”", message)), message


def is_english(message: str, *typed: str) -> None:
    own = QUOTED.sub("“”", message)
    for word in typed:
        own = own.replace(word, "")
    assert re.search("[a-z]{2}", own), message
    assert not WIDE.search(own), message


def both_speak(error: PlancmpError | Problem) -> None:
    is_chinese(error.text("zh"))
    is_english(error.text("en"), ", ".join(units.UNITS))
    assert str(error) == error.text("zh")


# -- what goes wrong on the command line ---------------------------------------------------------


def plans(folder: Path) -> Path:
    """A world whose documents are in English, so that Chinese in English output is ours."""

    def row(indicator: str, goal: str, **more: object) -> dict[str, object]:
        return target(indicator, goal, heading="Health", **more)

    return written(
        folder,
        plan("dongguan-children", "dongguan", row("infant-mortality", "≤3‰"),
             row("myopia-rate", "hold ≤38%", item=2, scope="urban"),
             row("enrolment-rate", "≥98%", item=3, year=2025),
             row("parent-school-coverage", "all", item=4),
             row("nurseries", "≥2所", item=5, written="2"),
             row("exercise-time", "↑", item=6),
             row("sex-ratio-at-birth", "≈107女=100", item=7, written="107"),
             title="Plan D", number_note="none printed", issued="2020-01-01"),
        plan("qingcheng-children", "qingcheng",
             row("infant-mortality", "≤5‰", firmness="strive"),
             row("myopia-rate", "≤40%", item=2, match="near", note="another definition"),
             row("enrolment-rate", "≥90%", item=3,
                 suspect={"printed": "a", "likely": "b", "reason": "a slip"}),
             title="Plan Q", number_note="none printed"),
        plan("yueqing-children", "yueqing", row("infant-mortality", "≤5‰"),
             row("infant-mortality", "≤6‰", item=9, list="measures"),
             row("child-injury-mortality", "<8.78/10万@2020=7.17", item=2, written="8.78"),
             title="Plan Y", number_note="none printed", period="2021–2025"),
        plan("qingcheng-women", "qingcheng", row("women-on-committees", "≥30%"),
             title="Plan W", number_note="none printed"),
        upper("national-children", "nation",
              row("infant-mortality", "≤5‰", confidence="secondary"),
              row("myopia-rate", "≤38%", confidence="recalled"),
              row("child-injury-mortality", "−20%@2020", confidence="secondary"),
              row("exercise-time", "≥1小时", written="1 h"),
              title="Outline", number_note="none printed", issued="2021-09-01"),
        upper("guangdong-children", "guangdong", title="Plan G", number_note="none printed"),
        observed=[{"indicator": "infant-mortality", "jurisdiction": "nation", "year": 2020,
                   "value": "5.4‰", "evidence": ["a yearbook"]}],
    )  # fmt: skip


TROUBLE = [
    # what the parser refuses
    "", "chekc", "nonsense", "--foo", "list --foo", "list --forma json", "list -z",
    "list --format yaml", "list --field sport", "diff --year abc", "diff --year 1066", "diff --year",
    "check --quiet=1", "plans x y", "show", "explain infant-mortality", "list --lang=fr",
    # places, plans, indicators, rules
    "list dongguann", "list Nowhere", "list qingcheng-women --audience children",
    "show infant-mortalty", "show nothing", "show rate", "explain nurseries qingcheng",
    "explain nurseries dongguan national", "diff dongguan --audience women",
    "lint --rule mortality-ordr", "lint --rule x", "lint --explain x", "lint --today soon",
    # baselines and gates
    "check --fail-on loser", "check --fail-on x", "check --fail-on ,", "diff --against all",
    "diff --against guangdong", "strip --against none --against national",
    "check dongguan --audience women", "check dongguan --against province",
    "check yueqing --against province",
    # files
    "list -F xlsx", "list -F sarif", "list --bom", "list -o /no/such/folder/x", "list -o /tmp",
    "list --catalogue /no/such/file.yaml", "list --catalogue /dev/null", "list --catalogue {empty}",
    "verify", "verify --sources /no/such/folder", "verify --sources {empty}",
    # expressions
    "read words", "read 5–3‰",
]  # fmt: skip


@pytest.mark.parametrize("command", TROUBLE)
def test_trouble_is_told_in_chinese_by_default_and_in_english_when_asked(
    run: Run, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    argv = command.format(empty=tmp_path / "empty").split()
    if argv and "--catalogue" not in argv and not argv[0].startswith("-"):
        argv += ["--catalogue", str(plans(tmp_path))]
    if not argv:
        argv = ["--no-option"]
    zh = run(*argv)
    monkeypatch.setenv("PLANCMP_LANG", "en")
    en = run(*argv)
    assert (zh.code, en.code) == (2, 2)
    assert zh.out == en.out == ""
    assert len(zh.err.splitlines()) == len(en.err.splitlines()) > 0
    for line in zh.err.splitlines():
        is_chinese(line.removeprefix("plancmp: "))
    for line in en.err.splitlines():
        is_english(line.removeprefix("plancmp: "))


def test_the_option_overrules_the_environment_in_messages_too(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_english(run("list", "Nowhere", "--lang", "en").err)
    is_english(run("list", "Nowhere", "--lang=en").err)
    monkeypatch.setenv("PLANCMP_LANG", "en")
    is_chinese(run("list", "Nowhere", "--lang", "zh").err)


@pytest.mark.parametrize(
    ("argv", "zh", "en"),
    [
        (("chekc",), "没有命令“chekc”；是不是“check”？",
         "there is no command “chekc”; did you mean “check”?"),
        (("list", "--cataloge", "x"), "没有选项 --cataloge；是不是“--catalogue”？",
         "there is no option --cataloge; did you mean “--catalogue”?"),
        (("list", "--zzz"), "没有选项 --zzz；用法见 plancmp list --help",
         "there is no option --zzz; see plancmp list --help"),
        (("list", "--lang=fr"), "--lang 不能是“fr”；可用：zh、en",
         "--lang cannot be “fr”; use one of: zh, en"),
        (("diff", "--year", "1066"), "--year 不能是 1066；写 1990 到 2100 之间的数",
         "--year cannot be 1066; write a number from 1990 to 2100"),
        (("diff", "--year", "x'y"), "--year 应是整数，现在是“x'y”；用法见 plancmp diff --help",
         "--year should be a whole number, not “x'y”; see plancmp diff --help"),
        (("diff", "--year"), "选项 --year 后面缺少内容；用法见 plancmp diff --help",
         "option --year needs a value; see plancmp diff --help"),
        (("show",), "缺少参数 INDICATOR；用法见 plancmp show --help",
         "argument INDICATOR is missing; see plancmp show --help"),
        (("plans", "x", "y"), "多出的参数：x y；用法见 plancmp plans --help",
         "too many arguments: x y; see plancmp plans --help"),
    ],
)  # fmt: skip
def test_what_the_parser_refuses_is_told_plainly(
    run: Run, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], zh: str, en: str
) -> None:
    assert run(*argv).err == f"plancmp: {zh}\n"
    monkeypatch.setenv("PLANCMP_LANG", "en")
    assert run(*argv).err == f"plancmp: {en}\n"


def test_what_the_parser_says_in_new_words_is_passed_on() -> None:
    assert usage_words(typer.TyperException("Quite new\nwords."), "plancmp list") == (
        "用法有误：Quite new words.；用法见 plancmp list --help",
        "Quite new words; see plancmp list --help",
    )


def test_what_the_system_refuses_is_told_in_both(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("plancmp.compare.listing.list_targets", full)
    is_chinese(run("list").err)
    is_english(run("list", "--lang", "en").err)
    assert system_reason(OSError(28, "No space left on device")) == (
        "磁盘已满",
        "No space left on device",
    )
    assert system_reason(OSError("quite rare")) == ("quite rare", "quite rare")


def test_an_internal_error_is_told_in_both(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("plancmp.compare.listing.list_targets", broken)
    assert HAN.search(run("list").err)
    is_english(run("list", "--lang", "en").err)


def test_what_is_not_collected_and_remarks_are_told_in_both(run: Run, tmp_path: Path) -> None:
    path = plans(tmp_path)
    for argv in (
        ("diff", "dongguan", "qingcheng", "--audience", "women"),
        ("check", "dongguan", "yueqing", "--against", "national", "--against", "province"),
    ):
        zh = run(*argv, "--catalogue", path)
        en = run(*argv, "--catalogue", path, "--lang", "en")
        assert zh.err
        is_chinese(zh.err)
        is_english(en.err)


# -- what is wrong with a catalogue --------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_every_fault_of_a_catalogue_is_told_in_both(case: Path) -> None:
    overlay = case / "overlay.yaml"
    with pytest.raises(CatalogueError) as caught:
        load(case / "catalogue.yaml", [overlay] if overlay.exists() else [])
    for problem in caught.value.problems:
        both_speak(problem)
        assert problem.text("en").startswith(f"{problem.file}:")
    for lang in ("zh", "en"):
        lines = caught.value.text(lang).splitlines()
        assert lines == [p.text(lang) for p in caught.value.problems]


@pytest.mark.parametrize("raw", [b"a: \xff", b"a: \x00", b"- " * 200_000, b"a: *b", b"{a: [b}"])
def test_a_file_that_is_no_catalogue_is_told_in_both(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    with pytest.raises(CatalogueError) as caught:
        load(path)
    both_speak(caught.value)


def test_what_is_unsound_in_a_catalogue_is_told_in_both(tmp_path: Path) -> None:
    rows = [
        target("infant-mortality", "≤3%", written="3‰"),
        target("infant-mortality", "≥3‰", item=2),
        target("infant-mortality", "≤3000‰", item=3),
        target("myopia-rate", "≤38%", item=4, written="达到38%以上"),
        target("myopia-rate", "≤38%", item=5, written="≤38%", part=2, scope="urban"),
        target("myopia-rate", "≤38%", item=5, written="≤38%", part=4, scope="rural"),
        target("myopia-rate", "≤38%", item=6, reading="no reason"),
        target("myopia-rate", "≤38%", item=7, year=2019),
        target("myopia-rate", "≤5所", item=8, written="5所"),
        target("nurseries", "2–3所", item=9, part=1),
        target("exercise-time", "qualitative", item=10, written="少年强"),
    ]
    for item, (goal, words) in enumerate(
        [
            ("≥98%", "提高意识"), ("qualitative", "达到98%以上"), ("≥98%", "分别达95%和85%以上"),
            ("↓", "持续提高"), ("≥98%", "保持在98%以上"), ("≥[省定目标]", "不低于市定目标"),
            ("−20%@2018", "以2020年为基数下降20%"), ("≥98%", "到2025年达到98%"),
            ("≥98%", "力争达到98%以上"), ("≥89%", "达到98%以上"),
        ],
        20,
    ):  # fmt: skip
        rows.append(target("enrolment-rate", goal, item=item, written=words))
    rows.append(target("enrolment-rate", "≥98%", item=40, written="达98%以上", part=2))
    book = catalogue(
        tmp_path,
        plan("a-children", "dongguan", *rows),
        plan("b-children", "dongguan", period="2030–2021"),
        plan("c-children", "dongguan", target("myopia-rate", "≤38%"), located=False),
        indicators=[
            *_indicators(),
            {"id": "again", "zh": "近视率", "en": "Again", "field": "health", "polarity": "higher"},
        ],
    )
    found = validate_catalogue(book)
    assert len(found) > 20
    for problem in found:
        both_speak(problem)


def _indicators() -> list[dict[str, object]]:
    from catalogues import INDICATORS

    return INDICATORS


def test_validate_speaks_the_language_of_the_run(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, plan("a-children", "dongguan", target("enrolment-rate", "≤99%")))
    zh = run("validate", "--catalogue", path)
    en = run("validate", "--catalogue", path, "--lang", "en")
    assert (zh.code, en.code) == (1, 1)
    for said in (zh.out, zh.err):
        is_chinese(said)
    for said in (en.out, en.err):
        is_english(said)


# -- the exceptions themselves -------------------------------------------------------------------


def test_an_error_speaks_chinese_unless_it_is_asked_for_english() -> None:
    error = UsageError("没有“x”", "there is no “x”")
    assert str(error) == error.text("zh") == "没有“x”"
    assert error.text("en") == "there is no “x”"


def test_a_problem_without_remedy_is_what_is_wrong_alone() -> None:
    problem = Problem("a.yaml", 3, ("不对", "wrong"))
    assert (problem.text("zh"), problem.text("en")) == ("a.yaml:3: 不对", "a.yaml:3: wrong")
    whole = Problem("a.yaml", 0, ("不对", "wrong"), ("改正", "correct it"))
    assert whole.text("zh") == "a.yaml: 不对；改正"
    assert whole.text("en") == "a.yaml: wrong; correct it"


@pytest.mark.parametrize(
    "error",
    [UsageError("甲", "a"), NotationError("甲", "a"), Unreadable("甲", "a", 3),
     CatalogueError([Problem("a.yaml", 3, ("甲", "a"), ("乙", "b"))])],
    ids=lambda e: type(e).__name__,
)  # fmt: skip
def test_errors_survive_copying(error: PlancmpError) -> None:
    for other in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert type(other) is type(error)
        assert (other.zh, other.en) == (error.zh, error.en)


@pytest.mark.parametrize(
    "words", ["提高意识", "3所至2所", "12345678901234567890%", "至少5%以下", ""]
)
def test_a_refused_expression_says_why_in_both(words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_expression(words)
    assert caught.value.text("zh").startswith("第")
    assert caught.value.text("en").startswith("at character ")


# -- tables --------------------------------------------------------------------------------------

TABLES = [
    "diff", "diff --all --ignore-year", "diff dongguan qingcheng", "diff --against national --audience children",
    "check", "check qingcheng --against national", "check --fail-on missing,extra",
    "show infant-mortality", "show myopia-rate", "show exercise-time", "show infant-mortality dongguan",
    "explain infant-mortality qingcheng", "explain infant-mortality yueqing", "profile qingcheng",
    "profile dongguan", "coverage --all", "strip --all", "lint", "plans", "list qingcheng yueqing",
]  # fmt: skip


@pytest.mark.parametrize("command", TABLES)
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_english_tables_hold_no_chinese_of_ours(
    run: Run, tmp_path: Path, command: str, form: str
) -> None:
    ran = run(*command.split(), "--catalogue", plans(tmp_path), "--lang", "en", "--format", form)
    assert ran.code in (0, 1), ran.err
    assert ran.out
    for line in (ran.out + ran.err).splitlines():
        assert not WIDE.search(QUOTED.sub("“”", line)), line


# -- the source ----------------------------------------------------------------------------------

MODULES = sorted(p for part in ("cli", "compare") for p in (ROOT / part).rglob("*.py"))
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes()) for path in MODULES}


def _family() -> set[str]:
    """The names of all exceptions that speak, by the classes of the source."""
    found = {"PlancmpError"}
    classes = [n for tree in TREES.values() for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    while True:
        more = {c.name for c in classes for b in c.bases if getattr(b, "id", "") in found} - found
        if not more:
            return found - {"CatalogueError"}  # it takes problems, which the type checker sees to
        found |= more


def _words(node: ast.expr) -> str | None:
    """The text of a literal, what is filled in left out; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(v) or "" for v in node.values)
    if isinstance(node, ast.BinOp):
        sides = [_words(node.left), _words(node.right)]
        return None if sides == [None, None] else "".join(s or "" for s in sides)
    if isinstance(node, ast.IfExp):
        return _words(node.body) or _words(node.orelse)
    return None


def _calls(names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                yield f"{path}:{node.lineno}", node


def test_no_error_is_raised_in_one_language() -> None:
    alone = {
        where.partition(":")[0]
        for where, call in _calls(_family())
        if len(call.args) == 1 and not call.keywords and _words(call.args[0]) is not None
    }
    assert alone == set()


def test_every_error_is_chinese_first_and_english_second() -> None:
    wrong = []
    for where, call in _calls(_family() - {"Unreadable"}):  # it names Chinese words in English
        if len(call.args) < 2:
            continue
        zh, en = _words(call.args[0]), _words(call.args[1])
        if (zh is not None and not HAN.search(zh)) or (en is not None and WIDE.search(en)):
            wrong.append(where)
    assert wrong == []


def test_nothing_is_complained_of_in_one_language() -> None:
    assert [w for w, call in _calls({"complain"}) if _words(call.args[0]) is not None] == []


def test_whatever_is_said_in_two_languages_is_chinese_first_and_english_second() -> None:
    wrong = []
    for where, call in _calls({"say", "_say"}):
        words = [_words(argument) for argument in call.args[-2:]]
        if len(words) < 2 or None in words:
            continue
        zh, en = str(words[0]), str(words[1])
        # what may be typed is shown in either language
        if WIDE.search(QUOTED.sub("", en).replace("东莞", "")) or (
            HAN.search(en) and not HAN.search(zh)
        ):
            wrong.append(where)
    assert wrong == []


def test_text_built_by_the_helper_is_a_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text(), encoding="utf-8")
    assert validate_catalogue(load(path)) == []
