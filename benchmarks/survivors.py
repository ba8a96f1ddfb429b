"""What the tests would not notice: small faults put into the code one at a time, and those that no test fails on.

usage: python -m benchmarks.survivors MODULE… --tests PATH… [--number N] [--seed N] [--list]

A mutant is one change of one place: a comparison turned round or moved by its boundary, `and` for `or`, + for -, a
whole number one more or less, a condition, truth value or returned value turned, a statement left out. N of all those
that the modules (files or folders) give are drawn by the seed. Each is tried in a copy of the tree, never in the tree
itself, with one group of tests after the other until one fails; a mutant that hangs has been noticed, too. What
survives is printed with its place: it is either the same program, or a gap in the tests.
"""

from __future__ import annotations

import argparse
import ast
import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COPIED = ("src", "tests", "benchmarks", "docs", "pyproject.toml", "README.md")
PATIENCE = 5
"""Times as long as the tests take without a fault: a mutant that takes longer loops."""
LIBRARIES = ["pytest", "pydantic", "babel.dates", "phonenumbers", "email_validator", "pdfplumber",
             "pikepdf", "reportlab.pdfgen.canvas", "rapidfuzz"]
"""Loaded once, in the process that all others are forked from; never the code that is changed."""
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(LIBRARIES)

TURNED = {
    ast.Lt: ("<=", ">="), ast.LtE: ("<", ">"), ast.Gt: (">=", "<="), ast.GtE: (">", "<"), ast.Eq: ("!=",),
    ast.NotEq: ("==",), ast.Is: ("is not",), ast.IsNot: ("is",), ast.In: ("not in",), ast.NotIn: ("in",),
    ast.And: ("or",), ast.Or: ("and",), ast.Add: ("-",), ast.Sub: ("+",), ast.Mult: ("/",), ast.Div: ("*",),
    ast.FloorDiv: ("*",), ast.Mod: ("*",), ast.BitAnd: ("|",), ast.BitOr: ("&",),
}
OPERATOR = re.compile(rb"not\s+in\b|is\s+not\b|\b(?:is|in|and|or)\b|<=|>=|==|!=|//|[<>+*/%&|-]")
UNTOUCHED = (ast.JoinedStr, ast.Import, ast.ImportFrom)
"""Text for people, and what is there or is not."""


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One change: the bytes from `start` to `end` of a file are `text` instead."""

    path: Path
    start: int
    end: int
    text: bytes

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.text + source[self.end :]

    def shown(self, source: bytes) -> str:
        """Its place, and the lines as they are and as they become."""
        line = source.count(b"\n", 0, self.start) + 1
        first = source.rfind(b"\n", 0, self.start) + 1
        last = source.find(b"\n", self.end)
        lines = [source[first:last], source[first : self.start] + self.text + source[self.end : last]]
        was, becomes = (" ".join(part.decode().split()) for part in lines)
        return f"{self.path}:{line}\n  - {was}\n  + {becomes}"


class _Finder(ast.NodeVisitor):
    """Collects the mutants of one module."""

    def __init__(self, path: Path, source: bytes) -> None:
        self.path, self.source = path, source
        self.found: set[Mutant] = set()
        self._lines = [0]
        for line in source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, UNTOUCHED):
            return
        for start, end, text in self._changes(node):
            self.found.add(Mutant(self.path, start, end, text.encode()))
        for name, child in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list"):
                continue
            for one in child if isinstance(child, list) else [child]:
                if isinstance(one, ast.AST):
                    self.visit(one)

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._lines[node.lineno - 1] + node.col_offset, self._lines[node.end_lineno - 1] + node.end_col_offset

    def _changes(self, node: ast.AST) -> Iterator[tuple[int, int, str]]:
        match node:
            case ast.Compare():
                yield from self._operators([node.left, *node.comparators], node.ops)
            case ast.BoolOp():
                yield from self._operators(node.values, [node.op] * (len(node.values) - 1))
            case ast.BinOp():
                yield from self._operators([node.left, node.right], [node.op])
            case ast.UnaryOp(op=ast.Not()):
                start, _ = self._span(node)
                yield start, start + len("not"), ""
            case ast.Constant(value=bool()):
                yield *self._span(node), str(not node.value)
            case ast.Constant(value=int()):
                for step in (-1, 1):
                    yield *self._span(node), str(node.value + step)
            case ast.If() | ast.IfExp() | ast.While():
                start, end = self._span(node.test)
                yield start, end, f"not ({self.source[start:end].decode()})"
            case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
                yield *self._span(value), "None"
            case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Continue() | ast.Break():
                yield *self._span(node), "pass"
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
                yield *self._span(node), "pass"

    def _operators(self, sides: list[ast.expr], operators: list[ast.cmpop] | list[ast.boolop] | list[ast.operator],
                   ) -> Iterator[tuple[int, int, str]]:
        """Each operator between two operands as another one."""
        for left, right, operator in zip(sides, sides[1:], operators, strict=False):
            between = self._span(left)[1]
            sign = OPERATOR.search(self.source, between, self._span(right)[0])
            for other in TURNED.get(type(operator), ()) if sign is not None else ():
                yield sign.start(), sign.end(), other


def mutants(modules: list[Path], root: Path = ROOT) -> list[Mutant]:
    """All mutants of the modules, whose paths are those within `root`."""
    files = [f for m in modules for f in (sorted((root / m).rglob("*.py")) if (root / m).is_dir() else [root / m])]
    found: list[Mutant] = []
    for file in files:
        source = file.read_bytes()
        finder = _Finder(file.relative_to(root), source)
        finder.visit(ast.parse(source))
        found += sorted(finder.found)
    return found


def _run(tree: Path, tests: list[str]) -> None:
    """In a process of its own: the tests of the tree against the tree's code; exit code 0 when they pass."""
    os.chdir(tree)
    sys.path[:0] = [str(tree / "src"), str(tree)]
    sys.dont_write_bytecode = True  # two changes within a second and of one size would be taken for the same
    os.environ["PYTHONPATH"] = str(tree / "src")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os._exit(int(pytest.main(["-qx", "-p", "no:cacheprovider", *tests])))


