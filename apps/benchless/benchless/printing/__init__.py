"""Documents on paper: templates, layouts, HTML, PDF."""

from .doors import get_print, html_and_style, many, view
from .environment import environment, get_template, render, validate
from .page import Paper, prepare, print_settings
from .pdf import draw, join

__all__ = [
    "Paper",
    "draw",
    "environment",
    "get_print",
    "get_template",
    "html_and_style",
    "join",
    "many",
    "prepare",
    "print_settings",
    "render",
    "validate",
    "view",
]
