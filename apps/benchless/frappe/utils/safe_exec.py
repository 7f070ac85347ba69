"""What templates and scripts of the site may use, and running such scripts."""

import json
import mimetypes
import types
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from RestrictedPython import compile_restricted, safe_builtins, utility_builtins
from RestrictedPython.Eval import default_guarded_getitem, default_guarded_getiter
from RestrictedPython.Guards import full_write_guard, guarded_iter_unpack_sequence, guarded_unpack_sequence
from RestrictedPython.PrintCollector import PrintCollector

import frappe
import frappe.utils.data
from benchless.context import current
from benchless.jobs import queue_of
from benchless.jobs.backend import PENDING
from benchless.reports import sql
from benchless.safe_eval import safe_attribute, safe_eval  # noqa: F401 — a documented name of this module

READING = (
    "_",
    "_dict",
    "bold",
    "copy_doc",
    "form_dict",
    "format",
    "format_value",
    "get_all",
    "get_cached_doc",
    "get_cached_value",
    "get_doc",
    "get_fullname",
    "get_gravatar",
    "get_hooks",
    "get_list",
    "get_meta",
    "get_single",
    "get_system_settings",
    "get_value",
    "has_permission",
    "lang",
    "msgprint",
    "request",
    "render_template",
    "scrub",
    "throw",
    "get_roles",
    "parse_json",
    "as_json",
)
WRITING = (
    "new_doc",
    "delete_doc",
    "rename_doc",
    "sendmail",
    "enqueue",
    "log_error",
    "get_print",
    "attach_print",
    "response",
    "publish_realtime",
)
READING_DB = (
    "get_list",
    "get_all",
    "get_value",
    "get_values",
    "get_single_value",
    "get_default",
    "exists",
    "count",
    "escape",
)
WRITING_DB = ("set_value", "set_single_value", "commit", "rollback", "savepoint", "after_commit", "delete")
SECONDS = 30
SHOWN_TYPES = (types.FunctionType, types.BuiltinFunctionType)


class NamespaceDict(dict[str, Any]):
    """A dictionary whose items are attributes; what is missing says so when it is called."""

    def __getattr__(self, key: str) -> Any:
        if key in self:
            return self[key]
        if key.startswith("__"):
            raise AttributeError(key)

        def missing(*_args: Any, **_kwargs: Any) -> Any:
            raise AttributeError(f"there is no {key!r} here")

        return missing


def template_globals() -> dict[str, Any]:
    """What every template may use: nothing here changes data."""
    named = _namespace()
    return {
        "frappe": named,
        "_": frappe._,
        "style": frappe._dict(border_color="#d1d8dd"),
        "scrub": frappe.scrub,
        "json": NamespaceDict(loads=json.loads, dumps=json.dumps),
        "guess_mimetype": _guess_type,
        "html2text": frappe.utils.data.strip_html,
        "is_rtl": lambda lang=None: False,
        "dict": dict,
        "_dict": frappe._dict,
        "frappe_version": getattr(frappe, "__version__", "15"),
        **{name: getattr(frappe.utils.data, name) for name in ("flt", "cint", "cstr")},
    }


def _namespace() -> NamespaceDict:
    named = NamespaceDict({name: getattr(frappe, name) for name in READING if hasattr(frappe, name)})
    named.update(
        utils=utilities(),
        db=NamespaceDict({name: _database(name) for name in READING_DB}, sql=read_only_sql),
        get_url=frappe.utils.get_url,
        date_format="yyyy-mm-dd",
        format_date=frappe.utils.data.global_date_format,
        user=LazyUser(),
        session=LazySession(),
        flags=frappe._dict(),
        full_name=LazyUser("full_name"),
        socketio_port=None,
        website=NamespaceDict(abs_url=frappe.utils.get_url),
    )
    return named


class LazySession:
    """Who is at work; the key of the session stays out of reach."""

    @property
    def user(self) -> str:
        return str(frappe.session.user)

    @property
    def data(self) -> Any:
        return frappe._dict()


class LazyUser:
    """The name of the user at the moment of asking; compilers of templates keep globals for long."""

    def __init__(self, what: str = "user") -> None:
        self.what = what

    def __str__(self) -> str:
        user = frappe.session.user
        return str(frappe.utils.get_fullname(user) if self.what == "full_name" else user)

    def __eq__(self, other: object) -> bool:
        return str(self) == other

    def __hash__(self) -> int:
        return hash(str(self))

    __html__ = __str__


