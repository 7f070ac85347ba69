"""The WSGI application: one session per request, one commit at its end."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import get_content_length

from .. import dotted, files, translate, workflow  # noqa: F401 — both act from the start
from ..context import Session, activate, current
from ..documents import new_from
from ..errors import DoesNotExistError, FrappeError, QueryDeadlockError, QueryTimeoutError
from ..site import Site
from ..translations import _
from ..values import cstr
from . import answers, assets, forms, identity, pages, sessions, v1, v2

UNSAFE = ("POST", "PUT", "DELETE", "PATCH")
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
log = logging.getLogger("benchless.http")
LOOPBACK = ("127.0.0.1", "::1")
# How often a request is tried whose transaction and another one waited for each other.
TURNS = 4
MAX_FORM = 30 * 1024 * 1024


class ApiRequest(Request):
    """A request whose form parts are bounded; files of an upload are bounded by their own limit."""

    max_form_parts = 1000
    max_form_memory_size = MAX_FORM

    @cached_property
    def content_length(self) -> int | None:
        """The announced length of the body, from where the server has it at hand."""
        return get_content_length(self.environ)


def create_app(site: Site) -> WSGI:
    """The application of one site."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return send(handle(site, ApiRequest(environ)), environ, start_response)

    return application


def send(response: Response, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Hand the answer to the server as a plain list.

    A generator that is still running when a client hangs up is dropped by Granian's own thread, without
    the interpreter's lock, and takes the whole process down.
    """
    if response.status_code == 200 and environ["REQUEST_METHOD"] != "HEAD":
        # The usual answer needs none of Werkzeug's corrections of addresses, lengths and empty bodies.
        start_response(response.status, response.headers.to_wsgi_list())
        return [b"".join(response.iter_encoded())]
    body, status, headers = response.get_wsgi_response(environ)
    start_response(status, headers)
    return [b"".join(body)]


def handle(site: Site, request: Request) -> Response:
    """Answer one request."""
    path = request.path
    if path.startswith("/assets/"):
        return assets.asset(site, request, path.removeprefix("/assets/"))
    if path.startswith("/files/"):
        return assets.public_file(site, request, path.removeprefix("/files/"))
    for _turn in range(TURNS - 1):
        response = _turn_of(site, request, path)
        if response is not None:
            return response
    return _turn_of(site, request, path, last=True) or answers.error_page(508, "")


def _turn_of(site: Site, request: Request, path: str, *, last: bool = False) -> Response | None:
    """Work on a request. None when the database undid it and it may be done again from the start."""
    session = Session(site, "Guest")
    session.request = request
    session.request_ip = _address(request)
    activate(session)
    try:
        return _work(session, request, path)
    except QueryDeadlockError as error:
        if not last and not request.files:
            return None
        return _refuse(session, request, path, error)
    finally:
        session.db.rollback()
        activate(None)


def _address(request: Request) -> str | None:
    """Who calls. A proxy on this machine says for whom; anybody else's word for it is not taken."""
    forwarded = request.environ.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
    return forwarded if forwarded and request.remote_addr in LOOPBACK else request.remote_addr


def _work(session: Session, request: Request, path: str) -> Response:
    session.site.cache.refresh(session.db)
    try:
        files.refuse_oversized(request.content_length)
        session.form_dict = forms.read(request)
        identity.identify()
        identity.check_csrf()
        _hooks("before_request")
        response = _route(request, path)
        _hooks("after_request", response=response, request=request)
        _finish(session, request)
    except QueryDeadlockError:
        raise
    except (FrappeError, HTTPException) as error:
        response = _refuse(session, request, path, error)
    except Exception as error:
        log.exception("%s %s", request.method, path)
        response = _crash(session, request, path, error)
    return response


def _hooks(name: str, **offered: Any) -> None:
    session = current()
    for path in session.site.hook_list(name):
        dotted.call_known(path, **offered)


def _finish(session: Session, request: Request) -> None:
    if session.flags.touch_session:
        sessions.touch(session.flags.touch_session)
        session.flags.commit = True
    if request.method in UNSAFE or session.flags.commit:
        session.db.commit()
    else:
        session.db.rollback()


def _route(request: Request, path: str) -> Response:
    if path.startswith("/api/"):
        return _api(path[5:])
    if current().form_dict.get("cmd"):  # the way of the oldest clients, with any verb
        return v1.method(cstr(current().form_dict.cmd))
    if request.method == "OPTIONS":
        return Response("")
    return pages.page(path)


def _api(rest: str) -> Response:
    if current().request.method == "OPTIONS":
        return Response("")
    rest = rest.removeprefix("v1/")
    head, _slash, tail = rest.partition("/")
    if head == "v2":
        return v2.route(tail)
    if head == "method" and tail.strip("/"):
        return v1.method(tail)
    if head == "resource" and tail:
        return v1.resource(tail)
    raise DoesNotExistError(_("Page not found"))


# errors ---------------------------------------------------------------------------------------


def _refuse(session: Session, request: Request, path: str, error: Exception) -> Response:
    session.db.rollback()
    if session.flags.commit_on_error:
        _remember_failure(session)
    if isinstance(error, HTTPException):
        error = _translated(error)
    if _is_of_database(error):
        log.warning("%s %s: %s", request.method, path, error)
        error = type(error)(_("The server is busy with the same data. Please try again."))
    if path.startswith("/api/v2/") and not _wants_page(request):
        return answers.error_v2(error)
    if path.startswith("/api") and not _wants_page(request):
        return answers.error_v1(error)
    if not path.startswith("/api") and request.method == "POST" and not _wants_page(request):
        return answers.error_v1(error)
    status = answers.status_of(error)
    if status == 403 and session.user == "Guest" and not path.startswith("/api"):
        return answers.error_page(403, _("Please log in to see this page."))
    return answers.error_page(status, str(error))


def _is_of_database(error: Exception) -> bool:
    """Whether the text of a time-out is the database's own and nothing for people."""
    kinds = (QueryDeadlockError, QueryTimeoutError)
    return isinstance(error, kinds) and not isinstance(error.__cause__, FrappeError)


def _translated(error: HTTPException) -> FrappeError:
    out = FrappeError(error.description or str(error))
    out.http_status_code = error.code or 500
    return out


def _remember_failure(session: Session) -> None:
    """A failed log-in is noted although everything else of the request is undone."""
    note = session.flags.failure_note
    if note:
        session.db.begin()
        session.db.execute(*note)
        session.db.commit()


def _wants_page(request: Request) -> bool:
    accepted = request.headers.get("Accept", "")
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return False
    return "text/html" in accepted and "application/json" not in accepted


def _crash(session: Session, request: Request, path: str, error: Exception) -> Response:
    session.db.rollback()
    _keep_error(session, path)
    if path.startswith("/api/v2/"):
        return answers.error_v2(error)
    if path.startswith("/api") and not _wants_page(request):
        return answers.error_v1(error)
    return answers.error_page(500, _("The error was recorded. Please try again, or tell your administrator."))


def _keep_error(session: Session, path: str) -> None:
    try:
        text = traceback.format_exc()
        row = {"doctype": "Error Log", "method": path[:140], "error": text}
        new_from(row).insert(ignore_permissions=True)
        session.db.commit()
    except Exception:
        session.db.rollback()
        log.exception("the error could not be recorded")
