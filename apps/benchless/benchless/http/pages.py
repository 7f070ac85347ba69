"""Pages of apps (`www/*.html` with their `.py`), the way in, and private files."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, select_autoescape
from werkzeug.wrappers import Response

from .. import dotted, files
from ..context import current
from ..errors import PageDoesNotExistError, Redirect
from ..files.store import is_there
from ..site import app_folder
from ..translations import _
from ..values import Row
from . import answers, redirects, sessions

# Web Forms and Web Pages are documents: the face looks them up.
DOCUMENTS = "frappe.website.serve.page"
PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
_environments: dict[str, Environment] = {}


def page(path: str) -> Response:
    """Answer a page address: built-in doors, then app pages, then routes of apps."""
    path = path.strip("/")
    moved = redirects.target_of(path)
    if moved:
        return _to(*moved)
    try:
        return _found(path)
    except Redirect as error:
        status = error.http_status_code if 300 <= error.http_status_code < 400 else 302
        return _to(str(current().flags.redirect_location or "/"), status)


def _found(path: str) -> Response:
    built_in = BUILT_IN.get(path.split("/")[0])
    if built_in:
        return built_in(path)
    found = _file_of(path) or _file_by_rule(path)
    if found is not None:
        return _render(*found)
    answer: Response | None = dotted.call(DOCUMENTS, path)
    if answer is None:
        raise PageDoesNotExistError(path)
    return answers.finish(answer)


# pages of apps --------------------------------------------------------------------------------


def _file_of(path: str) -> tuple[str, str] | None:
    for app in reversed(current().site.apps):
        folder = app_folder(app) / "www"
        if re.fullmatch(r"[\w\-]+(/[\w\-]+)*", path) and is_there(folder / f"{path}.html"):
            return app, path
    return None


def _file_by_rule(path: str) -> tuple[str, str] | None:
    for rule in current().site.hook_list("website_route_rules"):
        found = _pattern(rule["from_route"]).fullmatch("/" + path)
        if found:
            current().form_dict.update(found.groupdict())
            return _file_of(rule["to_route"].strip("/"))
    return None


def _pattern(route: str) -> re.Pattern[str]:
    out, last = "", 0
    for part in PART.finditer(route):
        inner = ".+" if part["kind"] == "path" else "[^/]+"
        out += re.escape(route[last : part.start()]) + f"(?P<{part['name']}>{inner})"
        last = part.end()
    return re.compile(out + re.escape(route[last:]))


def _render(app: str, path: str) -> Response:
    context = Row(boot=Row(), lang=current().lang, csrf_token=None, no_cache=1)
    module = _module(app, path)
    if module is not None and hasattr(module, "get_context"):
        context = module.get_context(context) or context
    for function in current().site.hook_list("update_website_context"):
        context.update(dotted.call(function, context) or {})
    html = (
        _environment(app).get_template(f"{path}.html").render(context, _=_, csrf_token=sessions.csrf_token())
    )
    answer = Response(html, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["Content-Security-Policy"] = POLICY
    return answers.finish(answer)


POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; frame-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
)


def _module(app: str, path: str) -> Any:
    name = f"{app}.www.{path.replace('/', '.').replace('-', '_')}"
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and name.startswith(error.name):
            return None
        raise


def _environment(app: str) -> Environment:
    if app not in _environments:
        folder = app_folder(app)
        loader = FileSystemLoader([folder / "www", folder / "templates", folder])
        _environments[app] = Environment(loader=loader, autoescape=select_autoescape(["html"]))
    return _environments[app]


# built-in doors -------------------------------------------------------------------------------


def _home(_path: str) -> Response:
    return _to(_front_door() if current().user != "Guest" or _front_door() != "/app" else "/login")


def _front_door() -> str:
    """The first app page that says it is one (`add_to_apps_screen`), else the built-in desk page."""
    for entry in current().site.hook_list("add_to_apps_screen"):
        return str(entry.get("route") or "/app")
    return "/app"


def _to(location: str, status: int = 302) -> Response:
    answer = Response("", status)
    answer.headers["Location"] = location
    return answers.finish(answer)


def _desk(path: str) -> Response:
    """There is no Desk here: a small page that knows the session's token and leads to the apps."""
    session = current()
    if session.user == "Guest":
        return _to("/login?redirect-to=" + quote("/" + path), 301)
    links = "".join(
        f"<p><a href='{entry['route']}'>{_(entry.get('title') or entry['name'])}</a></p>"
        for entry in session.site.hook_list("add_to_apps_screen")
    )
    boot = escaped(json.dumps(dotted.call("frappe.boot.get_bootinfo"), default=str))
    token = sessions.csrf_token()
    script = f'<script>window.csrf_token = "{token}"; window.frappe = {{boot: {boot}}};</script>'
    answer = Response(answers.page_html(_("Apps"), script + links), mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answers.finish(answer)


def escaped(text: str) -> str:
    """JSON that may stand inside a script of a page."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _login(_path: str) -> Response:
    body = (Path(__file__).parent / "login.html").read_text("utf-8")
    for text in ("E-mail", "Password", "Log in"):
        body = body.replace("{{ " + text + " }}", _(text))
    target = _front_door()
    return answers.finish(
        Response(answers.page_html(_("Log in"), body.replace("{{ door }}", target)), mimetype="text/html")
    )


def _print_page(_path: str) -> Response:
    answer = dotted.load("frappe.www.printview.get_html")()
    if isinstance(answer, Response):
        return answers.finish(answer)
    response = Response(answer, mimetype="text/html")
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store"
    return answers.finish(response)


def _private(path: str) -> Response:
    """`/private/files/…`: only with the right to the document that the file belongs to."""
    if not path.startswith("private/files/"):
        raise PageDoesNotExistError(path)
    served = files.find(path.removeprefix("private/files/"), current().form_dict.get("fid"))
    return answers.finish(served_answer(served))


def served_answer(served: Any) -> Response:
    """A file that may be read, as an answer."""
    answer = Response(Path(served.path).read_bytes(), mimetype=served.mimetype)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers.update(served.headers)
    return answer


BUILT_IN = {
    "": _home,
    "index": _home,
    "app": _desk,
    "desk": _desk,
    "login": _login,
    "printview": _print_page,
    "private": _private,
}
