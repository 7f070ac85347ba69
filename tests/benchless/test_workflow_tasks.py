"""What apps and webhooks add to transitions, and classes that apps extend."""

import frappe
import pytest

from tests.support.receiver import receiving
from tests.support.work import work

KIND = "Stepped Paper"


def mark(doc):
    """What an app offers as a task."""
    doc.marks = f"{doc.marks or ''}m"


def fail(doc):
    frappe.throw("not today")


def note(doc):
    frappe.db.set_value(KIND, doc.name, "noted", f"{doc.workflow_state}")


OFFERED = [{"name": name, "method": f"{__name__}.{name}"} for name in ("mark", "fail", "note")]


@pytest.fixture(scope="module", autouse=True)
def steps(site):
    """A DocType and its workflow of one transition."""
    with site.session("Administrator"):
        fields = [{"fieldname": name, "label": name, "fieldtype": "Data"} for name in ("marks", "noted")]
        rights = {right: 1 for right in ("read", "write", "create")}
        kind = {"doctype": "DocType", "name": KIND, "module": "Custom", "custom": 1, "fields": fields}
        frappe.get_doc({**kind, "permissions": [{"role": "System Manager", **rights}]}).insert()
        for state in ("Begun", "Ended"):
            frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()
        frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": "End"}).insert()
        step = {"state": "Begun", "action": "End", "next_state": "Ended", "allowed": "System Manager"}
        states = [
            {"state": name, "doc_status": "0", "allow_edit": "System Manager"} for name in ("Begun", "Ended")
        ]
        flow = {"doctype": "Workflow", "workflow_name": "Stepping", "document_type": KIND, "is_active": 1}
        frappe.get_doc({**flow, "states": states, "transitions": [step]}).insert()


@pytest.fixture
def offering(site, monkeypatch):
    original = site.hook_list
    monkeypatch.setattr(
        site, "hook_list", lambda name: OFFERED if name == "workflow_methods" else original(name)
    )


def tasks(*rows):
    """Let the transition bring these tasks along."""
    name = f"set {frappe.generate_hash(length=5)}"
    frappe.get_doc({"doctype": "Workflow Transition Tasks", "tasks": list(rows)}).insert(set_name=name)
    flow = frappe.get_doc("Workflow", "Stepping")
    flow.transitions[0].transition_tasks = name
    flow.save()


def step():
    doc = frappe.get_doc({"doctype": KIND}).insert()
    return frappe.model.workflow.apply_workflow(doc.as_dict(), "End")


def test_tasks_of_apps_run_before_the_save(session, offering):
    tasks({"task": "mark"}, {"task": "mark", "enabled": 0}, {"task": "mark"})
    doc = step()
    assert (doc.workflow_state, frappe.db.get_value(KIND, doc.name, "marks")) == ("Ended", "mm")


def test_a_failing_task_stops_the_step(session, offering):
    tasks({"task": "mark"}, {"task": "fail"})
    with pytest.raises(frappe.ValidationError, match="not today"):
        step()
    (row,) = frappe.get_all(KIND, fields=["workflow_state", "marks"])
    assert (row.workflow_state, row.marks) == ("Begun", None)


def test_asynchronous_tasks_are_jobs_after_the_step(site, offering):
    with site.session("Administrator"):
        tasks({"task": "note", "asynchronous": 1}, {"task": "fail", "asynchronous": 1})
        doc = step()
        assert doc.workflow_state == "Ended" and not frappe.db.get_value(KIND, doc.name, "noted")
    assert work(site) == 2
    with site.session("Administrator"):
        assert frappe.db.get_value(KIND, doc.name, "noted") == "Ended"


@pytest.mark.parametrize(("status", "state"), [(200, "Ended"), (500, "Begun")])
def test_a_webhook_as_a_task(session, site, status, state):
    with receiving() as office:
        office.statuses = [status]
        site.config["webhook_allowed_networks"] = ["127.0.0.1"]
        rule = {"doctype": "Webhook", "webhook_doctype": KIND, "webhook_docevent": "on_trash"}
        body = {"request_structure": "JSON", "webhook_json": '{"to": "{{ doc.workflow_state }}"}'}
        frappe.get_doc({**rule, **body, "request_url": office.url}).insert(set_name="step hook")
        tasks({"task": "Webhook", "link": "step hook"})
        if status == 200:
            step()
        else:
            with pytest.raises(frappe.ValidationError):
                step()
        site.config.pop("webhook_allowed_networks")
        assert [call["body"] for call in office.calls] == [b'{"to": "Ended"}']
    (last,) = frappe.get_all(KIND, pluck="workflow_state", order_by="creation desc", limit=1)
    assert last == state


@pytest.mark.parametrize(
    "row", [{"task": "nobody offers it"}, {"task": "Webhook"}, {"task": "Server Script"}]
)
def test_tasks_that_cannot_run_are_refused(session, offering, row):
    with pytest.raises(frappe.ValidationError):
        tasks(row)


# extended classes -----------------------------------------------------------------------------


class First:
    def shout(self):
        return f"first {self.description}"


class Second:
    def shout(self):
        return f"second, {super().shout()}"


HOOKS = [
    ("extend_doctype_class", [f"{__name__}.First", f"{__name__}.Second"], "second, first hello"),
    ("doctype_class_extensions", [f"{__name__}.First"], "first hello"),
]


@pytest.mark.parametrize(("hook", "paths", "said"), HOOKS)
def test_apps_add_to_a_class(session, site, monkeypatch, hook, paths, said):
    original = site.hook_dict
    monkeypatch.setattr(site, "hook_dict", lambda name: {"ToDo": paths} if name == hook else original(name))
    site.cache.forget("schema")
    doc = frappe.get_doc({"doctype": "ToDo", "description": "hello"}).insert()
    assert doc.shout() == said and type(doc).__name__ == "ToDo"
    assert isinstance(doc, frappe.model.document.Document) and doc.reload().shout() == said
    site.cache.forget("schema")
