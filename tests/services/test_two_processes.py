"""What an administrator changes in one process, the next request to another process goes by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.support import sites
from tests.support.client import Client
from tests.support.served import Served

DOCTYPE, SUBJECT = "Run Time Case", "Run Time Subject"
CLERK = "clerk@example.org"
RIGHTS = dict.fromkeys(("read", "write", "create", "delete", "report", "export", "print"), 1)
Row = Callable[["Pair"], None]
ROWS: dict[str, Row] = {}


class Pair:
    """The same person logged in to two server processes of one site."""

    def __init__(self, here: str, there: str) -> None:
        self.here, self.there = Client(here), Client(there)
        self.address = there

    def document(self, **values: object) -> dict[str, object]:
        """A document made in the other process."""
        return self.there.insert(DOCTYPE, **{"title": "x", **values})

    def form(self, doctype: str = DOCTYPE) -> dict[str, object]:
        """The form's metadata in the other process."""
        answer = self.there.get("/api/method/frappe.desk.form.load.getdoctype", params={"doctype": doctype})
        return dict(answer.json()["docs"][0])

    def field(self, name: str) -> dict[str, object] | None:
        return next((one for one in self.form()["fields"] if one["fieldname"] == name), None)  # type: ignore[attr-defined]


def row(function: Row) -> Row:
    """One line of the table."""
    ROWS[function.__name__.replace("_", " ")] = function
    return function


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    place = sites.copy(sites.template(), tmp_path_factory.mktemp("two"))
    with Served(place, workers=1, threads=1) as one, Served(place, workers=1, threads=1) as other:
        yield filled(Pair(one.address, other.address))


def filled(pair: Pair) -> Pair:
    """What the lines of the table change; the other process has read everything once."""
    fields = [
        {"fieldname": "title", "label": "Title", "fieldtype": "Data"},
        {"fieldname": "status", "label": "Status", "fieldtype": "Select", "options": "Open\nClosed"},
        {"fieldname": "due", "label": "Due", "fieldtype": "Date"},
    ]
    common = {"module": "Core", "permissions": [{"role": "System Manager", **RIGHTS}]}
    pair.here.insert("DocType", name=SUBJECT, custom=1, fields=fields[:1], autoname="field:title", **common)
    pair.here.insert("DocType", name=DOCTYPE, custom=1, fields=fields, **common)
    clerk = {"email": CLERK, "first_name": "Clerk", "new_password": "Qinghe-2026", "send_welcome_email": 0}
    pair.here.insert("User", **clerk)
    pair.document()
    pair.form()
    return pair


# what is changed here and seen there ----------------------------------------------------------


@row
def custom_field(pair: Pair) -> None:
    name = pair.here.insert(
        "Custom Field", dt=DOCTYPE, fieldname="county", label="County", fieldtype="Data", insert_after="title"
    )["name"]
    assert pair.document(county="Qinghe")["county"] == "Qinghe"
    assert pair.field("county")
    pair.here.delete(pair.here.path("Custom Field", str(name)))
    assert pair.field("county") is None
    assert "county" not in pair.document(county="Qinghe")


@row
def property_setter(pair: Pair) -> None:
    values = {"doctype_or_field": "DocField", "doc_type": DOCTYPE, "field_name": "title", "property": "label"}
    setter = pair.here.insert("Property Setter", value="Subject", property_type="Data", **values)
    assert pair.field("title")["label"] == "Subject"  # type: ignore[index]
    pair.here.change("Property Setter", setter["name"], value="Matter")
    assert pair.field("title")["label"] == "Matter"  # type: ignore[index]
    pair.here.delete(pair.here.path("Property Setter", setter["name"]))
    assert pair.field("title")["label"] == "Title"  # type: ignore[index]


@row
def custom_docperm(pair: Pair) -> None:
    clerk = Client(pair.address, CLERK, "Qinghe-2026")
    place = {"doctype": DOCTYPE, "role": "Translator", "permlevel": 0}
    assert clerk.get(clerk.path(DOCTYPE)).status_code == 403
    pair.here.expect(pair.here.change("User", CLERK, roles=[{"role": "Translator"}]))
    manager = "frappe.core.page.permission_manager.permission_manager"
    pair.here.expect(pair.here.call(f"{manager}.add", parent=DOCTYPE, role="Translator", permlevel=0))
    assert clerk.get(clerk.path(DOCTYPE)).status_code == 200
    pair.here.expect(pair.here.call(f"{manager}.remove", **place))
    assert clerk.get(clerk.path(DOCTYPE)).status_code == 403
    pair.here.expect(pair.here.call(f"{manager}.reset", doctype=DOCTYPE))


