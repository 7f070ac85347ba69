"""Conditions that administrators write: Python expressions without a way out."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from functools import lru_cache
from types import CodeType
from typing import Any

from RestrictedPython.compile import compile_restricted
from RestrictedPython.Eval import default_guarded_getitem, default_guarded_getiter
from RestrictedPython.Guards import guarded_iter_unpack_sequence, safe_builtins, safer_getattr
from RestrictedPython.transformer import RestrictingNodeTransformer

from .errors import ValidationError
from .values import Row, cint, cstr, flt

MAX_LENGTH = 10_000
MAX_POWER = 1_000
MAX_REPEAT = 100_000
NAMES: dict[str, Any] = {
    "int": int, "float": float, "str": str, "bool": bool, "len": len, "abs": abs, "min": min, "max": max,
    "sum": sum, "any": any, "all": all, "sorted": sorted, "list": list, "dict": dict, "set": set,
    "tuple": tuple, "range": lambda *bounds: limited_range(*bounds), "enumerate": enumerate,
    "zip": zip, "round": round, "flt": flt, "cint": cint, "cstr": cstr, "_dict": Row,
}  # fmt: skip


def limited_range(*bounds: int) -> range:
    """A range that is not longer than a condition may need."""
    numbers = range(*bounds)
    if len(numbers) > MAX_REPEAT:
        raise ValidationError("The range is too long.")
    return numbers


def power(base: Any, exponent: Any) -> Any:
    """`**` for small numbers only."""
    if abs(base) > MAX_POWER or abs(exponent) > MAX_POWER:
        raise ValidationError("The power is too large.")
    return base**exponent


def product(left: Any, right: Any) -> Any:
    """`*` that does not fill the memory with a repeated text or list."""
    for sequence, count in ((left, right), (right, left)):
        if isinstance(sequence, str | bytes | list | tuple) and len(sequence) * cint(count) > MAX_REPEAT:
            raise ValidationError("The text is too long.")
    return left * right


GUARDED = {ast.Pow: "_power_", ast.Mult: "_product_"}


class Guard(ast.NodeTransformer):
    """Hands the operators that can eat memory to functions with a limit."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        name = GUARDED.get(type(node.op))
        if name is None:
            return node
        return ast.Call(ast.Name(name, ast.Load()), [node.left, node.right], [])


class Policy(RestrictingNodeTransformer):
    """RestrictedPython's rules; the names of our own guards are let through."""

    def check_name(self, node: Any, name: str | None, allow_magic_methods: bool = False) -> None:
        if name not in GUARDED.values():
            super().check_name(node, name, allow_magic_methods)


@lru_cache(maxsize=2000)
def compile_expression(text: str) -> CodeType:
    """Byte code of an expression; SyntaxError when it is none or does what is not allowed."""
    if len(text) > MAX_LENGTH:
        raise SyntaxError("The expression is too long.")
    tree = ast.parse(text.strip(), "<condition>", "eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in GUARDED.values():
            raise SyntaxError(f"{node.id} is not allowed.")
    guarded = ast.fix_missing_locations(Guard().visit(tree))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        code: CodeType = compile_restricted(ast.unparse(guarded), "<condition>", "eval", policy=Policy)
    return code


def _globals(extra: Mapping[str, Any] | None) -> dict[str, Any]:
    names = dict(extra or {})
    builtins = {**safe_builtins, **NAMES}
    builtins.pop("setattr", None)
    builtins.pop("delattr", None)
    return {
        **names,
        "__builtins__": builtins,
        "_getattr_": safe_attribute,
        "_getitem_": default_guarded_getitem,
        "_getiter_": default_guarded_getiter,
        "_iter_unpack_sequence_": guarded_iter_unpack_sequence,
        "_power_": power,
        "_product_": product,
    }


def safe_attribute(value: Any, name: str, default: Any = None) -> Any:
    """Attribute of a value; formats, frames and private names are closed."""
    if name.startswith("_") or name.startswith(("gi_", "cr_", "f_", "tb_", "co_")):
        raise AttributeError(f"{name} is not allowed.")
    return safer_getattr(value, name, default)  # type: ignore[no-untyped-call]


def safe_eval(
    text: str, eval_globals: Mapping[str, Any] | None = None, eval_locals: Mapping[str, Any] | None = None
) -> Any:
    """Value of an expression over the given names. It sees nothing else, and can change nothing."""
    return eval(compile_expression(text), _globals(eval_globals), dict(eval_locals or {}))  # noqa: S307