def tried(tree: Path, tests: list[str], seconds: float | None = None) -> bool:
    """Whether the tests pass in `tree`, within so many seconds."""
    process = CONTEXT.Process(target=_run, args=(tree, tests))
    process.start()
    process.join(seconds)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode == 0


def survivors(drawn: list[Mutant], groups: list[list[str]], root: Path = ROOT) -> Iterator[Mutant]:
    """Those of the mutants that no group of tests notices."""
    with tempfile.TemporaryDirectory() as work:
        tree = Path(work) / "tree"
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif (root / name).exists():
                shutil.copy(root / name, tree)
        limits = []
        for group in groups:
            started = time.monotonic()
            if not tried(tree, group):
                raise SystemExit(f"without any fault, too, this fails: {' '.join(group)}")
            limits.append(PATIENCE * (time.monotonic() - started) + 10)
        for number, mutant in enumerate(drawn, 1):
            source = (root / mutant.path).read_bytes()
            (tree / mutant.path).write_bytes(mutant.applied(source))
            survived = all(tried(tree, group, limit) for group, limit in zip(groups, limits, strict=True))
            (tree / mutant.path).write_bytes(source)
            print(f"\r{number} of {len(drawn)}", end="", file=sys.stderr, flush=True)
            if survived:
                yield mutant
        print(file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", type=Path, nargs="+")
    parser.add_argument("--tests", action="append", default=[], metavar="PATH…",
                        help="a group of tests, blanks between; given more than once, the quick ones first")
    parser.add_argument("--number", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="show the mutants, try none")
    options = parser.parse_args(arguments)
    every = mutants(options.modules)
    drawn = sorted(random.Random(options.seed).sample(every, min(options.number, len(every))))
    found = drawn if options.list else survivors(drawn, [group.split() for group in options.tests or ["tests"]])
    count = 0
    for count, mutant in enumerate(found, 1):  # noqa: B007
        print(mutant.shown((ROOT / mutant.path).read_bytes()), flush=True)
    print(f"seed {options.seed}: {count} of {len(drawn)} mutants {'listed' if options.list else 'survive'}"
          f" ({len(every)} possible)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
