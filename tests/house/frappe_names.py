"""Which names of Frappe does some Python use? Also runs alone: python -m tests.house.frappe_names FOLDER."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path


def used(folder: Path) -> dict[str, set[str]]:
    """Every dotted Frappe name below a folder, and the files that use it."""
    found: dict[str, set[str]] = {}
    for file in sorted(folder.rglob("*.py")):
        for name in names(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(name, set()).add(file.relative_to(folder).as_posix())
    return found


def names(tree: ast.AST) -> Iterator[str]:
    """`import frappe.x`, `from frappe.x import y` and the longest `frappe.x.y` of each expression."""
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if _is_frappe(alias.name))
        elif isinstance(node, ast.ImportFrom) and _is_frappe(node.module or ""):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute) and id(node) not in inner and _is_frappe(dotted(node)):
            yield dotted(node)


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""


def _is_frappe(name: str) -> bool:
    return name.partition(".")[0] == "frappe"


if __name__ == "__main__":
    print("\n".join(f"{name}  {len(files)}" for name, files in sorted(used(Path(sys.argv[1])).items())))
