"""Webhooks: what happens to documents arrives at a real server, and at none inside the house."""

import base64
import hashlib
import hmac
import json
from urllib.parse import parse_qs

import frappe
import pytest
from frappe.integrations.doctype.webhook import webhook as module

from benchless import outgoing
from benchless.context import current
from tests.support.receiver import receiving
from tests.support.work import work

KIND = "Told Paper"


@pytest.fixture(scope="module", autouse=True)
def kind(site):
    """A submittable DocType of this site."""
    with site.session("Administrator"):
        rights = {right: 1 for right in ("read", "write", "create", "delete", "submit", "cancel")}
        fields = [
            {"fieldname": "title", "label": "Title", "fieldtype": "Data"},
            {"fieldname": "number", "label": "Number", "fieldtype": "Int", "allow_on_submit": 1},
        ]
        data = {"doctype": "DocType", "name": KIND, "module": "Custom", "custom": 1, "is_submittable": 1}
        frappe.get_doc(
            {**data, "fields": fields, "permissions": [{"role": "System Manager", **rights}]}
        ).insert()


@pytest.fixture
def office(site, monkeypatch):
    """A server that may be called, and a worker that does not pause between tries."""
    monkeypatch.setattr(module, "PAUSE", 0.01)
    with receiving() as receiver:
        site.config["webhook_allowed_networks"] = ["127.0.0.0/8"]
        yield receiver
        site.config.pop("webhook_allowed_networks", None)
    with site.session("Administrator"):
        for doctype in ("Webhook Request Log", "Webhook", "Error Log"):
            frappe.delete_doc(doctype, frappe.get_all(doctype, pluck="name"), force=True)
        frappe.db.delete(KIND)


def hook(office, event="after_insert", **more):
    data = {"doctype": "Webhook", "webhook_doctype": KIND, "webhook_docevent": event}
    url = f"{office.url}/hook"
    return frappe.get_doc({"request_url": url, **data, **more}).insert(set_name=f"hook {event}")


def paper(**values):
    return frappe.get_doc({"doctype": KIND, "title": "one", **values}).insert()


STORIES = {
    "after_insert": lambda doc: None,
    "on_update": lambda doc: doc.save(),
    "on_submit": lambda doc: doc.submit(),
    "on_update_after_submit": lambda doc: (doc.submit(), doc.update({"number": 5}).save()),
    "on_cancel": lambda doc: (doc.submit(), doc.cancel()),
    "on_trash": lambda doc: doc.delete(),
    "on_change": lambda doc: doc.db_set("number", 9),
}


@pytest.mark.parametrize("event", STORIES)
def test_every_event_arrives_once(site, office, event):
    with site.session("Administrator"):
        hook(office, event, request_structure="JSON", webhook_json='{"title": "{{ doc.title }}"}')
        doc = paper()
        frappe.db.commit()
        STORIES[event](frappe.get_doc(KIND, doc.name))
        assert office.calls == []  # nothing leaves before the transaction ends
    work(site)
    told = [json.loads(call["body"]) for call in office.calls]
    assert told and all(one == {"title": "one"} for one in told)
    assert len(told) == (2 if event in ("on_update", "on_change") else 1)  # those happen at the insert too


def test_rolled_back_tells_nobody(site, office):
    with site.session("Administrator") as session:
        hook(office)
        frappe.db.commit()
        paper()
        session.db.rollback()
        session.db.savepoint("half")
        paper()
        session.db.rollback(save_point="half")
    work(site)
    assert office.calls == []


BODIES = [
    ("fields", {"webhook_data": [{"fieldname": "title", "key": "t"}, {"fieldname": "number", "key": "n"}]}),
    (
        "json",
        {"request_structure": "JSON", "webhook_json": '{"t": "{{ doc.title }}", "n": {{ doc.number }}}'},
    ),
]


@pytest.mark.parametrize("more", [row[1] for row in BODIES], ids=[row[0] for row in BODIES])
def test_body_and_signature(site, office, more):
    with site.session("Administrator"):
        hook(office, enable_security=1, webhook_secret="s3cret", **more)
        paper(title="市民 & co", number=7)
    work(site)
    (call,) = office.calls
    assert json.loads(call["body"]) == {"t": "市民 & co", "n": 7}
    mac = hmac.new(b"s3cret", call["body"], hashlib.sha256).digest()
    assert call["headers"]["X-Frappe-Webhook-Signature"] == base64.b64encode(mac).decode()
    assert call["headers"]["Content-Type"] == "application/json"


def test_a_form_and_headers_and_an_address_of_its_own(site, office):
    headers = [{"key": "Content-Type", "value": module.ENCODED}, {"key": "X-Key", "value": "k 1"}]
    with site.session("Administrator"):
        hook(
            office, request_structure="Form URL-Encoded", request_method="PUT", webhook_headers=headers,
            webhook_data=[{"fieldname": "title", "key": "t"}], is_dynamic_url=1,
            request_url=office.url + "/of/{{ doc.number }}?x=1",
        )  # fmt: skip
        paper(title="a=b&c", number=4)
    work(site)
    (call,) = office.calls
    assert (call["method"], call["path"], call["headers"]["X-Key"]) == ("PUT", "/of/4?x=1", "k 1")
    assert parse_qs(call["body"].decode()) == {"t": ["a=b&c"]}


