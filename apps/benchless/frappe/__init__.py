"""The face: the names that apps import from Frappe, handed out by the engine underneath."""

from __future__ import annotations

import copy as _copy
import functools
import inspect
import json
import os
import traceback
from collections.abc import Callable
from typing import Any

import orjson
from werkzeug.local import LocalProxy

import benchless.translate  # noqa: F401 — texts are translated from the start
from benchless import access, documents, dotted, keyvalue, workflow  # noqa: F401 — the workflow guards every save
from benchless.context import current, current_or_none
from benchless.documents import lookup as _lookup
from benchless.documents.series import make_autoname  # noqa: F401
from benchless.errors import *  # noqa: F403
from benchless.errors import (
    DoesNotExistError,
    FrappeError,
    NameError,
    PermissionError,
    ValidationError,
    quiet,
)
from benchless.messages import msgprint as _msgprint
from benchless.messages import throw as _throw
from benchless.registry import door_of
from benchless.registry import whitelist as _whitelist
from benchless.schema import Meta, get_meta
from benchless.translations import _
from benchless.values import Row, cint, cstr, flt, scrub, unscrub

from . import exceptions
from .database import DatabaseFace, limits, named

__version__ = "15.72.0"
__title__ = "Frappe Framework"
_dict = Row
db = DatabaseFace()
cache = keyvalue.store


