"""REST v1: `/api/method/…` and `/api/resource/…`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from ..access import check_permission, get_list, has_permission
from ..access.ordering import NATURAL
from ..access.permissions import explain_refusal
from ..context import current
from ..documents import delete_doc, get_doc, new_from
from ..documents.controllers import get_controller
from ..documents.naming import check_given
from ..errors import DoesNotExistError, NameError, PermissionError, ValidationError, quiet
from ..messages import msgprint, throw
from ..schema import find_meta, get_meta
from ..translations import _
from ..values import Row, cint, cstr, is_yes
from . import answers, forms, login, rpc
from .forms import asked, loads


def method(path: str) -> Response:
    """`/api/method/<path>`: a whitelisted function, or one of the short commands."""
    path = path.strip("/")
    short = SHORT.get(path)
    if short and current().request.method == "HEAD":
        throw(_("Not permitted"), PermissionError, _("Not permitted"))
    answer = short() if short else rpc.call_method(path)
    if isinstance(answer, Response):
        return answers.finish(answer)
    if answer is not None:
        current().response["message"] = answer
    return answers.method_answer()


def _run_doc_method() -> Any:
    return rpc.run_doc_method(current().form_dict)


def _upload() -> Any:
    return rpc.call_method("frappe.handler.upload_file")


SHORT: dict[str, Callable[[], Any]] = {
    "ping": lambda: "pong",
    "login": login.login,
    "logout": login.logout,
    "web_logout": login.logout,
    "run_doc_method": _run_doc_method,
    "download_file": lambda: rpc.call_method("frappe.utils.file_manager.download_file"),
    "upload_file": _upload,
}


def resource(rest: str) -> Response:
    """`/api/resource/<DocType>[/<name>]`."""
    doctype, _slash, name = rest.strip("/").partition("/")
    verb = current().request.method
    if not doctype:
        raise DoesNotExistError(_("Page not found"))
    table = ON_DOCUMENT if name else ON_LIST
    handler = table.get("GET" if verb == "HEAD" else verb)
    if handler is None and not name:
        return Response(status=405)
    if handler is None:
        raise DoesNotExistError(_("Page not found"))
    return handler(doctype, name)


# lists ----------------------------------------------------------------------------------------


def list_documents(doctype: str, _name: str) -> Response:
    need_doctype(doctype)
    return answers.json_answer(with_messages({"data": rows(doctype, current().form_dict)}))


def rows(doctype: str, form: Row) -> list[Any]:
    """The rows that the query asks for; without an order they come by name."""
    if get_meta(doctype)["istable"] and not form.get("parent"):
        raise quiet(PermissionError(_("Parent DocType is required for child table {0}").format(doctype)))
    length = form.get("limit_page_length", form.get("limit", 20))
    as_list = "as_dict" in form and not is_yes(form.as_dict)
    return get_list(  # type: ignore[no-any-return]
        doctype,
        fields=asked(form.get("fields")),
        filters=asked(form.get("filters")),
        or_filters=asked(form.get("or_filters")),
        group_by=form.get("group_by"),
        order_by=form.get("order_by") or NATURAL,
        limit_start=form.get("limit_start"),
        limit_page_length=length,
        as_list=as_list,
        raw=True,
        parent_doctype=form.get("parent"),
    )


def create(doctype: str, _name: str) -> Response:
    need_doctype(doctype)
    data = body()
    data["doctype"] = doctype
    given = _given_name(data)
    document = new_from(data)
    document.insert(set_name=given)
    return answers.json_answer(with_messages({"data": document.as_dict(no_nulls=True)}))


def _given_name(data: Row) -> str | None:
    """The name that the client chose: it stands before every rule, except a DocType's own `autoname`."""
    meta = get_meta(data.doctype)
    name = data.get("name")
    rule = cstr(meta.get("autoname")).lower()
    if meta["issingle"] or rule == "autoincrement" or hasattr(get_controller(data.doctype), "autoname"):
        return None
    if name is not None and not isinstance(name, str):
        if name and rule == "prompt":
            throw(_("A name must be a text"), NameError)
        data.pop("name")
        return None
    return check_given(name) or None


