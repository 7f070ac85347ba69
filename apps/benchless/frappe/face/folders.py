"""Folders of the site and of the apps, and the files in them."""

from __future__ import annotations

import json
import os
from typing import Any

from benchless.context import current
from benchless.schema.files import module_apps, module_folder
from benchless.site import app_folder
from benchless.values import Row, scrub

from .apps import get_module


def get_site_path(*joins: str) -> str:
    return str(current().site.path(*joins))


def get_site_config(*args: Any, **kwargs: Any) -> Row:
    return current().conf


def get_app_path(app_name: str, *joins: str) -> str:
    return str(app_folder(app_name).joinpath(*joins))


def get_app_source_path(app_name: str, *joins: str) -> str:
    return os.path.join(os.path.dirname(get_app_path(app_name)), *joins)


def get_pymodule_path(modulename: str, *joins: str) -> str:
    return os.path.join(os.path.dirname(get_module(scrub(modulename)).__file__ or ""), *joins)


def get_file_items(path: str, raise_not_found: bool = False, ignore_empty_lines: bool = True) -> list[str]:
    content = read_file(path, raise_not_found) or ""
    return [line.strip() for line in content.splitlines() if line.strip() and not line.startswith("#")]


def read_file(path: str, raise_not_found: bool = False, as_base64: bool = False) -> str | None:
    if os.path.exists(path):
        with open(path, encoding="utf-8") as handle:
            return handle.read()
    if raise_not_found:
        raise OSError(f"{path} not found")
    return None


def get_file_json(path: str) -> Any:
    with open(path, encoding="utf-8") as handle:
        return json.load(handle)


def get_module_path(module: str, *joins: str) -> str:
    """The folder of an app's module."""
    app = module_apps(current().site)[module]
    return str(module_folder(app, module).joinpath(*[scrub(part) for part in joins]))


def create_folder(path: str, with_init: bool = False) -> None:
    """Make a folder; with `with_init` it is a Python package."""
    os.makedirs(path, exist_ok=True)
    if with_init:
        open(os.path.join(path, "__init__.py"), "a", encoding="utf-8").close()


def get_conf(site: str | None = None) -> Row:
    """Settings of the open site."""
    return current().conf