class _Local:
    """The session of this thread under Frappe's names; `site` is the site's name, as apps expect."""

    def __getattr__(self, name: str) -> Any:
        return current().site.name if name == "site" else getattr(current(), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(current(), name, value)


local: Any = _Local()
session: Any = LocalProxy(lambda: current().session)
form_dict: Any = LocalProxy(lambda: current().form_dict)
form: Any = form_dict
flags: Any = LocalProxy(lambda: current().flags)
conf: Any = LocalProxy(lambda: current().conf)
request: Any = LocalProxy(lambda: current().request)
response: Any = LocalProxy(lambda: current().response)
message_log: Any = LocalProxy(lambda: current().message_log)
error_log: Any = LocalProxy(lambda: current().error_log)
debug_log: Any = LocalProxy(lambda: current().debug_log)
lang: Any = LocalProxy(lambda: current().lang)
user: Any = LocalProxy(lambda: current().user)

STANDARD_USERS = ("Guest", "Administrator")
UNSET = object()
whitelist = _whitelist
log_level = None


# messages -------------------------------------------------------------------------------------


def msgprint(
    msg: Any,
    title: str | None = None,
    raise_exception: Any = False,
    as_table: bool = False,
    as_list: bool = False,
    indicator: str | None = None,
    alert: bool = False,
    primary_action: Any = None,
    is_minimizable: bool = False,
    wide: bool = False,
    *,
    realtime: bool = False,
) -> None:
    """Show a message to the person; with `raise_exception` stop as well."""
    _msgprint(
        msg,
        title,
        raise_exception=raise_exception,
        indicator=indicator,
        alert=int(bool(alert)),
        primary_action=primary_action,
        as_list=as_list,
        wide=wide,
    )


def throw(
    msg: Any,
    exc: Any = ValidationError,
    title: str | None = None,
    is_minimizable: bool = False,
    wide: bool = False,
    as_list: bool = False,
    primary_action: Any = None,
) -> None:
    """Stop with a message and an exception."""
    _throw(msg, exc, title, wide=wide, as_list=as_list, primary_action=primary_action)


def clear_messages() -> None:
    current().message_log.clear()


def get_message_log() -> list[dict[str, Any]]:
    return current().message_log


def clear_last_message() -> None:
    if current().message_log:
        current().message_log.pop()


def errprint(msg: Any) -> None:
    current().error_log.append({"exc": cstr(msg)})


def log(msg: Any) -> None:
    current().debug_log.append(cstr(msg))


def bold(text: Any) -> str:
    return f"<strong>{text}</strong>"


# documents ------------------------------------------------------------------------------------

get_doc = documents.get_doc
copy_doc = documents.copy_doc


def new_doc(
    doctype: str, *, parent_doc: Any = None, parentfield: str | None = None, as_dict: bool = False, **kw: Any
) -> Any:
    """A new document with defaults, not saved."""
    return documents.new_doc(doctype, parent_doc, parentfield, as_dict, **kw)


def get_cached_doc(*args: Any, **kwargs: Any) -> Any:
    """As `get_doc`; the row's time of change tells whether the kept document is still the newest."""
    if len(args) != 2 or kwargs or not isinstance(args[1], str):
        return get_doc(*args, **kwargs)
    doctype, name = args
    meta = get_meta(doctype)
    if meta["issingle"]:
        return get_doc(doctype)
    store = current().site.cache.store("pages")
    rows = current().db.rows(f"SELECT modified FROM `tab{doctype}` WHERE name=?", (name,))
    kept = store.get(("document", doctype, name))
    if not rows or kept is None or kept[0] != rows[0][0]:
        kept = store[("document", doctype, name)] = (rows[0][0] if rows else None, get_doc(doctype, name))
    return kept[1]


def get_lazy_doc(doctype: str, name: Any, **kwargs: Any) -> Any:
    return get_doc(doctype, name, **kwargs)


def get_single(doctype: str) -> Any:
    return get_doc(doctype, doctype)


def get_last_doc(
    doctype: str, filters: Any = None, order_by: str = "creation desc", *, for_update: bool = False
) -> Any:
    """The newest document that meets the filters. Raises DoesNotExistError."""
    name = _lookup.get_value(doctype, filters or {}, "name", order_by=order_by)
    if name is None:
        raise DoesNotExistError(f"{doctype} not found")
    return get_doc(doctype, name, for_update=for_update)


def delete_doc(
    doctype: str | None = None,
    name: Any = None,
    force: Any = 0,
    ignore_doctypes: Any = None,
    for_reload: bool = False,
    ignore_permissions: bool = False,
    flags: Any = None,
    ignore_on_trash: bool = False,
    ignore_missing: bool = True,
    delete_permanently: bool = False,
) -> bool:
    """Delete a document with all that belongs to it."""
    return documents.delete_doc(
        cstr(doctype),
        name,
        force=bool(force),
        ignore_permissions=ignore_permissions,
        ignore_missing=ignore_missing,
        ignore_on_trash=ignore_on_trash,
        delete_permanently=delete_permanently,
    )


def delete_doc_if_exists(doctype: str, name: str, force: Any = 0) -> None:
    if _lookup.exists(doctype, name):
        delete_doc(doctype, name, force=force)


def rename_doc(
    doctype: str, old: str, new: str, force: bool = False, merge: bool = False, **kwargs: Any
) -> str:
    return documents.rename_doc(
        doctype, old, new, force=force, merge=merge, ignore_permissions=bool(kwargs.get("ignore_permissions"))
    )


def get_document_cache_key(doctype: str, name: str) -> str:
    return f"document_cache::{doctype}::{name}"


def clear_document_cache(doctype: str, name: str | None = None) -> None:
    current().site.cache.store("pages").pop(("document", doctype, name), None)


# lists and values -----------------------------------------------------------------------------


def get_all(doctype: str, *args: Any, **kwargs: Any) -> Any:
    """Rows without permissions; all of them unless a limit is given."""
    return _lookup.get_all(doctype, **named(args, kwargs))


def get_list(doctype: str, *args: Any, **kwargs: Any) -> Any:
    """Rows as the user may see them; 20 unless a limit is given."""
    return access.get_list(doctype, **limits(named(args, kwargs)))


def get_value(*args: Any, **kwargs: Any) -> Any:
    return db.get_value(*args, **kwargs)


def get_cached_value(doctype: str, name: str, fieldname: Any = "name", as_dict: bool = False) -> Any:
    return db.get_value(doctype, name, fieldname, as_dict=as_dict)


def set_value(doctype: str, docname: str, fieldname: Any, value: Any = None) -> Any:
    from .client import set_value as client_set_value

    return client_set_value(doctype, docname, fieldname, value)


def get_single_value(doctype: str, fieldname: str) -> Any:
    return _lookup.get_single_value(doctype, fieldname)


def get_system_settings(key: str) -> Any:
    return _lookup.get_single_value("System Settings", key)


def get_website_settings(key: str) -> Any:
    return _lookup.get_single_value("Website Settings", key)


def get_count(doctype: str, filters: Any = None) -> int:
    return access.count(doctype, filters)


# rights ---------------------------------------------------------------------------------------


def has_permission(
    doctype: str | None = None,
    ptype: str = "read",
    doc: Any = None,
    user: str | None = None,
    throw: bool = False,
    *,
    parent_doctype: str | None = None,
    debug: bool = False,
    verbose: bool = False,
    ignore_share_permissions: bool = False,
) -> bool:
    """Whether the user has a right; with `throw` a refusal raises PermissionError."""
    name = doctype or (doc.doctype if doc is not None else "")
    allowed = access.has_permission(name, ptype, doc, user, parent_doctype=parent_doctype)
    if not allowed and throw:
        access.check_permission(name, ptype, doc, user)
    return allowed


def get_roles(username: str | None = None) -> list[str]:
    if current_or_none() is None:
        return ["Guest"]
    return access.get_roles(username)


def only_for(roles: Any, message: bool = False) -> None:
    """Raise PermissionError unless the user has one of the roles (Administrator passes)."""
    if current().user == "Administrator" or current().flags.in_test_as_anybody:
        return
    wanted = {roles} if isinstance(roles, str) else set(roles)
    if not wanted & set(get_roles()):
        listed = ", ".join(_(role) for role in sorted(wanted))
        raise quiet(PermissionError(_("This action is only allowed for {0}").format(listed)))


def only_has_select_perm(doctype: str, user: str | None = None, ignore_permissions: bool = False) -> bool:
    if ignore_permissions:
        return False
    rights = access.role_rights(get_meta(doctype), user or current().user)
    return bool(rights.get("select")) and not rights.get("read")


def set_user(username: str) -> None:
    current().set_user(username)


def get_user() -> Any:
    from benchless.documents import get_doc as _get

    return _get("User", current().user)


def is_whitelisted(method: Callable[..., Any]) -> None:
    """Raise PermissionError unless a function may be called from outside by this user."""
    door = door_of(method)
    if door is None or (current().user == "Guest" and not door.allow_guest):
        _throw(_("You are not permitted to access this resource."), PermissionError, _("Not permitted"))


def is_table(doctype: str) -> bool:
    return bool(get_meta(doctype)["istable"])


# site, apps, hooks ----------------------------------------------------------------------------


def get_installed_apps(*args: Any, **kwargs: Any) -> list[str]:
    return list(current().site.apps)


def get_hooks(hook: str | None = None, default: Any = None, app_name: str | None = None) -> Any:
    """Values of one hook over all apps: a dict of lists for dictionaries, a list else."""
    values = current().site.hooks(cstr(hook))
    if not values:
        return default if default is not None else []
    if isinstance(values[0], dict):
        return Row(current().site.hook_dict(cstr(hook)))
    return current().site.hook_list(cstr(hook))


get_attr = dotted.load


def get_module(modulename: str) -> Any:
    import importlib

    return importlib.import_module(modulename)


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


def get_site_path(*joins: str) -> str:
    return str(current().site.path(*joins))


def get_site_config(*args: Any, **kwargs: Any) -> Row:
    return current().conf


def get_app_path(app_name: str, *joins: str) -> str:
    from benchless.site import app_folder

    return str(app_folder(app_name).joinpath(*joins))


def get_app_source_path(app_name: str, *joins: str) -> str:
    return os.path.join(os.path.dirname(get_app_path(app_name)), *joins)


def get_pymodule_path(modulename: str, *joins: str) -> str:
    return os.path.join(os.path.dirname(get_module(scrub(modulename)).__file__ or ""), *joins)


def get_module_list(app_name: str) -> list[str]:
    from benchless.schema.files import modules_of

    return modules_of(app_name)


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


def clear_cache(user: str | None = None, doctype: str | None = None) -> None:
    """Forget what is known about DocTypes, rights and settings, in every process."""
    session_now = current()
    topics = (
        ("schema",)
        if doctype
        else ("access",)
        if user
        else ("schema", "access", "settings", "texts", "workflow", "pages")
    )
    session_now.site.cache.bump(session_now.db, *topics)
    session_now.cache.clear()


def reload_doctype(doctype: str, force: bool = False, reset_permissions: bool = False) -> None:
    reload_doc(get_meta(doctype).module, "doctype", doctype, force=force)


def reload_doc(
    module: str,
    dt: str | None = None,
    dn: str | None = None,
    force: bool = False,
    reset_permissions: bool = False,
) -> None:
    """Bring one standard document of a file into the database again."""
    from benchless.schema.files import module_apps, module_folder
    from benchless.setup.definitions import sync_app
    from benchless.setup.standard import import_file

    apps = {scrub(name): (app, name) for name, app in module_apps(current().site).items()}
    app, name = apps[scrub(module)]
    if scrub(cstr(dt)) == "doctype":
        sync_app(app)
        return
    path = module_folder(app, name) / scrub(cstr(dt)) / scrub(cstr(dn)) / f"{scrub(cstr(dn))}.json"
    import_file(path)


# work for later -------------------------------------------------------------------------------


def enqueue(*args: Any, **kwargs: Any) -> Any:
    """Run a function in the worker; see `frappe.utils.background_jobs.enqueue`."""
    return dotted.call("benchless.jobs.enqueue", *args, **kwargs)


def enqueue_doc(
    doctype: str,
    name: str | None = None,
    method: str | None = None,
    queue: str = "default",
    timeout: int = 300,
    now: bool = False,
    **kwargs: Any,
) -> Any:
    """Run a method of a document in the worker."""
    return enqueue(
        "frappe.utils.background_jobs.run_doc_method",
        doctype=doctype,
        name=name,
        doc_method=method,
        queue=queue,
        timeout=timeout,
        now=now,
        **kwargs,
    )


def sendmail(*args: Any, **kwargs: Any) -> Any:
    """Put a mail into the Email Queue."""
    from benchless import mail

    return mail.sendmail(*args, **kwargs)


def publish_realtime(event: str | None = None, message: Any = None, **kwargs: Any) -> None:
    """Realtime notices: pages ask again by themselves, so nothing is sent."""
    from . import realtime

    realtime.publish_realtime(event, message, **kwargs)


def publish_progress(*args: Any, **kwargs: Any) -> None:
    from . import realtime

    realtime.publish_progress(*args, **kwargs)


def get_print(*args: Any, **kwargs: Any) -> Any:
    from .utils import print_format

    return print_format.get_print(*args, **kwargs)


def attach_print(*args: Any, **kwargs: Any) -> Any:
    from .utils import print_format

    return print_format.attach_print(*args, **kwargs)


def render_template(
    template: str, context: Any = None, is_path: bool | None = None, safe_render: bool = True
) -> str:
    """Render a Jinja template (text or path) in the sandbox."""
    from .utils import jinja

    return jinja.render_template(template, context or {}, is_path, safe_render)


def get_jenv() -> Any:
    from .utils import jinja

    return jinja.get_jenv()


def format_value(
    value: Any, df: Any = None, doc: Any = None, currency: str | None = None, **kwargs: Any
) -> str:
    from .utils.formatters import format_value as _format

    return _format(value, df, doc, currency, **kwargs)


format = format_value


def format_date(*args: Any, **kwargs: Any) -> str:
    from .utils import format_date as _format

    return _format(*args, **kwargs)


def safe_eval(code: str, eval_globals: Any = None, eval_locals: Any = None) -> Any:
    """Value of an expression that can see nothing but what is given."""
    from benchless.safe_eval import safe_eval as _eval

    return _eval(code, eval_globals, eval_locals)


# text and data --------------------------------------------------------------------------------


def generate_hash(txt: str | None = None, length: int = 56) -> str:
    import secrets

    return secrets.token_hex((length + 1) // 2)[:length]


def _loads(text: str) -> Any:
    """JSON text as data; the slow parser only for what the fast one refuses (NaN)."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)


def parse_json(val: Any) -> Any:
    """JSON text as data (dictionaries with attributes); other values untouched."""
    if isinstance(val, str):
        val = _loads(val)
    return Row(val) if isinstance(val, dict) and not isinstance(val, Row) else val


def as_json(obj: Any, indent: int = 1, separators: Any = None, ensure_ascii: bool = True) -> str:
    return json.dumps(
        obj,
        indent=indent,
        sort_keys=True,
        default=documents.json_default,
        separators=separators or (",", ": "),
        ensure_ascii=ensure_ascii,
    )


def as_unicode(text: Any, encoding: str = "utf-8") -> str:
    return cstr(text, encoding)


def safe_decode(param: Any, encoding: str = "utf-8") -> Any:
    return param.decode(encoding, "replace") if isinstance(param, bytes) else param


def safe_encode(param: Any, encoding: str = "utf-8") -> Any:
    return param.encode(encoding) if isinstance(param, str) else param


def copy(data: Any) -> Any:
    return _copy.deepcopy(data)


def compare(val1: Any, condition: str, val2: Any) -> bool:
    from .utils import compare as _compare

    return bool(_compare(val1, condition, val2))


def get_traceback(with_context: bool = False) -> str:
    return traceback.format_exc()


def log_error(
    title: Any = None,
    message: Any = None,
    reference_doctype: str | None = None,
    reference_name: str | None = None,
    *,
    defer_insert: bool = False,
) -> Any:
    """Keep an Error Log with the running traceback."""
    text = cstr(message) or get_traceback()
    heading = cstr(title) or _("Error")
    if message is None and title is not None and "\n" in heading:
        heading, text = heading.splitlines()[0], heading
    log_doc = documents.new_from(
        {
            "doctype": "Error Log",
            "method": heading[:140],
            "error": text,
            "reference_doctype": reference_doctype,
            "reference_name": reference_name,
        }
    )
    return log_doc.insert(ignore_permissions=True)


def logger(module: str | None = None, *args: Any, **kwargs: Any) -> Any:
    import logging

    return logging.getLogger(module or "frappe")


def get_request_header(key: str, default: Any = None) -> Any:
    return current().request.headers.get(key, default) if current().request is not None else default


def respond_as_web_page(title: str, html: str, *args: Any, **kwargs: Any) -> None:
    current().response.update(
        type="page", route="message", title=title, html=html, http_status_code=kwargs.get("http_status_code")
    )


def redirect(url: str) -> None:
    """Send the browser to another address."""
    current().response.update(type="redirect", location=url)


def get_meta_cached(doctype: str) -> Meta:
    return get_meta(doctype)


def get_desk_link(doctype: str, name: str) -> str:
    from .utils import get_link_to_form

    return f"{_(doctype)} {get_link_to_form(doctype, name)}"


def get_url(*args: Any, **kwargs: Any) -> str:
    from .utils import get_url as _url

    return _url(*args, **kwargs)


def get_domain_data(module: str) -> dict[str, Any]:
    return {}


def get_active_domains() -> list[str]:
    return []


def get_version(doctype: str, name: str, limit: int | None = None, **kwargs: Any) -> list[Any]:
    """The Version documents of a document, newest first."""
    names = get_all(
        "Version",
        {"ref_doctype": doctype, "docname": name},
        pluck="name",
        order_by="creation desc",
        limit=limit or 0,
    )
    return [get_doc("Version", one) for one in names]


def in_test() -> bool:
    return bool(current().flags.in_test)


def validate_and_sanitize_search_inputs(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator of link queries: numbers are numbers, the DocType exists, the field is a field."""
    from .desk.search import validate_and_sanitize_search_inputs as decorate

    return decorate(function)


def request_cache(function: Callable[..., Any]) -> Callable[..., Any]:
    """Remember answers for the rest of the request."""

    @functools.wraps(function)
    def remembered(*args: Any, **kwargs: Any) -> Any:
        kept = current().cache.setdefault(("request_cache", function), {})
        key = (args, tuple(sorted(kwargs.items())))
        try:
            if key not in kept:
                kept[key] = function(*args, **kwargs)
        except TypeError:
            return function(*args, **kwargs)
        return kept[key]

    return remembered


def _query_builder() -> Any:
    from . import query_builder

    return query_builder.qb


qb: Any = LocalProxy(_query_builder)

from . import permissions, share, utils  # noqa: E402, F401 — apps reach them as attributes

__all__ = ["FrappeError", "NameError", "cint", "exceptions", "flt", "local", "unscrub"]