def body() -> Row:
    """The document that a request carries, in its three forms."""
    data = _of_request()
    if not isinstance(data, dict):
        raise ValidationError(_("The document must be a dictionary"))
    data = Row(data)
    data.pop("flags", None)
    return data


def _of_request() -> Any:
    """What a JSON body says counts alone; a form may hold the document as JSON text."""
    session = current()
    if forms.is_json(session.request) and not session.request.path.startswith("/api/v2/"):
        sent = loads(session.request.get_data(as_text=True))
        return loads(sent["data"]) if "data" in sent else sent
    form = session.form_dict
    if "data" in form and not session.request.path.startswith("/api/v2/"):
        return loads(form.data)
    return {key: value for key, value in form.items() if key not in rpc.RESERVED}


def need_doctype(doctype: str) -> None:
    """404 for administrators, 403 for everybody else, when there is no such DocType."""
    if find_meta(doctype) is None:
        if not has_permission("DocType", "read"):
            current().flags.permission_explained = True
            msgprint(_("No permission for {0}").format(doctype))
            raise PermissionError(_("No permission for {0}").format(doctype))
        throw(_("DocType {0} not found").format(doctype), DoesNotExistError)


def with_messages(data: dict[str, Any]) -> dict[str, Any]:
    answers.add_messages(data)
    return data


# single documents -----------------------------------------------------------------------------


def load(doctype: str, name: str, ptype: str = "read", *, for_update: bool = False) -> Any:
    """The document, after asking for the right first: who has none does not learn what exists."""
    need_doctype(doctype)
    if not has_permission(doctype, ptype) and not get_meta(doctype)["istable"]:
        refuse(doctype, ptype)
    document = get_doc(doctype, name, for_update=for_update)
    if not document.has_permission(ptype):
        refuse(doctype, ptype, document)
    return document


def refuse(doctype: str, ptype: str, document: Any = None) -> None:
    """Raise PermissionError with the reason among the messages; the line of the error goes along."""
    explain_refusal(get_meta(doctype), ptype, document)
    raise PermissionError(_("No permission for {0}").format(_(doctype)))


def read(doctype: str, name: str) -> Response:
    document = load(doctype, name)
    form = current().form_dict
    if form.get("run_method"):
        answer = rpc.call_document_method(
            document, form.run_method, {k: v for k, v in form.items() if k != "run_method"}
        )
        return answers.json_answer(with_messages({"data": answer}))
    document.run_method("onload") if form.get("with_onload") else None
    document.apply_fieldlevel_read_permissions()
    return answers.json_answer(with_messages({"data": document.as_dict(no_nulls=True)}))


def update(doctype: str, name: str) -> Response:
    need_doctype(doctype)
    if not has_permission(doctype, "write") and not get_meta(doctype)["istable"]:
        check_permission(doctype, "write")
    document = load(doctype, name, "read", for_update=True)
    document.check_permission("write") if not cint(document.docstatus) else None
    data = body()
    data.pop("doctype", None)
    document.update(data)
    document.save()
    parent = document.get("parenttype") and get_doc(document.parenttype, document.parent)
    if parent:
        parent.save()
    return answers.json_answer(with_messages({"data": document.as_dict(no_nulls=True)}))


def delete(doctype: str, name: str) -> Response:
    need_doctype(doctype)
    if not has_permission(doctype, "delete"):
        if has_permission(doctype, "read"):
            get_doc(doctype, name)  # who may read learns that it is missing
        throw(_("No permission for {0}").format(_(doctype)), PermissionError, _("Not permitted"))
    delete_doc(doctype, name, ignore_missing=False)
    return answers.json_answer(with_messages({"data": "ok"}), 202)


def run(doctype: str, name: str) -> Response:
    """POST on a document runs one of its methods."""
    form = current().form_dict
    document = load(doctype, name, "write")
    method_name = cstr(form.pop("run_method", ""))
    if not method_name:
        raise DoesNotExistError(_("Page not found"))
    return answers.json_answer(with_messages({"data": rpc.call_document_method(document, method_name, form)}))


ON_LIST: dict[str, Callable[[str, str], Response]] = {"GET": list_documents, "POST": create}
ON_DOCUMENT: dict[str, Callable[[str, str], Response]] = {
    "GET": read,
    "PUT": update,
    "DELETE": delete,
    "POST": run,
}
