"""Jinja templates."""

from typing import Any

from benchless import printing
from frappe.utils.safe_exec import NamespaceDict

__all__ = ["NamespaceDict", "get_jenv", "get_template", "is_rtl", "render_template", "validate_template"]

get_template = printing.get_template
RIGHT_TO_LEFT = ("ar", "he", "fa", "ps", "ur")


def get_jenv() -> Any:
    """The sandboxed environment of this site."""
    return printing.environment()


def validate_template(html: str | None) -> None:
    """Refuse a template that cannot be compiled."""
    printing.validate(html)


def render_template(
    template: str, context: Any = None, is_path: bool | None = None, safe_render: bool = True, **_ignored: Any
) -> str:
    """Fill a template: a text, or the path of a file in an app."""
    values = (
        context if isinstance(context, dict) else context.as_dict() if hasattr(context, "as_dict") else {}
    )
    return printing.render(template, dict(values), is_path=is_path)


def is_rtl(lang: str | None = None) -> bool:
    return (lang or "")[:2] in RIGHT_TO_LEFT