CONDITIONS = [
    ("", True),
    ("doc.number > 5", True),
    ("doc.number > 50", False),
    ("utils.cint(doc.number) == 7", True),
    ("doc.no_such_field.x", False),
    ("doc.title in ('one', 'two')", True),
]


@pytest.mark.parametrize(("condition", "told"), CONDITIONS)
def test_conditions(site, office, condition, told):
    with site.session("Administrator"):
        hook(office, condition=condition)
        paper(number=7)
    work(site)
    assert bool(office.calls) is told


TRIES = [([200], 1, 1, 0), ([500, 200], 2, 2, 0), ([404], 3, 3, 1), ([302], 3, 3, 1)]


@pytest.mark.parametrize(("statuses", "calls", "logs", "errors"), TRIES)
def test_three_tries_and_a_log_of_each(site, office, statuses, calls, logs, errors):
    office.statuses, office.location = list(statuses), office.url + "/elsewhere"
    with site.session("Administrator"):
        hook(office)
        paper()
    work(site)
    assert [call["path"] for call in office.calls] == ["/hook"] * calls  # a redirect is not followed
    with site.session("Administrator"):
        kept = frappe.get_all("Webhook Request Log", fields=["response", "error", "url", "user"])
        assert len(kept) == logs and all("thanks" in row.response for row in kept)
        assert [bool(row.error) for row in kept].count(True) == logs - (not errors)
        assert frappe.db.count("Error Log", {"method": "Webhook failed"}) == errors


def test_a_broken_template_stops_nothing(site, office):
    with site.session("Administrator"):
        hook(office, request_structure="JSON", webhook_json="{{ doc.title }} is no JSON")
        doc = paper()
    with site.session("Administrator"):
        assert frappe.db.exists(KIND, doc.name)
        assert frappe.db.count("Error Log") == 1
    assert work(site) == 0


def test_switched_off(site, office):
    with site.session("Administrator"):
        hook(office, enabled=0)
        paper()
    assert work(site) == 0


REFUSED = [
    {"request_url": "127.0.0.1/x"},
    {"request_url": "file:///etc/passwd"},
    {"condition": "doc."},
    {"webhook_data": [{"fieldname": "title", "key": "a"}, {"fieldname": "title", "key": "b"}]},
    {"request_structure": "JSON", "webhook_json": "{{ bad }"},
    {"enable_security": 1},
    {"webhook_doctype": "ToDo", "webhook_docevent": "on_submit"},
]


@pytest.mark.parametrize("wrong", REFUSED, ids=[str(sorted(row)) for row in REFUSED])
def test_what_cannot_work_is_refused(session, wrong):
    good = {"webhook_doctype": KIND, "webhook_docevent": "after_insert", "request_url": "http://x.example/"}
    frappe.get_doc({"doctype": "Webhook", **good}).insert(set_name="fine")
    with pytest.raises(frappe.ValidationError):
        frappe.get_doc({"doctype": "Webhook", **good, **wrong}).insert(set_name="wrong")


def test_preview(session):
    doc = paper(number=3)
    data = {"doctype": "Webhook", "webhook_doctype": KIND, "webhook_docevent": "after_insert"}
    rule = frappe.get_doc({**data, "request_url": "http://x.example", "condition": "doc.number == 3"}).insert(
        set_name="seen"
    )
    assert rule.meets_condition.startswith("Choose")
    rule.preview_document = doc.name
    rule.append("webhook_data", {"fieldname": "number", "key": "n"})
    answer = rule.as_dict()
    assert answer.meets_condition == "Yes" and json.loads(answer.preview_request_body) == {"n": 3}


# the way out --------------------------------------------------------------------------------

INSIDE = [
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/", "http://192.168.0.1/",
    "http://172.16.9.9/", "http://169.254.169.254/latest", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/",
    "http://2130706433/", "http://224.0.0.1/", "http://100.64.0.1/", "ftp://example.org/", "http:///x",
    "http://user@127.0.0.1/", "http://[fd00::1]/", "//127.0.0.1/", "http://127.0.0.1:99999/",
]  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_addresses_inside_the_house_are_refused(url):
    with pytest.raises(outgoing.AddressRefused):
        outgoing.request("POST", url, allowed=[], timeout=1)


def test_a_named_network_is_open():
    with receiving() as office:
        answer = outgoing.request("POST", office.url, body=b"x", allowed=["127.0.0.1"])
        assert answer.json() == {"said": "thanks"}
        with pytest.raises(outgoing.AddressRefused):
            outgoing.request("POST", office.url, allowed=["127.0.0.2/32"])


def test_a_refused_address_is_noted_and_not_tried_again(site, office):
    site.config["webhook_allowed_networks"] = []
    with site.session("Administrator"):
        hook(office)
        paper()
    work(site)
    assert office.calls == []
    with site.session("Administrator"):
        (log,) = frappe.get_all("Webhook Request Log", fields=["error", "response"])
        assert "inside the house" in log.error and not log.response


def test_headers_cannot_carry_a_second_request(site, office):
    with site.session("Administrator"):
        hook(office, webhook_headers=[{"key": "X-A", "value": "b\r\nX-Evil: 1"}])
        paper()
    work(site)
    assert all("X-Evil" not in call["headers"] for call in office.calls)


def test_only_managers_write_webhooks(session):
    frappe.set_user("Guest")
    assert not frappe.has_permission("Webhook", "read") and not frappe.has_permission("Webhook Request Log")
    assert current().user == "Guest"
