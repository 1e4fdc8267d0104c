"""What is wrong with a command line, in Chinese and in English.

The parser knows it in English only, and says it in a handful of ways; each is put into words of
our own here. What is not among them is passed on as the parser says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import typer
from plancmp.compare.errors import Bilingual
from plancmp.compare.suggest import did_you_mean, one_of

__all__ = ["usage_words"]

_QUOTED: Final = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_Said = re.Match[str]
_Words = tuple[Bilingual, Bilingual | None]
"""What is wrong, and what to do where it is more than to read the help."""


def usage_words(error: typer.TyperException, command: str) -> Bilingual:
    """One line: what is wrong with the arguments of ``command``, and what to do about it."""
    message = " ".join(error.format_message().split())
    see = (f"用法见 {command} --help", f"see {command} --help")
    for pattern, words in _FORMS:
        if said := re.fullmatch(pattern, message):
            (zh, en), remedy = words(said)
            remedy_zh, remedy_en = remedy or see
            return f"{zh}；{remedy_zh}", f"{en}; {remedy_en}"
    return f"用法有误：{message}；{see[0]}", f"{message.removesuffix('.')}; {see[1]}"


def _no_command_given(_: _Said) -> _Words:
    return ("缺少命令", "no command given"), None


def _no_command(said: _Said) -> _Words:
    name = said["name"]
    return (f"没有命令“{name}”", f"there is no command “{name}”"), _meant(_items(said["close"]))


def _no_option(said: _Said) -> _Words:
    name, close = said["name"], (said["close"] or "").split(", ")
    if name in _BEFORE:
        what = (f"选项 {name} 不在这里", f"option {name} does not stand here")
        return what, (
            f"写在命令前面，如 plancmp {name} check", f"write it first, as in plancmp {name} check"
        )  # fmt: skip
    return (f"没有选项 {name}", f"there is no option {name}"), _meant([c for c in close if c])


def _no_argument(said: _Said) -> _Words:
    name = _names(said["name"])
    return (f"缺少参数 {name}", f"argument {name} is missing"), None


def _no_required_option(said: _Said) -> _Words:
    name = _names(said["name"])
    return (f"缺少选项 {name}", f"option {name} is missing"), None


def _not_among(said: _Said) -> _Words:
    name, value = _names(said["name"]), said["value"]
    what = (f"{name} 不能是“{value}”", f"{name} cannot be “{value}”")
    return what, one_of(_items(said["known"]))


def _not_a_number(said: _Said) -> _Words:
    name, value = _names(said["name"]), said["value"]
    what = (f"{name} 应是整数，现在是“{value}”", f"{name} should be a whole number, not “{value}”")
    return what, None


def _out_of_range(said: _Said) -> _Words:
    name, value, low, high = _names(said["name"]), said["value"], said["low"], said["high"]
    what = (f"{name} 不能是 {value}", f"{name} cannot be {value}")
    return what, (f"写 {low} 到 {high} 之间的数", f"write a number from {low} to {high}")


def _no_value(said: _Said) -> _Words:
    name = said["name"]
    return (f"选项 {name} 后面缺少内容", f"option {name} needs a value"), None


def _value_too_many(said: _Said) -> _Words:
    name = said["name"]
    what = (f"选项 {name} 不带内容", f"option {name} takes no value")
    return what, ("去掉等号和后面的内容", "leave out the equals sign and what follows")


def _too_many(said: _Said) -> _Words:
    words = said["words"]
    return (f"多出的参数：{words}", f"too many arguments: {words}"), None


_BEFORE: Final = ("-v", "--verbose", "--no-cache", "--version")
"""Options of the whole run, which stand before the command."""

_NAME: Final = r"Invalid value for (?P<name>.+?): "
_VALUE: Final = r"['\"](?P<value>.*)['\"] is not "

_FORMS: Final[tuple[tuple[str, Callable[[_Said], _Words]], ...]] = (
    (r"|Missing command\.", _no_command_given),
    (r"No such command '(?P<name>.*?)'\.(?: Did you mean (?P<close>.+)\?)?", _no_command),
    (r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<close>.+)\))?", _no_option),
    (r"Missing argument (?P<name>.+?)\.", _no_argument),
    (r"Missing option (?P<name>.+?)\.", _no_required_option),
    (rf"{_NAME}{_VALUE}one of (?P<known>.+)\.", _not_among),
    (rf"{_NAME}{_VALUE}a valid int(?:eger)?(?: range)?\.", _not_a_number),
    (rf"{_NAME}(?P<value>\S+) is not in the range (?P<low>\S+)<=x<=(?P<high>\S+)\.", _out_of_range),
    (r"Option '(?P<name>.+)' requires an argument\.", _no_value),
    (r"Option '(?P<name>.+)' does not take a value\.", _value_too_many),
    (r"Got unexpected extra argument(?:\(s\)|s)? \((?P<words>.+)\)", _too_many),
)


def _items(text: str | None) -> list[str]:
    """The words in quotes."""
    return [single or double for single, double in _QUOTED.findall(text or "")]


def _names(text: str) -> str:
    """--format/-F, as the parser's '--format' / '-F'."""
    return "/".join(_items(text)) or text


def _meant(close: list[str]) -> Bilingual | None:
    return did_you_mean("”或“".join(close), "” or “".join(close)) if close else None
