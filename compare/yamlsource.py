"""YAML with line numbers, read strictly: nothing is guessed from how a scalar looks.

YAML itself reads ``no`` as false, ``12:30`` as 750, ``010`` as 8 and keeps the last of two
equal keys. Here every scalar stays the text that was typed and knows its line; a field that
wants a number says so. Anchors, aliases and tags have no place in a catalogue and are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from plancmp.compare.errors import Bilingual, CatalogueError, Problem
from plancmp.compare.suggest import one_of, suggestion

__all__ = ["Mapping", "Scalar", "Sequence", "Tree", "line_at", "read_tree"]

_STR: Final = "tag:yaml.org,2002:str"
_NULL: Final = "tag:yaml.org,2002:null"
_PLAIN_TAGS: Final = {f"tag:yaml.org,2002:{t}" for t in
                      ("str", "null", "bool", "int", "float", "timestamp", "value", "merge",
                       "map", "seq")}  # fmt: skip
_TAG_NAMES: Final = {
    "bool": ("布尔值", "true or false"),
    "int": ("整数", "a whole number"),
    "float": ("小数", "a decimal"),
    "timestamp": ("日期", "a date"),
    "null": ("空值", "nothing"),
    "value": ("特殊值", "a special value"),
    "merge": ("合并键", "a merge key"),
}
MAX_DEPTH: Final = 12
_SAFE_DEPTH: Final = 1000
_TOO_DEEP: Final = (
    (f"嵌套超过 {MAX_DEPTH} 层", f"nested more than {MAX_DEPTH} levels deep"),
    (
        "目录数据用不着这么深，检查缩进",
        "a catalogue needs no such depth; check the indentation",
    ),
)
# What the parser says most often; the rest is passed on in its own words.
_PARSER_WORDS: Final = {
    "did not find expected key": ("此处应是键", "a key is expected here"),
    "did not find expected '-' indicator": ("此处应以“- ”开头", "a “- ” is expected here"),
    "did not find expected ',' or ']'": (
        "方括号没有合上，或缺逗号",
        "a bracket is not closed, or a comma is missing",
    ),
    "did not find expected ',' or '}'": (
        "花括号没有合上，或缺逗号",
        "a brace is not closed, or a comma is missing",
    ),
    "found a tab character that violates indentation": (
        "用了制表符缩进",
        "a tab is used to indent",
    ),
    "found unexpected end of stream": ("引号没有合上", "a quote is not closed"),
    "but found another document": (
        "文件里有第二个文档（---）",
        "the file holds a second document (---)",
    ),
    "could not find expected ':'": ("缺冒号", "a colon is missing"),
    "mapping values are not allowed in this context": (
        "此处不能有冒号",
        "no colon can stand here",
    ),
    "found character that cannot start any token": (
        "此处不能用这个字符开头",
        "nothing can begin with this character",
    ),
    "found undefined alias": ("用了未定义的别名", "an alias is used that is not defined"),
}
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# What no YAML text may hold, and the line ends that YAML knows but no editor counts.
_NOT_IN_A_TEXT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
_LINE_END: Final = re.compile("\r\n|\r|\n")


@dataclass(slots=True)
class Problems:
    """Collects every problem of one file, so that one run reports them all."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, line: int, what: Bilingual, fix: Bilingual = ("", "")) -> None:
        """Note a problem on a line (counted from 1)."""
        self.found.append(Problem(self.file, line, what, fix))


@dataclass(slots=True)
class Scalar:
    """A scalar as typed, with its line and the type YAML would have made of it."""

    text: str
    tag: str
    line: int
    problems: Problems

    @property
    def is_null(self) -> bool:
        """Whether nothing, ``null`` or ``~`` was typed."""
        return self.tag == _NULL


@dataclass(slots=True)
class Sequence:
    """A YAML list."""

    items: list[Tree]
    line: int
    problems: Problems


