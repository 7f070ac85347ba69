"""REST of version 2: `/api/v2/method/…`, `/api/v2/document/…`, `/api/v2/doctype/…`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from ..access import count
from ..context import current
from ..documents import copy_doc
from ..errors import DoesNotExistError, PageDoesNotExistError, PermissionError
from ..messages import msgprint
from ..schema import find_meta, get_meta
from ..schema.files import controller_module
from ..schema.store import CHILDREN
from ..translations import _
from ..values import cstr
from . import answers, bulk, rpc, v1
from .forms import loads


def route(rest: str) -> Response:
    """Dispatch what follows `/api/v2/`."""
    head, _slash, tail = rest.strip("/").partition("/")
    handler = {"method": method, "document": document, "doctype": doctype}.get(head)
    if handler is None or not tail:
        raise PageDoesNotExistError(_("Page not found"))
    return handler(tail)


def method(path: str) -> Response:
    """A bulk or short command, a dotted function, or `<DocType>/<function of its module>`."""
    if path in bulk.OF_ALL and current().request.method == "POST":
        return _data(*bulk.OF_ALL[path]())
    if path in v1.SHORT:
        answer = v1.SHORT[path]()
    elif "/" in path:
        answer = rpc.call_method(_of_doctype(path))
    else:
        _need_app(path)
        answer = rpc.call_method(path)
    if isinstance(answer, Response):
        return answers.finish(answer)
    if current().response.get("type"):
        return answers.typed_answer(current().response)
    value = answer if answer is not None else current().response.get("message")
    return _data(value) if value is not None else answers.json_answer({})


def _need_app(path: str) -> None:
    """What names no installed app is told apart: its message comes with that of the unknown method."""
    app = path.partition(".")[0]
    site = current().site
    if app not in site.apps and path not in site.hook_dict("override_whitelisted_methods"):
        msgprint(_("App {0} is not installed").format(app), indicator="red")


def _of_doctype(path: str) -> str:
    name, _slash, function = path.partition("/")
    meta = find_meta(name)
    module = controller_module(current().site, name, cstr(meta.get("module"))) if meta else None
    if module is None:
        raise DoesNotExistError(_("DocType {0} not found").format(name))
    return f"{module}.{function}"


def _data(value: Any, status: int = 200, *, always: bool = True) -> Response:
    """`data`, the messages and the documents; with `always` off, nothing answers without `data`."""
    data: dict[str, Any] = {"data": value} if always or value is not None else {}
    if current().message_log:
        data["messages"] = current().message_log
    docs = current().response.get("docs")
    if docs:
        data["docs"] = [one.as_dict() if hasattr(one, "as_dict") else one for one in docs]
    return answers.json_answer(data, status)


# documents ------------------------------------------------------------------------------------


def document(rest: str) -> Response:
    """`<DocType>`, `<DocType>/<name>`, `…/copy`, `…/method/<method>`."""
    name_of_type, _slash, tail = rest.partition("/")
    verb = current().request.method
    if not tail:
        handler = {"GET": _list, "HEAD": _list, "POST": v1.create}.get(verb)
        return handler(name_of_type, "") if handler else Response(status=405)
    if tail in bulk.OF_DOCTYPE and verb == "POST":
        v1.need_doctype(name_of_type)
        return _data(*bulk.OF_DOCTYPE[tail](name_of_type))
    if tail.endswith("/copy"):
        return _copy(name_of_type, tail.removesuffix("/copy")) if verb == "GET" else Response(status=405)
    name, marker, called = tail.rpartition("/method/")
    if marker:
        return _call(name_of_type, name, called)
    handlers: dict[str, Callable[[str, str], Response]] = {
        "GET": v1.read, "HEAD": v1.read, "PUT": v1.update, "PATCH": v1.update, "DELETE": v1.delete,
    }  # fmt: skip
    handler = handlers.get(verb)
    return handler(name_of_type, tail) if handler else _no_page()


def _no_page() -> Response:
    raise DoesNotExistError(_("Page not found"))


def _list(name: str, _unused: str) -> Response:
    v1.need_doctype(name)
    form = current().form_dict
    form.pop("limit_page_length", None)  # `limit` is the word of this version
    return _data(v1.rows(name, form))


def _copy(name_of_type: str, name: str) -> Response:
    found = v1.load(name_of_type, name)
    found.apply_fieldlevel_read_permissions()
    copied = copy_doc(found).as_dict(no_nulls=True)
    for key in ("docstatus", "__islocal", "idx"):
        copied.pop(key, None)
    return _data(copied)


def _call(name_of_type: str, name: str, called: str) -> Response:
    if current().request.method not in ("GET", "HEAD", "POST"):
        _no_page()
    found = v1.load(name_of_type, name, "read" if current().request.method == "GET" else "write")
    return _data(rpc.call_document_method(found, called.strip("/"), current().form_dict), always=False)


def _described(name: str) -> dict[str, Any]:
    """The DocType with everything in it; its rows carry the lists of a DocType, which are empty there."""
    data: dict[str, Any] = get_meta(name).as_dict(no_nulls=True)
    empty: dict[str, Any] = {"doctype": "DocField", **{key: [] for key in CHILDREN}}
    data["fields"] = [{**row, **empty} for row in data["fields"]]
    return data


# doctypes -------------------------------------------------------------------------------------


def doctype(rest: str) -> Response:
    """`<DocType>/meta` and `<DocType>/count`."""
    name, _slash, what = rest.partition("/")
    if current().request.method not in ("GET", "HEAD"):
        return Response(status=405)
    v1.need_doctype(name)
    if current().user == "Guest":
        raise PermissionError(_("Please log in"))
    if what == "meta":
        return _data(_described(name))
    if what == "count":
        form = current().form_dict
        return _data(count(name, loads(form.get("filters")), loads(form.get("or_filters"))))
    raise PageDoesNotExistError(_("Page not found"))