@row
def role_of_a_user(pair: Pair) -> None:
    clerk = Client(pair.address, CLERK, "Qinghe-2026")
    pair.here.change("User", CLERK, roles=[{"role": "System Manager"}])
    assert clerk.get(clerk.path(DOCTYPE)).status_code == 200
    pair.here.change("User", CLERK, roles=[])
    assert clerk.get(clerk.path(DOCTYPE)).status_code == 403


@row
def user_switched_off(pair: Pair) -> None:
    clerk = Client(pair.address, CLERK, "Qinghe-2026")
    pair.here.change("User", CLERK, enabled=0)
    assert clerk.get("/api/method/frappe.auth.get_logged_user").status_code in (401, 403)
    pair.here.change("User", CLERK, enabled=1)


@row
def user_permission(pair: Pair) -> None:
    pair.here.change("User", CLERK, roles=[{"role": "System Manager"}])
    clerk = Client(pair.address, CLERK, "Qinghe-2026")
    one = pair.document(title="mine")["name"]
    other = pair.document(title="not mine")["name"]
    values = {"user": CLERK, "allow": DOCTYPE, "for_value": one, "apply_to_all_doctypes": 1}
    made = pair.here.insert("User Permission", **values)
    assert clerk.names(DOCTYPE) == [one]
    assert clerk.get(clerk.path(DOCTYPE, str(other))).status_code == 403
    pair.here.delete(pair.here.path("User Permission", made["name"]))
    assert len(clerk.names(DOCTYPE)) > 1
    pair.here.change("User", CLERK, roles=[])


@row
def shared_document(pair: Pair) -> None:
    clerk = Client(pair.address, CLERK, "Qinghe-2026")
    name = str(pair.document()["name"])
    assert clerk.get(clerk.path(DOCTYPE, name)).status_code == 403
    share = pair.here.insert("DocShare", user=CLERK, share_doctype=DOCTYPE, share_name=name, read=1)
    assert clerk.get(clerk.path(DOCTYPE, name)).status_code == 200
    pair.here.delete(pair.here.path("DocShare", share["name"]))
    assert clerk.get(clerk.path(DOCTYPE, name)).status_code == 403


@row
def new_doctype(pair: Pair) -> None:
    fields = [{"fieldname": "subject", "label": "Subject", "fieldtype": "Link", "options": SUBJECT}]
    rights = [{"role": "System Manager", **RIGHTS}]
    assert pair.there.get(pair.there.path("Run Time New")).status_code == 404
    pair.here.insert(
        "DocType", name="Run Time New", module="Core", custom=1, fields=fields, permissions=rights
    )
    pair.there.insert(SUBJECT, title="Law")
    assert pair.there.insert("Run Time New", subject="Law")["subject"] == "Law"
    more = [*fields, {"fieldname": "note", "label": "Note", "fieldtype": "Small Text"}]
    pair.here.expect(pair.here.change("DocType", "Run Time New", fields=more))
    name = pair.there.insert("Run Time New", subject="Law", note="added")["name"]
    assert pair.there.rows("Run Time New", "note", name=name) == [{"note": "added"}]
    assert pair.here.delete(pair.here.path("DocType", "Run Time New")).status_code == 202
    assert pair.there.get(pair.there.path("Run Time New")).status_code == 404


def customize(client: Client, method: str, document: dict[str, object]) -> dict[str, object]:
    """As the stock desk calls the methods of the Customize Form page: with the page's own copy."""
    sent = {"docs": json.dumps(document), "method": method}
    answer = client.post("/api/method/run_doc_method", data=sent)
    return dict(client.expect(answer)["docs"][0])


