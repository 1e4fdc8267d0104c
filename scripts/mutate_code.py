"""Which slips in the comparing code the tests would let pass: mutation testing.

One small change at a time is made to a module in memory, and the tests of that module are run
against it: a test fails (killed), nothing fails (survived), or it does not end (timed out).
The changes: a comparison or its opposite, ``and``/``or`` and each of their operands left out,
``not`` left out, conditions turned round, numbers, ``True``/``False``, ``+ - * /``, returns, and
members of collections and of lists of enum members left out. Messages, annotations and assertions
are left alone. What survives is explained in ``docs/mutation.md``.

Nothing is written: each mutant runs in a process of its own, forked from one that has imported
all but plancmp. Work on a copy of the repository where others edit it at the same time.

Usage: python scripts/mutate_code.py [MODULE …] [--share 1.0] [--seed 1] [--jobs 2]

MODULE is a path like compare/verdict.py or compare/expression. Exit status: 0 done (survivors are
listed, not judged), 2 trouble: tests fail without any change, or an unknown module.
"""

# ruff: noqa: T201 - a command of its own prints

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
VERDICT = ("test_verdict.py", "test_verdict_edges.py", "test_verdict_properties.py")
GOAL = ("test_goal.py", "test_goal_edges.py", "test_units.py")
EXPRESSION = (
    "test_expression_edges.py", "test_expression_changes.py", "test_expression_figures.py",
    "test_expression_states.py", "test_expression_words.py", "test_expression.py",
    "test_double_entry.py",
)  # fmt: skip
TESTS = {
    "compare/verdict.py": VERDICT,
    "compare/goal_facts.py": VERDICT,
    "compare/sides.py": VERDICT,
    "compare/goal.py": GOAL,
    "compare/align.py": ("test_align.py", "test_align_edges.py"),
    "compare/expression": EXPRESSION,
}
EXAMPLES = 10  # of each property: a mutant that needs luck to be caught counts as survived

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}  # fmt: skip
_OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A place in a module and the change that can be made there."""

    line: int
    change: str
    make: Callable[[], None]


@dataclass(frozen=True)
class Mutant:
    """The nth change of a module."""

    path: str
    number: int
    line: int
    change: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.change}"


# -- the changes ----------------------------------------------------------------------------------


def sites(tree: ast.Module) -> Iterator[Site]:
    """Every change that can be made in a module, in the order of its text."""
    yield from _within(tree, None)


def _within(node: ast.AST, function: ast.AST | None) -> Iterator[Site]:
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        for at, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _left_alone(child):
                continue
            yield from _changes(child, _setter(node, name, at), function)
            inner = child if isinstance(child, ast.FunctionDef) else function
            yield from _within(child, inner)


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert | ast.Raise | ast.JoinedStr | ast.ImportFrom):
        return True
    names = [t.id for t in getattr(node, "targets", ()) if isinstance(t, ast.Name)]
    return "__all__" in names


def _setter(parent: ast.AST, field: str, at: int | None) -> Callable[[ast.AST], None]:
    def put(new: ast.AST) -> None:
        if at is None:
            setattr(parent, field, new)
        else:
            getattr(parent, field)[at] = new

    return put


def _changes(
    node: ast.AST, put: Callable[[ast.AST], None], function: ast.AST | None
) -> Iterator[Site]:
    line = getattr(node, "lineno", 0)

    def site(new: ast.expr | ast.stmt, say: str = "") -> Site:
        ast.copy_location(new, node)
        old, now = (ast.unparse(ast.fix_missing_locations(x))[:90] for x in (node, new))
        return Site(line, say or f"{old} -> {now}", lambda: put(ast.fix_missing_locations(new)))

    match node:
        case ast.Compare(ops=[op]) if type(op) in _OPPOSITE:
            other = _OPPOSITE[type(op)]()
            yield site(ast.Compare(node.left, [other], node.comparators))
            held = node.comparators[0]
            if isinstance(op, ast.In | ast.NotIn) and isinstance(held, ast.Tuple | ast.Set):
                for i in range(len(held.elts)):
                    fewer = type(held)(elts=held.elts[:i] + held.elts[i + 1 :], ctx=ast.Load())
                    if fewer.elts:
                        yield site(ast.Compare(node.left, [op], [fewer]))
        case ast.BoolOp():
            turned = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield site(ast.BoolOp(turned, node.values))
            for i in range(len(node.values)):
                rest = node.values[:i] + node.values[i + 1 :]
                yield site(rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest))
        case ast.UnaryOp(op=ast.Not()):
            yield site(node.operand)
        case ast.UnaryOp(op=ast.USub()):
            yield site(node.operand)
        case ast.BinOp() if type(node.op) in _OTHER:
            yield site(ast.BinOp(node.left, _OTHER[type(node.op)](), node.right))
        case ast.Constant(value=bool() as value):
            yield site(ast.Constant(not value))
        case ast.Constant(value=int() as value):
            yield site(ast.Constant(value + 1))
        case ast.Return(value=ast.expr() as value):
            says_bool = isinstance(function, ast.FunctionDef) and isinstance(
                function.returns, ast.Name
            ) and function.returns.id == "bool"  # fmt: skip
            if says_bool and not isinstance(value, ast.Constant):
                yield site(ast.Return(ast.UnaryOp(ast.Not(), value)))
            elif not isinstance(value, ast.Constant) or value.value not in (None, True, False):
                yield site(ast.Return(ast.Constant(None)))
        case ast.If() | ast.IfExp() | ast.While() if not isinstance(
            node.test, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Constant
        ):
            test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
            fixed = ast.fix_missing_locations(test)
            said = ast.unparse(node.test)[:80]
            yield Site(line, f"if {said} -> if not", lambda: setattr(node, "test", fixed))
        case ast.Call(args=args) if len(args) > 1:
            for i, arg in enumerate(args):
                if _is_member(arg):
                    rest = args[:i] + args[i + 1 :]
                    yield site(ast.Call(node.func, rest, node.keywords))
        case ast.Assign() | ast.AnnAssign() if function is None:
            value = node.value
            if isinstance(value, ast.Tuple | ast.Set) and len(value.elts) > 1:
                for i, member in enumerate(value.elts):
                    said = f"{ast.unparse(member)} left out of {ast.unparse(node).split(':')[0]}"
                    fewer = type(value)(elts=value.elts[:i] + value.elts[i + 1 :], ctx=ast.Load())
                    fixed = ast.fix_missing_locations(ast.copy_location(fewer, value))
                    yield Site(member.lineno, said, lambda n=node, f=fixed: setattr(n, "value", f))
        case _:
            pass


def _is_member(node: ast.AST) -> bool:
    """``Role.NOUN``: an enum's name starts with a capital."""
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (
        node.value.id[0].isupper() and node.attr.isupper()
    )  # fmt: skip


