"""Answers: JSON, errors in both shapes, downloads, redirects, pages."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import quote

import orjson
from werkzeug.wrappers import Response

from ..context import current
from ..documents.base import BaseDocument, json_default
from ..errors import DoesNotExistError, FrappeError, PermissionError
from ..messages import plain
from ..translations import _
from ..values import Row

OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS
JSON = "application/json"
QUIET = (DoesNotExistError,)


def dumps(data: Any) -> bytes:
    """JSON as the API writes it."""
    return orjson.dumps(data, default=json_default, option=OPTIONS)


def finish(response: Response) -> Response:
    """Add the cookies and headers that the work asked for."""
    session = current()
    for cookie in session.cookies:
        response.set_cookie(**cookie)
    for name, value in session.response_headers:
        response.headers[name] = value
    return response


def json_answer(data: Any, status: int = 200) -> Response:
    body = data if isinstance(data, bytes) else dumps(data)
    return finish(Response(body, status, content_type=JSON))


def method_answer() -> Response:
    """The answer of a v1 call: what it put into `response`, with the messages."""
    session = current()
    response = session.response
    kind = response.get("type")
    if kind and kind not in ("json", "docs"):
        return typed_answer(response)
    data = {
        key: _shown(value)
        for key, value in response.items()
        if key not in ("type", "http_status_code") and value is not None
    }
    add_messages(data)
    return json_answer(data, int(response.get("http_status_code") or 200))


def _shown(value: Any) -> Any:
    if isinstance(value, BaseDocument):
        return value.as_dict(no_nulls=True)
    if isinstance(value, list) and value and isinstance(value[0], BaseDocument):
        return [one.as_dict() if isinstance(one, BaseDocument) else one for one in value]
    return value


def add_messages(data: dict[str, Any]) -> None:
    """`_server_messages`: a JSON text of JSON texts."""
    session = current()
    if session.message_log:
        data["_server_messages"] = dumps(
            [dumps(message).decode() for message in session.message_log]
        ).decode()
    if session.flags.session_expired and session.user == "Guest":
        data["session_expired"] = 1


# other kinds of answers -----------------------------------------------------------------------


def typed_answer(response: Row) -> Response:
    """Downloads, redirects, pages and tables, by `response.type`."""
    build = _KINDS.get(response.type)
    if build is None:
        return json_answer({key: value for key, value in response.items() if key != "type"})
    return finish(build(response))


def _binary(response: Row) -> Response:
    content = response.filecontent
    answer = Response(content, mimetype=response.content_type or "application/octet-stream")
    return _named(answer, response.filename, response.get("display_content_as") or "attachment")


def _pdf(response: Row) -> Response:
    return _named(Response(response.filecontent, mimetype="application/pdf"), response.filename, "inline")


def _csv(response: Row) -> Response:
    answer = Response(response.result, mimetype="text/csv; charset=utf-8")
    return _named(answer, f"{response.doctype}.csv", "attachment")


def _redirect(response: Row) -> Response:
    answer = Response("", 302)
    answer.headers["Location"] = response.location
    return answer


def _page(response: Row) -> Response:
    body = page_html(str(response.get("title") or ""), str(response.get("html") or ""))
    return Response(body, int(response.get("http_status_code") or 200), mimetype="text/html")


def _text(response: Row) -> Response:
    return _named(
        Response(response.result, mimetype="text/plain; charset=utf-8"),
        f"{response.doctype}.txt",
        "attachment",
    )


def _named(answer: Response, filename: str | None, how: str) -> Response:
    name = str(filename or "file").replace("\r", "").replace("\n", "")
    simple = name.encode("ascii", "ignore").decode().replace('"', "") or "file"
    answer.headers["Content-Disposition"] = (
        f"{how}; filename=\"{simple}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


_KINDS = {
    "binary": _binary,
    "download": _binary,
    "pdf": _pdf,
    "csv": _csv,
    "redirect": _redirect,
    "page": _page,
    "txt": _text,
}


# errors ---------------------------------------------------------------------------------------


def status_of(error: BaseException) -> int:
    return error.http_status_code if isinstance(error, FrappeError) else 500


def error_v1(error: BaseException) -> Response:
    """`exc_type`, the messages and, unless it would tell too much, the line of the error."""
    session = current()
    status = status_of(error)
    data: dict[str, Any] = {"exc_type": type(error).__name__}
    if session.response.get("message") is not None and status == 401:
        data["message"] = session.response.message
    if not isinstance(error, QUIET) and status != 500 and not session.flags.permission_explained:
        line = f"{type(error).__module__}.{type(error).__name__}: {plain(_text_of(error))}"
        data.update(exception=line, exc=dumps([line]).decode())
    if isinstance(error, PermissionError):
        if not _is_quiet(error):
            _explain(error, _("Not permitted"))
        if session.flags.permission_explained or session.flags.error_message:
            data["_error_message"] = session.flags.error_message or _text_of(error)
    elif status not in (401, 404, 500) and not _is_quiet(error) and not session.message_log:
        _explain(error, _("Message"))
    add_messages(data)
    return json_answer(data, status)


def _is_quiet(error: BaseException) -> bool:
    return isinstance(error, FrappeError) and error.is_quiet


def _explain(error: BaseException, title: str) -> None:
    session = current()
    if not session.message_log:
        session.message_log.append({"message": _text_of(error) or title, "title": title, "indicator": "red"})


def _text_of(error: BaseException) -> str:
    return str(error.args[-1]) if error.args else ""


def error_v2(error: BaseException) -> Response:
    """`errors`: a list with type, title, message and indicator."""
    session = current()
    shown = next((m for m in reversed(session.message_log) if m.get("raise_exception")), None)
    last = shown or (session.message_log[-1] if session.message_log else {})
    entry: dict[str, Any] = {
        "type": type(error).__name__ if status_of(error) != 500 else "InternalServerError",
        "title": last.get("title") or _("Message"),
        "message": last.get("message") or _told(error) or _("Server error"),
    }
    if not last or last.get("indicator"):
        entry["indicator"] = last.get("indicator") or "red"
    if not isinstance(error, (*QUIET, PermissionError)) and status_of(error) not in (401, 500):
        entry["exception"] = f"{type(error).__name__}: {plain(_text_of(error))}"
    data: dict[str, Any] = {"errors": [entry]}
    others = [message for message in session.message_log if message is not last]
    if others and status_of(error) != 500:
        data["messages"] = others
    return json_answer(data, status_of(error))


def _told(error: BaseException) -> str:
    """The text of an error that is meant for people; a crash is described in the log only."""
    return _text_of(error) if status_of(error) != 500 else ""


def error_page(status: int, message: str) -> Response:
    titles = {404: _("Page not found"), 403: _("Not permitted"), 401: _("Please log in")}
    title = titles.get(status, _("Something went wrong"))
    return finish(Response(page_html(title, f"<p>{html.escape(message)}</p>"), status, mimetype="text/html"))


def page_html(title: str, body: str) -> str:
    """A plain page that needs nothing else."""
    return (
        f"<!DOCTYPE html><html lang='{html.escape(current().lang)}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{html.escape(title)}</title><style>body{{font:16px/1.6 system-ui,'PingFang "
        "SC','Microsoft YaHei',"
        "'Noto Sans CJK SC',sans-serif;margin:12vh auto;max-width:34rem;padding:0 1.25rem;color:#1f2328}"
        "h1{font-size:1.4rem}a{color:#0b57d0}</style></head>"
        f"<body><h1>{html.escape(title)}</h1>{body}<p><a "
        f"href='/'>{html.escape(_('Home'))}</a></p></body></html>"
    )
