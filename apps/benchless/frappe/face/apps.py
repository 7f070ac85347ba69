"""Installed apps, their hooks, modules and functions."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchless import dotted
from benchless.context import current
from benchless.schema.files import modules_of
from benchless.site import hooks_module
from benchless.values import Row, cstr


def get_installed_apps(*args: Any, **kwargs: Any) -> list[str]:
    return list(current().site.apps)


def get_hooks(hook: str | None = None, default: Any = None, app_name: str | None = None) -> Any:
    """Values of one hook over all apps (or of one app): a dict of lists for dictionaries, a list else.

    Without a hook: all of them by their names.
    """
    if hook is None:
        return Row({name: get_hooks(name, app_name=app_name) for name in _hook_names(app_name)})
    values = _of_app(app_name, hook) if app_name else current().site.hooks(cstr(hook))
    if not values:
        return default if default is not None else []
    if not isinstance(values[0], dict):
        return _flat(values)
    merged: dict[str, list[Any]] = {}
    for value in values:
        for key, entry in value.items():
            merged.setdefault(key, []).extend(_flat([entry]))
    return Row(merged)


def _flat(values: list[Any]) -> list[Any]:
    return [one for value in values for one in (value if isinstance(value, list | tuple) else [value])]


def _of_app(app: str, hook: str) -> list[Any]:
    module = hooks_module(app)
    return [getattr(module, hook)] if hasattr(module, hook) else []


def _hook_names(app: str | None) -> list[str]:
    """Names that the hooks of one app, or of all apps, give a value."""
    modules = [hooks_module(name) for name in ([app] if app else current().site.apps)]
    names = {
        name
        for module in modules
        for name, value in vars(module).items()
        if not name.startswith("_") and isinstance(value, str | int | list | tuple | dict)
    }
    return sorted(names)


def get_module(modulename: str) -> Any:
    return importlib.import_module(modulename)


def get_module_list(app_name: str) -> list[str]:
    return modules_of(app_name)


def call(fn: Any, *args: Any, **kwargs: Any) -> Any:
    """Call a function (or dotted path) with the keywords that it takes."""
    function = dotted.load(fn) if isinstance(fn, str) else fn
    return function(*args, **get_newargs(function, kwargs))


def get_newargs(function: Callable[..., Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Keywords that a function takes; all when it takes any."""
    parameters = inspect.signature(function).parameters
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters.values()):
        return {key: value for key, value in kwargs.items() if key not in ("ignore_permissions", "flags")}
    return {key: value for key, value in kwargs.items() if key in parameters}


def get_domain_data(module: str) -> Any:
    """What an app says about a domain: the `data` of the module that the hook `domains` names."""
    path = dict(get_hooks("domains") or {}).get(module)
    found = path[-1] if isinstance(path, list) else path
    return Row(importlib.import_module(found).data) if found else Row()


def get_active_domains() -> list[str]:
    """Domains that this site works in, and the empty one of what belongs to none."""
    return list(dotted.call("frappe.core.doctype.domain_settings.domain_settings.get_active_domains"))


def get_all_apps(with_internal_apps: bool = True, sites_path: str | None = None) -> list[str]:
    """Apps that could be installed: those of apps.txt beside the sites, or the installed ones."""
    place = Path(sites_path or current().site.folder.parent) / "apps.txt"
    listed = place.read_text("utf-8").split() if place.is_file() else list(current().site.apps)
    return ["frappe", *(app for app in listed if app != "frappe")]


def setup_module_map(include_all_apps: bool = True) -> None:
    """Which module belongs to which app: known here from the apps' files, read anew when they change."""
    current().site.cache.store("hooks").pop("module_apps", None)


def get_meta_module(doctype: str) -> Any:
    """The Python module of a DocType's controller. Raises ImportError."""
    return dotted.call("frappe.modules.utils.load_doctype_module", doctype)


def get_doc_hooks() -> Row:
    """DocType → event → functions, of all apps."""
    merged: dict[str, dict[str, list[str]]] = {}
    for hooks in current().site.hooks("doc_events"):
        for doctypes, events in hooks.items():
            for doctype in doctypes if isinstance(doctypes, tuple) else (doctypes,):
                for event, value in events.items():
                    paths = merged.setdefault(doctype, {}).setdefault(event, [])
                    paths.extend([value] if isinstance(value, str) else value)
    return Row(merged)
