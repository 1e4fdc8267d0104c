"""The rules' documentation as one Markdown page, from their docstrings."""

from __future__ import annotations

from plancmp.compare.lint.registry import find_rule, rule_ids

__all__ = ["lint_markdown"]

_HEAD = """\
# 规则 · Lint rules

<!-- 由 scripts/make_lint_docs.py 从规则的文档字符串生成，勿手工修改。
     Made by scripts/make_lint_docs.py from the docstrings of the rules; not to be edited. -->

`plancmp lint` 查规划本身有什么可疑之处。级别为该规则可能给出的最高级别：错误 error（不可能是本意）、
警告 warning（应当弄清）、提示 note（值得知道）。`plancmp lint --explain 规则` 打印其中一条。

`plancmp lint` looks for what is odd in the plans themselves. The severity is the weightiest a
rule gives: error (cannot be meant), warning (should be settled), note (worth knowing).
`plancmp lint --explain RULE` prints one of them.
"""


def lint_markdown() -> str:
    """The whole page, ending in a line break."""
    rules = [find_rule(rule) for rule in rule_ids()]
    lines = [_HEAD, "| 规则 Rule | 级别 Severity | |", "| :-- | :-- | :-- |"]
    for rule in rules:
        summary = rule.zh.partition("\n")[0]
        lines.append(f"| [{rule.id}](#{rule.id}) | {rule.severity} | {summary} |")
    for rule in rules:
        lines += ["", f"## {rule.id}", "", f"`{rule.severity}`", "", rule.zh, "", rule.en]
    return "\n".join(lines) + "\n"
