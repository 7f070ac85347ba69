"""Templates that people and apps write, in a sandbox."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from inspect import getmembers, isfunction
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Template, TemplateNotFound
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from benchless import dotted
from benchless.context import current
from benchless.documents import BaseDocument
from benchless.errors import TemplateNotFoundError, ValidationError
from benchless.messages import throw
from benchless.site import Site, app_folder
from benchless.translations import _
from benchless.values import Row, cint, flt, scrub

GLOBALS = "frappe.utils.safe_exec.template_globals"
WRITES = {
    "add_comment",
    "add_tag",
    "amend",
    "cancel",
    "db_insert",
    "db_set",
    "db_update",
    "delete",
    "discard",
    "insert",
    "queue_action",
    "rename",
    "run_method",
    "save",
    "submit",
    "unlock",
}
CHANGES = {"clear", "pop", "popitem", "setdefault", "update"}
MAX_KEPT = 500
FOLDERS = ("", "templates")


class Sandbox(SandboxedEnvironment):
    """Lists and dictionaries may be filled, as apps do in templates; documents may be read, not changed."""

    def is_safe_callable(self, obj: Any) -> bool:
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if isinstance(owner, BaseDocument) and name in WRITES:
            return False
        if name in CHANGES and isinstance(owner, dict) and type(owner) not in (dict, Row):
            return False  # metadata and namespaces are shared by everybody
        return super().is_safe_callable(obj)


class AppTemplates(BaseLoader):
    """Template files of the installed apps; the app installed last wins."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        place = self._find(template)
        if place is None:
            raise TemplateNotFound(template)
        stamp = place.stat().st_mtime_ns
        return (
            place.read_text("utf-8"),
            str(place),
            lambda: place.exists() and place.stat().st_mtime_ns == stamp,
        )

    def _find(self, template: str) -> Path | None:
        apps = list(reversed(self.site.apps))
        first, _slash, rest = template.partition("/")
        places = [(app, folder, template) for app in apps for folder in FOLDERS]
        if first in apps:
            places.insert(0, (first, "", rest))
        for app, folder, name in places:
            root = app_folder(app).resolve()
            place = (root / folder / name).resolve()
            if place.is_relative_to(root) and place.is_file():
                return place
        return None


def environment() -> SandboxedEnvironment:
    """The environment of this site, with the functions and filters that its apps add."""
    store = current().site.cache.store("hooks")
    if "jinja" not in store:
        store["jinja"] = _make(current().site)
    return store["jinja"]  # type: ignore[no-any-return]


def _make(site: Site) -> SandboxedEnvironment:
    made = Sandbox(
        loader=AppTemplates(site), cache_size=400, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]
    )
    made.filters.update(json=_as_json, len=len, int=cint, str=str, flt=flt)
    made.globals.update(_=_, scrub=scrub, json=json)
    made.globals.update(dotted.call(GLOBALS))
    for hook in site.hooks("jinja"):
        made.globals.update(_functions(hook.get("methods") or []))
        made.filters.update(_functions(hook.get("filters") or []))
    return made


def _as_json(value: Any, indent: int | None = 1) -> str:
    return json.dumps(value, indent=indent, default=str, ensure_ascii=False)


def _functions(paths: str | list[str]) -> dict[str, Callable[..., Any]]:
    """`app.module.function` gives one, `app.module` all of the module, `name:app.module.function` renames."""
    out: dict[str, Callable[..., Any]] = {}
    for path in [paths] if isinstance(paths, str) else paths:
        name, colon, target = path.rpartition(":")
        found = _load(target if colon else path)
        if callable(found):
            out[name or target.rpartition(".")[2]] = found
        else:
            out.update(getmembers(found, isfunction))
    return out


def _load(path: str) -> Any:
    try:
        return dotted.load(path)
    except (ImportError, AttributeError):
        return import_module(path)


def compiled(text: str) -> Template:
    """A template from its text; the same text is compiled once."""
    kept: dict[str, Template] = current().site.cache.store("hooks").setdefault("templates", {})
    found = kept.get(text)
    if found is None:
        if len(kept) >= MAX_KEPT:
            kept.clear()
        found = kept[text] = environment().from_string(text)
    return found


def render(template: str, context: dict[str, Any] | None = None, *, is_path: bool | None = None) -> str:
    """Fill a template: a text, or the path of a file in an app. Raises ValidationError for a broken one."""
    if not template:
        return ""
    if is_path or (is_path is None and looks_like_path(template)):
        return get_template(template).render(context or {})
    try:
        return compiled(template).render(context or {})
    except TemplateError as error:
        throw(problem(error), ValidationError, _("Jinja Template Error"))


def looks_like_path(template: str) -> bool:
    return (
        template.endswith((".html", ".md", ".txt", ".css", ".xml"))
        and "{" not in template
        and "\n" not in template
    )


def get_template(path: str) -> Template:
    """The template file of an app. Raises TemplateNotFoundError."""
    try:
        return environment().get_template(path)
    except TemplateNotFound as error:
        raise TemplateNotFoundError(path) from error


def problem(error: TemplateError) -> str:
    line = error.lineno if isinstance(error, TemplateSyntaxError) else None
    where = _("Line {0}").format(line) + ": " if line else ""
    return f"{where}{error.message or type(error).__name__}"


def validate(template: str | None) -> None:
    """Refuse a template that cannot be compiled. Raises ValidationError."""
    if not template:
        return
    try:
        environment().compile(template)
    except TemplateSyntaxError as error:
        throw(problem(error), ValidationError, _("Syntax error in template"))
