"""Documents with a public page: published ones for those who may see them, nothing for anybody else."""

from types import SimpleNamespace

import frappe
import pytest
from frappe.desk.form.meta import described
from frappe.website.website_generator import WebsiteGenerator
from werkzeug.test import Client
from werkzeug.wrappers import Response

from benchless.http.app import create_app
from benchless.http.rpc import check_annotations

OPEN, CLOSED = "Open Story", "Closed Story"
READER = "reader@web.example"
FIELDS = [
    {"fieldname": "title", "label": "Title", "fieldtype": "Data"},
    {"fieldname": "body", "label": "Body", "fieldtype": "Text Editor", "ignore_xss_filter": 1},
    {"fieldname": "inner", "label": "Inner", "fieldtype": "Data", "permlevel": 1},
    {"fieldname": "route", "label": "Route", "fieldtype": "Data"},
    {"fieldname": "published", "label": "Published", "fieldtype": "Check"},
    {"fieldname": "owner_note", "label": "Note", "fieldtype": "Data", "hidden": 1},
]


@pytest.fixture(scope="module", autouse=True)
def stories(site):
    """One DocType that guests may view and one that they may not; pages of both."""
    with site.session("Administrator"):
        frappe.get_doc({"doctype": "Role", "role_name": "Story Reader"}).insert()
        user = {"doctype": "User", "email": READER, "first_name": "R", "send_welcome_email": 0}
        frappe.get_doc(
            {**user, "new_password": "Lantern-2026!", "roles": [{"role": "Story Reader"}]}
        ).insert()
        for name, guests in ((OPEN, 1), (CLOSED, 0)):
            rights = [{"role": "System Manager", "read": 1, "write": 1, "create": 1}]
            kind = {
                "doctype": "DocType",
                "name": name,
                "module": "Website",
                "custom": 1,
                "title_field": "title",
            }
            pages = {"has_web_view": 1, "is_published_field": "published", "allow_guest_to_view": guests}
            more = {"route": "stories" if guests else "", "fields": FIELDS}
            reading = {"role": "Story Reader", "read": 1}
            frappe.get_doc({**kind, **pages, **more, "permissions": [*rights, reading]}).insert()
        story(
            OPEN, "stories/one", body="<p>Plain</p><script>alert(1)</script>", inner="secret", owner_note="x"
        )
        story(OPEN, "stories/draft", published=0)
        story(CLOSED, "closed/one")


def story(doctype, route, published=1, **more):
    title = "A <b>title</b>" if route.endswith("one") else route
    data = {"doctype": doctype, "title": title, "route": route, "published": published, **more}
    doc = frappe.get_doc(data)
    doc.flags.ignore_permissions = True
    return doc.insert()


def ask(site, path, user=None):
    client = Client(create_app(site))
    if user:
        known = client.post("/api/method/login", data={"usr": user, "pwd": "Lantern-2026!"})
        assert known.status_code == 200
    return client.get(path, headers={"Accept": "text/html"})


PAGES = [
    ("/stories/one", None, 200),
    ("/stories/one", READER, 200),
    ("/stories/draft", None, 404),
    ("/stories/draft", READER, 404),
    ("/stories/none", None, 404),
    ("/closed/one", None, 404),
    ("/closed/one", READER, 200),
    ("/stories", None, 200),
    ("/closed", None, 404),
    ("/stories/one/more", None, 404),
    ("/stories/%27%20OR%201=1", None, 404),
]


@pytest.mark.parametrize(("path", "user", "status"), PAGES)
def test_who_sees_which_page(site, path, user, status):
    assert ask(site, path, user).status_code == status


def test_a_plain_page_is_clean(site):
    page = ask(site, "/stories/one").text
    assert "<p>Plain</p>" in page and "&lt;b&gt;title" in page
    assert "alert(1)" not in page and "secret" not in page and "Note" not in page


def test_the_list_names_published_documents(site):
    page = ask(site, "/stories").text
    assert 'href="/stories/one"' in page and "draft" not in page


def test_a_changed_mind_closes_the_page(site):
    with site.session("Administrator"):
        made = story(OPEN, "stories/brief")
    assert ask(site, "/stories/brief").status_code == 200
    with site.session("Administrator"):
        frappe.get_doc(OPEN, made.name).update({"published": 0}).save()
    assert ask(site, "/stories/brief").status_code == 404


