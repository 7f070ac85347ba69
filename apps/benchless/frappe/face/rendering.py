"""Templates, prints and values as text. What does it is loaded at the first use."""

from __future__ import annotations

from typing import Any

from benchless import dotted
from benchless.field_text import format_value

format = format_value


def get_print(*args: Any, **kwargs: Any) -> Any:
    return dotted.call("frappe.utils.print_format.get_print", *args, **kwargs)


def attach_print(*args: Any, **kwargs: Any) -> Any:
    return dotted.call("frappe.utils.print_format.attach_print", *args, **kwargs)


def render_template(
    template: str, context: Any = None, is_path: bool | None = None, safe_render: bool = True
) -> str:
    """Render a Jinja template (text or path) in the sandbox."""
    path = "frappe.utils.jinja.render_template"
    return str(dotted.call(path, template, context or {}, is_path, safe_render))


def get_jenv() -> Any:
    return dotted.call("frappe.utils.jinja.get_jenv")


def get_template(path: str) -> Any:
    """The template file of an app."""
    return dotted.call("frappe.utils.jinja.get_template", path)