@dataclass(slots=True)
class Mapping:
    """A YAML mapping that is taken apart key by key; what is left over is an error."""

    entries: dict[str, tuple[Tree, int]]
    line: int
    problems: Problems
    _taken: set[str] = field(default_factory=set)

    def take(self, key: str, *, required: bool = False) -> Tree | None:
        """The node under ``key`` or None; a missing required key is noted."""
        self._taken.add(key)
        entry = self.entries.get(key)
        if entry is None:
            if required:
                self.problems.add(
                    self.line,
                    (f"缺少“{key}”", f"“{key}” is missing"),
                    (f"加上“{key}:”一行", f"add a line “{key}:”"),
                )
            return None
        return entry[0]

    def line_of(self, key: str) -> int:
        """The line on which ``key`` stands, or that of the mapping."""
        entry = self.entries.get(key)
        return entry[1] if entry else self.line

    def text(self, key: str, *, required: bool = False) -> str | None:
        """A text field. Numbers, dates and ``no`` must be quoted, or YAML would change them."""
        node = self.take(key, required=required)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.problems.add(
                node.line,
                (f"“{key}”应是一段文字", f"“{key}” should be text"),
                ("写成一行文字", "write it as one line of text"),
            )
            return None
        if node.is_null:
            if required:
                self.problems.add(
                    node.line, (f"“{key}”是空的", f"“{key}” is empty"), ("填上内容", "fill it in")
                )
            return None
        if node.tag != _STR:
            zh, en = _TAG_NAMES.get(node.tag.rsplit(":", 1)[-1], (node.tag, node.tag))
            shown, quoted = f"{key}: {node.text}", f"{key}: '{node.text}'"
            self.problems.add(
                node.line,
                (f"“{shown}”会被 YAML 当成{zh}", f"YAML would read “{shown}” as {en}"),
                (f"加引号：“{quoted}”", f"put it in quotes: “{quoted}”"),
            )
            return None
        if not node.text.strip():
            self.problems.add(
                node.line,
                (f"“{key}”是空的", f"“{key}” is empty"),
                ("填上内容，或删去这一行", "fill it in, or delete the line"),
            )
            return None
        if _CONTROL.search(node.text):
            self._refuse_control(key, node.line)
            return None
        return node.text.strip()

    def _refuse_control(self, key: str, line: int) -> None:
        """An escape sequence would get as far as the reader's terminal."""
        self.problems.add(
            line,
            (f"“{key}”含有控制字符", f"“{key}” holds control characters"),
            ("删去不可见的字符", "delete the characters that do not show"),
        )

    def integer(self, key: str, *, required: bool = False) -> int | None:
        """A whole number, typed in plain digits without a leading zero."""
        node = self.take(key, required=required)
        if node is None:
            return None
        if not isinstance(node, Scalar) or not re.fullmatch(r"0|[1-9][0-9]{0,8}", node.text):
            group = ("一组内容", "several entries")
            zh, en = (node.text, node.text) if isinstance(node, Scalar) else group
            self.problems.add(
                node.line,
                (
                    f"“{key}”应是整数，现在是“{zh}”",
                    f"“{key}” should be a whole number, but is “{en}”",
                ),
                ("写成如 2030 的整数", "write a whole number like 2030"),
            )
            return None
        return int(node.text)

    def flag(self, key: str) -> bool | None:
        """``true`` or ``false``, nothing else."""
        node = self.take(key)
        if node is None:
            return None
        if not isinstance(node, Scalar) or node.text not in {"true", "false"}:
            self.problems.add(
                node.line,
                (f"“{key}”应是 true 或 false", f"“{key}” should be true or false"),
                ("改成 true 或 false", "write true or false"),
            )
            return None
        return node.text == "true"

    def mapping(self, key: str, *, required: bool = False) -> Mapping | None:
        """A nested mapping."""
        node = self.take(key, required=required)
        if node is None or isinstance(node, Mapping):
            return node
        self.problems.add(
            node.line,
            (f"“{key}”下应是若干“键: 值”", f"“{key}” should hold lines “key: value”"),
            ("按缩进写成键和值", "write keys and values, indented"),
        )
        return None

    def sequence(self, key: str, *, required: bool = False) -> list[Tree]:
        """The items of a list, empty when the key is absent."""
        node = self.take(key, required=required)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return []
        if isinstance(node, Sequence):
            return node.items
        self.problems.add(
            node.line,
            (f"“{key}”下应是列表", f"“{key}” should hold a list"),
            ("每项以“- ”开头", "begin each item with “- ”"),
        )
        return []

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        out = []
        for node in self.sequence(key):
            if not (isinstance(node, Scalar) and node.tag == _STR and node.text.strip()):
                self.problems.add(
                    node.line,
                    (f"“{key}”的每一项应是文字", f"every item of “{key}” should be text"),
                    ("改成文字，数字加引号", "write text, and put numbers in quotes"),
                )
            elif _CONTROL.search(node.text):
                self._refuse_control(key, node.line)
            else:
                out.append(node.text.strip())
        return tuple(out)

    def choice(self, key: str, allowed: type[Any], *, required: bool = False) -> Any:
        """A member of an enum, by its value; a typo gets a suggestion."""
        value = self.text(key, required=required)
        if value is None:
            return None
        try:
            return allowed(value)
        except ValueError:
            words = [str(m.value) for m in allowed]
            self.problems.add(
                self.line_of(key),
                (f"“{key}”不能是“{value}”", f"“{key}” cannot be “{value}”"),
                suggestion(value, words) or one_of(words),
            )
            return None

    def finish(self) -> None:
        """Every key that nobody asked for is an error."""
        for key, (_, line) in self.entries.items():
            if key not in self._taken:
                remedy = (
                    "删去，或参见 README 的格式说明",
                    "delete it, or see the README on the format",
                )
                self.problems.add(
                    line,
                    (f"多出的键“{key}”", f"unknown key “{key}”"),
                    suggestion(key, sorted(self._taken)) or remedy,
                )


Tree = Scalar | Sequence | Mapping