def test_a_web_view_needs_its_fields(session):
    kind = {"doctype": "DocType", "name": "Bad Story", "module": "Website", "custom": 1, "has_web_view": 1}
    with pytest.raises(frappe.ValidationError):
        frappe.get_doc({**kind, "fields": FIELDS[:2]}).insert()
    with pytest.raises(frappe.ValidationError):
        frappe.get_doc({**kind, "fields": FIELDS, "is_published_field": "no_such"}).insert()


class Page(WebsiteGenerator):
    """A controller as an app writes it."""

    website = frappe._dict(template="frappe/templates/web.html")

    def get_context(self, context):
        context.content = f"{context.title}, {context.parents}"


ROUTES = [
    ({"title": "Hello, World!"}, "stories/hello-world"),
    ({"title": "X", "route": "/mine/."}, "mine"),
    ({"title": ""}, "stories/"),
]


@pytest.mark.parametrize(("values", "route"), ROUTES)
def test_addresses(session, values, route):
    doc = Page({"doctype": OPEN, "name": "n-1", **values})
    doc.validate()
    assert doc.route == (route + "n-1" if route.endswith("/") else route)
    assert doc.is_website_published() is False
    doc.published = 1
    assert doc.is_website_published() is True


def test_a_controller_fills_its_page(site, monkeypatch):
    original = site.hook_dict
    mine = {"override_doctype_class": {OPEN: [f"{__name__}.Page"]}}
    monkeypatch.setattr(site, "hook_dict", lambda name: mine.get(name) or original(name))
    site.cache.forget("schema")
    page = ask(site, "/stories/one").text
    site.cache.forget("schema")
    assert "A <b>title</b>, [" in page and "/stories" in page and "alert(1)" not in page


def test_the_search_finds_published_pages_only(site):
    with site.session("Administrator"):
        frappe.make_property_setter(
            {"doctype": OPEN, "fieldname": "title", "property": "in_global_search", "value": 1,
             "property_type": "Check"}
        )  # fmt: skip
        frappe.utils.global_search.rebuild_for_doctype(OPEN)
        frappe.set_user("Guest")
        found = frappe.utils.global_search.web_search("title", scope="stories")
        assert [row.route for row in found] == ["stories/one"]
        assert frappe.utils.global_search.web_search("title", scope="other") == []
        assert frappe.utils.global_search.web_search("draft") == []


class Renderer:
    """A renderer as an app writes it."""

    def __init__(self, path, http_status_code):
        self.path, self.status = path, http_status_code

    def can_render(self):
        return self.path == "rendered/page"

    def render(self):
        return Response(f"<i>{self.path} {self.status}</i>", mimetype="text/html")


def test_apps_bring_renderers(site, monkeypatch):
    original = site.hook_list
    mine = {"page_renderer": [f"{__name__}.Renderer"]}
    monkeypatch.setattr(site, "hook_list", lambda name: mine.get(name) or original(name))
    assert ask(site, "/rendered/page").text == "<i>rendered/page 200</i>"
    assert ask(site, "/rendered/other").status_code == 404
    assert ask(site, "/stories/one").status_code == 200


def test_apps_change_the_overview_of_a_form(site, monkeypatch):
    original = site.hook_dict
    mine = {"override_doctype_dashboards": {OPEN: [f"{__name__}.more_links"]}}
    monkeypatch.setattr(site, "hook_dict", lambda name: mine.get(name) or original(name))
    with site.session("Administrator"):
        found = described(frappe.get_meta(OPEN))["__dashboard"]
        assert found["transactions"][-1] == {"label": "More", "items": ["ToDo"]}


def more_links(data):
    data.transactions.append({"label": "More", "items": ["ToDo"]})
    return data


def typed(name: str, *, more: int = 0, **rest):
    return name


def untyped(name, more: int = 0):
    return name


DEMANDS = [(typed, True, True), (untyped, True, False), (untyped, False, True)]


@pytest.mark.parametrize(("function", "demanded", "good"), DEMANDS)
def test_apps_may_demand_types(session, monkeypatch, function, demanded, good):
    hooks = SimpleNamespace(require_type_annotated_api_methods=demanded)
    monkeypatch.setattr("benchless.http.rpc.hooks_module", lambda _app: hooks)
    if good:
        check_annotations(function)
    else:
        with pytest.raises(frappe.ValidationError, match="name"):
            check_annotations(function)