def _database(name: str) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(frappe.db, name)(*args, **kwargs)

    return call


def read_only_sql(query: str, *args: Any, **kwargs: Any) -> Any:
    """A query that only reads, and only ordinary tables."""
    sql.check(str(query))
    with frappe.db.read_only(SECONDS):
        return frappe.db.sql(query, *args, **kwargs)


@lru_cache(maxsize=1)
def utilities() -> NamespaceDict:
    """The plain functions of `frappe.utils`."""
    named = {name: getattr(frappe.utils.data, name, None) for name in frappe.utils.data.__all__}
    shown = {name: value for name, value in named.items() if isinstance(value, SHOWN_TYPES)}
    shown.pop("update_progress_bar", None)
    extra = ("get_fullname", "get_url", "get_link_to_form", "get_url_to_form", "get_gravatar")
    return NamespaceDict({**shown, **{name: getattr(frappe.utils, name) for name in extra}})


def get_safe_globals() -> NamespaceDict:
    """What scripts of the site may use: templates' functions and those that change data."""
    named = _namespace()
    named.update({name: getattr(frappe, name) for name in WRITING if hasattr(frappe, name)})
    named["db"].update({name: _database(name) for name in WRITING_DB})
    named["qb"] = getattr(frappe, "qb", None)
    return NamespaceDict(template_globals(), frappe=named, log=frappe.log_error, run_script=None, **guards())


def guards() -> dict[str, Any]:
    """What RestrictedPython asks for."""
    return {
        "__builtins__": {
            **safe_builtins,
            **utility_builtins,
            "sum": sum,
            "min": min,
            "max": max,
            "any": any,
            "all": all,
            "enumerate": enumerate,
            "list": list,
            "dict": dict,
            "set": set,
            "map": map,
            "filter": filter,
            "reversed": reversed,
            "__import__": None,
        },
        "_getitem_": default_guarded_getitem,
        "_getiter_": default_guarded_getiter,
        "_getattr_": safe_attribute,
        "_write_": full_write_guard,
        "_print_": PrintCollector,
        "_iter_unpack_sequence_": guarded_iter_unpack_sequence,
        "_unpack_sequence_": guarded_unpack_sequence,
        "_inplacevar_": _inplace,
    }


def _inplace(operator: str, one: Any, two: Any) -> Any:
    operations: dict[str, Callable[[Any, Any], Any]] = {
        "+=": lambda a, b: a + b,
        "-=": lambda a, b: a - b,
        "*=": lambda a, b: a * b,
        "/=": lambda a, b: a / b,
        "//=": lambda a, b: a // b,
        "%=": lambda a, b: a % b,
    }
    if operator not in operations:
        raise SyntaxError(f"{operator} is not allowed")
    return operations[operator](one, two)


class ServerScriptNotEnabled(frappe.PermissionError):
    """Scripts are off unless site_config.json says `"server_script_enabled": 1`."""


def is_safe_exec_enabled() -> bool:
    return bool(frappe.conf.get("server_script_enabled"))


@lru_cache(maxsize=200)
def _compiled(script: str, name: str) -> Any:
    return compile_restricted(script, filename=f"<serverscript: {name}>", mode="exec")


def safe_exec(
    script: str,
    _globals: dict[str, Any] | None = None,
    _locals: dict[str, Any] | None = None,
    *,
    script_filename: str = "",
    **_ignored: Any,
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Run a script of the site. Raises ServerScriptNotEnabled when the site does not allow scripts."""
    if not is_safe_exec_enabled():
        raise ServerScriptNotEnabled("Server Scripts are disabled on this site")
    names = get_safe_globals()
    names.update(_globals or {})
    exec(_compiled(script, script_filename or "script"), names, _locals)  # noqa: S102 restricted
    return names, _locals


def _guess_type(name: str) -> str | None:
    return mimetypes.guess_type(name)[0]


def is_job_queued(job_name: str, queue: str = "default") -> bool:
    """Whether a job of this name waits or runs: for scripts that start work only once."""
    records = queue_of(current().site).all_records()
    pending = [record for record in records if record["status"] in PENDING]
    return any(job_name in (record.get("job_name"), record["method"]) for record in pending)