def read_tree(text: str, file: str) -> tuple[Mapping, Problems]:
    """Read one YAML document whose top is a mapping.

    Raises :class:`CatalogueError` when the text is not such a document; problems that leave
    a readable tree (duplicate keys, anchors) are collected in the returned ``Problems``.
    """
    import yaml

    problems = Problems(file)
    if odd := _NOT_IN_A_TEXT.search(text):
        problems.add(
            line_at(text, odd.start()),
            (
                f"含有控制字符 U+{ord(odd[0]):04X}",
                f"it holds the control character U+{ord(odd[0]):04X}",
            ),
            (
                "删去这一行里不可见的字符",
                "delete the character of this line that does not show",
            ),
        )
        raise CatalogueError(problems.found)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_depth(yaml.parse(text, Loader=loader) if _may_be_deep(text) else (), problems)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and mark and mark.line >= text.count("\n"):
            mark = error.context_mark  # an unclosed quote is found at the end, but begins earlier
        line = mark.line + 1 if mark else 0
        problems.add(
            line,
            _not_yaml(str(error.problem or error.context)),
            (
                "检查这一行的缩进、引号和冒号",
                "check the indentation, quotes and colons of this line",
            ),
        )
        raise CatalogueError(problems.found) from error
    if node is None:
        problems.add(
            0,
            ("文件是空的", "the file is empty"),
            ("至少写上 plans: 一节", "write at least a section plans:"),
        )
        raise CatalogueError(problems.found)
    tree = _convert(node, problems, set(), 0)
    if not isinstance(tree, Mapping):
        problems.add(
            1,
            ("文件顶层应是“键: 值”", "the top of the file should be lines “key: value”"),
            ("以 plans: 等键开头", "begin with a key such as plans:"),
        )
        raise CatalogueError(problems.found)
    return tree, problems


def line_at(text: str, place: int) -> int:
    """The line, counted from 1 as editors do, of a place in a text."""
    return len(_LINE_END.findall(text, 0, place)) + 1


def _not_yaml(detail: str) -> Bilingual:
    """That a text is no YAML, with what the parser says of it."""
    zh, en = _PARSER_WORDS.get(detail, (detail, detail))
    return f"不是有效的 YAML：{zh}", f"this is not valid YAML: {en}"


def _may_be_deep(text: str) -> bool:
    """Whether a text could nest deeper than any catalogue: cheap to say, and never wrongly no.

    A block can nest only as deep as its longest line is long, and a flow only as deep as it has
    opening brackets.
    """
    brackets = text.count("[") + text.count("{")
    return brackets > _SAFE_DEPTH or any(len(line) > _SAFE_DEPTH for line in text.splitlines())


def _refuse_depth(events: Iterable[Any], problems: Problems) -> None:
    """Refuse nesting before the tree is built: the C library builds it by recursion, and a
    thousand brackets would end the process."""
    depth = 0
    for event in events:
        name = type(event).__name__
        if name in ("MappingStartEvent", "SequenceStartEvent"):
            depth += 1
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            depth -= 1
        if depth > _SAFE_DEPTH // 10:
            problems.add(event.start_mark.line + 1, *_TOO_DEEP)
            raise CatalogueError(problems.found)


def _convert(node: Any, problems: Problems, seen: set[int], depth: int) -> Tree:
    line = node.start_mark.line + 1
    if depth > MAX_DEPTH:
        problems.add(line, *_TOO_DEEP)
        raise CatalogueError(problems.found)
    if id(node) in seen:
        problems.add(
            line,
            ("用了锚点或别名（& *）", "an anchor or alias (& *) is used"),
            ("把内容直接写出来", "write the content itself"),
        )
        raise CatalogueError(problems.found)
    seen.add(id(node))
    if node.tag not in _PLAIN_TAGS:
        problems.add(
            line,
            (f"用了标签“{node.tag}”", f"a tag “{node.tag}” is used"),
            ("删去 ! 开头的标签", "delete the tag that begins with !"),
        )
        raise CatalogueError(problems.found)
    kind = node.id
    if kind == "scalar":
        return Scalar(node.value, node.tag, line, problems)
    if kind == "sequence":
        items = [_convert(child, problems, seen, depth + 1) for child in node.value]
        return Sequence(items, line, problems)
    entries: dict[str, tuple[Tree, int]] = {}
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + 1
        if key_node.id != "scalar":
            problems.add(
                key_line,
                ("键应是一个词", "a key should be a word"),
                ("把键写成一个词", "write the key as one word"),
            )
            continue
        key = key_node.value
        if key in entries:
            first = entries[key][1]
            problems.add(
                key_line,
                (
                    f"键“{key}”重复（前一个在第 {first} 行）",
                    f"key “{key}” stands twice (first on line {first})",
                ),
                ("删去或改名其中一个", "delete or rename one of them"),
            )
            continue
        entries[key] = (_convert(value_node, problems, seen, depth + 1), key_line)
    return Mapping(entries, line, problems)