@row
def customize_form(pair: Pair) -> None:
    page = {"doctype": "Customize Form", "name": "Customize Form", "doc_type": "Note"}
    loaded = customize(pair.here, "fetch_to_customize", page)
    rows = [dict(one) for one in loaded["fields"]]  # type: ignore[attr-defined]
    next(one for one in rows if one["fieldname"] == "content")["reqd"] = 1
    new = {"doctype": "Customize Form Field", "label": "Remark", "fieldtype": "Small Text", "__islocal": 1}
    saved = customize(
        pair.here, "save_customization", {**loaded, "fields": [*rows, new], "max_attachments": 3}
    )
    assert [one["fieldname"] for one in saved["fields"]][-1] == "custom_remark"  # type: ignore[attr-defined]
    refused = pair.there.post(pair.there.path("Note"), json={"title": "without content"})
    assert (refused.status_code, refused.json()["exc_type"]) == (417, "MandatoryError")
    note = pair.there.insert("Note", title="whole", content="x", custom_remark="good")
    assert (pair.form("Note")["max_attachments"], note["custom_remark"]) == (3, "good")
    customize(pair.here, "reset_to_defaults", page)
    assert pair.there.post(pair.there.path("Note"), json={"title": "without content"}).status_code == 200
    kept = [one for one in saved["fields"] if one["fieldname"] != "custom_remark"]  # type: ignore[attr-defined]
    for one in kept:
        one["reqd"] = 0 if one["fieldname"] == "content" else one.get("reqd")
    customize(pair.here, "save_customization", {**saved, "fields": kept, "max_attachments": 0})
    assert "custom_remark" not in [one["fieldname"] for one in pair.form("Note")["fields"]]  # type: ignore[attr-defined]


@row
def document_naming_rule(pair: Pair) -> None:
    values = {"document_type": DOCTYPE, "prefix": "RUN-", "prefix_digits": 4}
    condition = [{"field": "status", "condition": "=", "value": "Closed"}]
    rule = pair.here.insert("Document Naming Rule", **values, conditions=condition)
    assert pair.document(status="Closed")["name"] == "RUN-0001"
    assert not str(pair.document(status="Open")["name"]).startswith("RUN-")
    pair.here.change("Document Naming Rule", rule["name"], prefix="RAN-")
    assert pair.document(status="Closed")["name"] == "RAN-0002"
    pair.here.change("Document Naming Rule", rule["name"], disabled=1)
    assert not str(pair.document(status="Closed")["name"]).startswith("R")


@row
def client_script(pair: Pair) -> None:
    script = "frappe.ui.form.on('Run Time Case', {})"
    made = pair.here.insert(
        "Client Script", name="For cases", dt=DOCTYPE, view="Form", enabled=1, script=script
    )
    assert script in str(pair.form()["__custom_js"])
    pair.here.change("Client Script", made["name"], enabled=0)
    assert script not in str(pair.form()["__custom_js"])


@row
def workflow(pair: Pair) -> None:
    for state in ("Asked", "Granted"):
        pair.here.insert("Workflow State", workflow_state_name=state)
    pair.here.insert("Workflow Action Master", workflow_action_name="Grant")
    step = {"state": "Asked", "action": "Grant", "next_state": "Granted", "allowed": "System Manager"}
    states = [
        {"state": state, "doc_status": "0", "allow_edit": "System Manager"} for state in ("Asked", "Granted")
    ]
    flow = pair.here.insert(
        "Workflow", workflow_name="Grants", document_type=DOCTYPE, is_active=1, workflow_state_field="stage",
        states=states, transitions=[{**step, "allow_self_approval": 1}],
    )  # fmt: skip
    document = pair.document()
    assert document["stage"] == "Asked"
    text = json.dumps({**document, "doctype": DOCTYPE})
    moved = pair.there.call("frappe.model.workflow.apply_workflow", doc=text, action="Grant")
    assert pair.there.expect(moved)["message"]["stage"] == "Granted"
    pair.here.change("Workflow", flow["name"], is_active=0)
    assert pair.there.call("frappe.model.workflow.get_transitions", doc=text).json().get("message", []) == []


