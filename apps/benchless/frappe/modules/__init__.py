"""Modules of apps: their folders and files."""

from benchless.values import scrub

from .export_file import export_doc
from .utils import (
    get_doc_path,
    get_doctype_module,
    get_module_app,
    get_module_name,
    get_module_path,
    load_doctype_module,
    reload_doc,
)

__all__ = [
    "export_doc",
    "get_doc_path",
    "get_doctype_module",
    "get_module_app",
    "get_module_name",
    "get_module_path",
    "load_doctype_module",
    "reload_doc",
    "scrub",
]