def mutants(path: str) -> list[Mutant]:
    """All mutants of one module."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return [Mutant(path, i, s.line, s.change) for i, s in enumerate(sites(tree))]


def mutated(mutant: Mutant) -> ast.Module:
    """The module with the change made."""
    tree = ast.parse((ROOT / mutant.path).read_text(encoding="utf-8"))
    # the list first: a change in mid-walk would move the sites that follow
    [*sites(tree)][mutant.number].make()
    return ast.fix_missing_locations(tree)


# -- running the tests ------------------------------------------------------------------------------


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds plancmp in this copy, whatever is installed, with one module changed."""

    def __init__(self, path: str = "", tree: ast.Module | None = None) -> None:
        self.name = "plancmp." + path.removesuffix(".py").replace("/", ".")
        self.path, self.tree = path, tree

    def find_spec(self, fullname: str, path: object = None, target: object = None):  # type: ignore[no-untyped-def] # noqa: D102
        if fullname == "plancmp":
            spec = importlib.machinery.ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations = [str(ROOT)]
            return spec
        if fullname == self.name and self.tree is not None:
            file = str(ROOT / self.path)
            return importlib.util.spec_from_file_location(fullname, file, loader=self)
        return None

    def create_module(self, spec: object) -> None:  # noqa: D102
        return None

    def exec_module(self, module: ModuleType) -> None:  # noqa: D102
        assert self.tree is not None
        exec(compile(self.tree, str(ROOT / self.path), "exec"), module.__dict__)


def tests_of(path: str) -> list[str]:
    """The files of tests for a module, those that exist."""
    key = path if path in TESTS else str(Path(path).parent)
    found = [ROOT / "tests" / name for name in TESTS[key]]
    return [str(f) for f in found if f.exists()]


def run_tests(path: str, tree: ast.Module | None, quiet: bool = True) -> int:
    """Run the tests of a module in this process, for good. 0 when all pass."""
    import pytest

    sys.meta_path.insert(0, Changed(path, tree))
    os.chdir(ROOT)
    if quiet:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
    return int(
        pytest.main(
            [
                *tests_of(path),
                "-x",
                "-q",
                "-p",
                "no:cacheprovider",
                "-p",
                "no:randomly",
                "-W",
                "ignore::pytest.PytestAssertRewriteWarning",
                "--hypothesis-profile=mutation",
            ]
        )
    )