@row
def notification(pair: Pair) -> None:
    rule = pair.here.insert(
        "Notification", name="New case", subject="Case {{ doc.title }}", document_type=DOCTYPE, event="New",
        channel="System Notification", message="There is {{ doc.title }}", enabled=1,
        condition="doc.status == 'Closed'", recipients=[{"receiver_by_role": "System Manager"}],
    )  # fmt: skip
    pair.here.change("User", CLERK, roles=[{"role": "System Manager"}])

    def told(name: object) -> list[str]:
        logs = pair.there.rows("Notification Log", "subject", document_name=name, for_user=CLERK)
        return [log["subject"] for log in logs]

    assert told(pair.document(title="A", status="Closed")["name"]) == ["Case A"]
    assert told(pair.document(title="B", status="Open")["name"]) == []
    pair.here.change("Notification", rule["name"], enabled=0)
    assert told(pair.document(title="C", status="Closed")["name"]) == []
    pair.here.change("User", CLERK, roles=[])


@row
def print_format(pair: Pair) -> None:
    name = str(pair.document(title="Paper")["name"])

    def printed() -> str:
        query = {"doc": DOCTYPE, "name": name, "print_format": "Slip"}
        answer = pair.there.get("/api/method/frappe.www.printview.get_html_and_style", params=query)
        return str(pair.there.expect(answer)["message"]["html"])

    values = {"doc_type": DOCTYPE, "custom_format": 1, "print_format_type": "Jinja", "standard": "No"}
    pair.here.insert("Print Format", name="Slip", html="<p>first {{ doc.title }}</p>", **values)
    assert "first Paper" in printed()
    pair.here.expect(pair.here.change("Print Format", "Slip", html="<p>second {{ doc.title }}</p>"))
    assert "second Paper" in printed()


@row
def report(pair: Pair) -> None:
    values = {"ref_doctype": DOCTYPE, "report_type": "Query Report", "is_standard": "No"}
    query = "SELECT title AS \"Title:Data:120\" FROM `tabRun Time Case` WHERE title = 'Reported'"
    pair.here.insert("Report", report_name="Titles", query=query, **values)
    pair.document(title="Reported")

    def ran() -> httpx.Response:
        return pair.there.get("/api/method/frappe.desk.query_report.run", params={"report_name": "Titles"})

    assert len(pair.there.expect(ran())["message"]["result"]) == 1
    pair.here.change("Report", "Titles", query=query.replace("= 'Reported'", "= 'Nothing'"))
    assert pair.there.expect(ran())["message"]["result"] == []
    pair.here.change("Report", "Titles", disabled=1)
    assert ran().status_code == 417


@row
def web_form(pair: Pair) -> None:
    fields = [{"fieldname": "title", "fieldtype": "Data", "label": "Your matter"}]
    values = {
        "title": "Report it",
        "route": "report-it",
        "doc_type": DOCTYPE,
        "published": 1,
        "login_required": 0,
    }
    form = pair.here.insert("Web Form", name="report-it", **values, web_form_fields=fields)
    assert pair.there.read("Web Form", form["name"])["web_form_fields"][0]["label"] == "Your matter"
    pair.here.change("Web Form", form["name"], introduction_text="Please be brief")
    assert pair.there.read("Web Form", form["name"])["introduction_text"] == "Please be brief"


@row
def translation(pair: Pair) -> None:
    def texts() -> dict[str, str]:
        answer = pair.there.get("/api/method/frappe.translate.load_all_translations", params={"lang": "zh"})
        return dict(answer.json().get("message") or answer.json())

    made = pair.here.insert(
        "Translation", language="zh", source_text="Run Time Words", translated_text="运行时"
    )
    assert texts()["Run Time Words"] == "运行时"
    pair.here.change("Translation", made["name"], translated_text="改了")
    assert texts()["Run Time Words"] == "改了"
    pair.here.delete(pair.here.path("Translation", made["name"]))
    assert "Run Time Words" not in texts()


@row
def system_settings(pair: Pair) -> None:
    def said() -> str:
        answer = pair.there.get("/api/method/frappe.client.get_value", params={
            "doctype": "System Settings", "fieldname": "session_expiry", "parent": ""})  # fmt: skip
        return str(answer.json()["message"]["session_expiry"])

    pair.here.expect(pair.here.change("System Settings", "System Settings", session_expiry="100:00"))
    assert said() == "100:00"
    pair.here.expect(pair.here.change("System Settings", "System Settings", session_expiry="240:00"))
    assert said() == "240:00"


@pytest.mark.parametrize("title", ROWS)
def test_seen_by_the_other_process(pair: Pair, title: str) -> None:
    ROWS[title](pair)