def prepare() -> None:
    """Import what every mutant needs, and nothing of plancmp."""
    import hypothesis
    import pytest  # noqa: F401
    import typer.testing  # noqa: F401
    import yaml  # noqa: F401

    hypothesis.settings.register_profile(
        "mutation", deadline=None, derandomize=True, max_examples=EXAMPLES, database=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    assert not any(name.startswith("plancmp.") for name in sys.modules)


def start(mutant: Mutant) -> int:
    """A process for a mutant; its exit status is that of the tests."""
    pid = os.fork()
    if pid:
        return pid
    code = 1  # a module that cannot be imported is killed too
    try:
        code = run_tests(mutant.path, mutated(mutant))
    finally:
        os._exit(code)


def judge(chosen: Sequence[Mutant], jobs: int, limit: float) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with its fate, as they end."""
    waiting = list(reversed(chosen))
    running: dict[int, tuple[Mutant, float]] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[start(mutant)] = (mutant, time.monotonic())
        for pid, (mutant, began) in list(running.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                del running[pid]
                yield mutant, "survived" if status == 0 else "killed"
            elif time.monotonic() - began > limit:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                del running[pid]
                yield mutant, "timed out"
        time.sleep(0.02)


# -- the command ------------------------------------------------------------------------------------


def paths_of(wanted: Sequence[str]) -> list[str]:
    """The modules meant: files, or all of a folder."""
    out = []
    for one in wanted:
        folder = ROOT / one
        files = sorted(folder.glob("*.py")) if folder.is_dir() else [folder]
        out += [str(f.relative_to(ROOT)) for f in files if f.name != "__init__.py"]
    return out


def main() -> int:
    """Make the mutants, run them, print each survivor and the score of each module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("modules", nargs="*", default=list(TESTS))
    parser.add_argument(
        "--share", type=float, default=1.0, help="how many of each module's mutants"
    )
    parser.add_argument("--seed", type=int, default=1, help="which, if not all")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--timeout",
        type=float,
        help="seconds for a mutant; ten times what the tests take if not given",
    )
    parser.add_argument(
        "--again", type=Path, help="only what an earlier run's output says survived"
    )
    parser.add_argument("--count", action="store_true", help="say how many there are, run none")
    given = parser.parse_args()
    try:
        earlier = given.again and {
            _place(line.partition(": ")[2]) for line in given.again.read_text("utf-8").splitlines()
        }
        chosen: list[Mutant] = []
        for path in paths_of(given.modules):
            all_of_it = mutants(path)
            some = random.Random(given.seed).sample(
                all_of_it, max(1, round(given.share * len(all_of_it))) if all_of_it else 0
            )  # fmt: skip
            some.sort(key=lambda m: m.number)
            some = [m for m in some if earlier is None or _place(str(m)) in earlier]
            chosen += some
            if given.count:
                print(f"{path}: {len(some)} of {len(all_of_it)}")
    except (OSError, KeyError) as trouble:
        print(f"no such module: {trouble}", file=sys.stderr)
        return 2
    if given.count:
        return 0
    prepare()
    took = _seconds_unchanged(sorted({m.path for m in chosen}))
    if took is None:
        return 2
    limit = given.timeout or max(10.0, 10 * took)
    fates: dict[str, Counter[str]] = {}
    for mutant, fate in judge(chosen, given.jobs, limit):
        fates.setdefault(mutant.path, Counter())[fate] += 1
        if fate != "killed":
            print(f"{fate}: {mutant}", flush=True)
        elif sum(t.total() for t in fates.values()) % 50 == 0:
            print(f"{sum(t.total() for t in fates.values())} of {len(chosen)}", file=sys.stderr)
    for path, tally in sorted(fates.items()):
        total = tally.total()
        print(
            f"{path}: {total} mutants, {tally['killed']} killed, {tally['timed out']} timed out, "
            f"{tally['survived']} survived ({100 * (total - tally['survived']) / total:.1f} %)"
        )
    return 0


def _place(mutant: str) -> tuple[str, str]:
    """What a mutant is, wherever its line has moved to."""
    path, _, rest = mutant.partition(":")
    return path, rest.partition(": ")[2]


def _seconds_unchanged(paths: Sequence[str]) -> float | None:
    """How long the slowest module's tests take when nothing is changed; None where they fail."""
    seen = set()
    longest = 0.0
    for path in paths:
        if (tests := tuple(tests_of(path))) in seen:
            continue
        seen.add(tests)
        began = time.monotonic()
        pid = os.fork()
        if not pid:
            os._exit(run_tests(path, None))
        if os.waitpid(pid, 0)[1]:
            print(f"the tests of {path} fail without any change", file=sys.stderr)
            return None
        longest = max(longest, time.monotonic() - began)
    return longest


if __name__ == "__main__":
    sys.exit(main())
