"""Addresses, contacts, and helpers of lists."""

import frappe
import pytest
from frappe.contacts.address_and_contact import delete_contact_and_address, load_address_and_contact
from frappe.contacts.doctype.address import address as addresses
from frappe.contacts.doctype.contact import contact as contacts
from frappe.core import utils


@pytest.fixture
def note(session):
    return frappe.get_doc({"doctype": "Note", "title": "Harbour Office"}).insert()


def link(note):
    return [{"link_doctype": "Note", "link_name": note.name}]


def address(note, **more):
    data = {"address_line1": "Quay <1>", "city": "Qinghe", "country": "China", "address_type": "Office"}
    return frappe.get_doc({"doctype": "Address", "links": link(note), **data, **more}).insert()


def person(note=None, **more):
    data = {"doctype": "Contact", "first_name": "Ann", "last_name": "Li", **more}
    return frappe.get_doc({**data, "links": link(note) if note else []}).insert()


def test_names_of_addresses(note):
    first, second = address(note), address(note)
    assert (first.name, second.name) == (f"{note.name}-Office", f"{note.name}-Office-1")
    assert first.links[0].link_title == note.get_title()
    titled = address(note, address_title="Main")
    assert titled.name == "Main-Office"
    with pytest.raises(frappe.ValidationError):
        frappe.get_doc({"doctype": "Address", "address_line1": "x", "city": "y", "country": "China"}).insert()


DISPLAYS = [
    (
        {"address_line1": "Quay <1>", "city": "Qinghe", "country": "China"},
        "Quay &lt;1&gt;<br>Qinghe<br>China<br>",
    ),
    (
        {"address_line1": "A", "address_line2": "B", "city": "C", "pincode": "1", "country": "D"},
        "A<br>B<br>C<br>1<br>D<br>",
    ),
    ({}, None),
    (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("values", "text"), DISPLAYS)
def test_how_addresses_are_written(session, values, text):
    assert addresses.get_address_display(values) == text


def test_a_country_has_its_own_way(session):
    template = {"doctype": "Address Template", "country": "China", "template": "{{ country }} {{ city }}"}
    assert frappe.get_doc(template).insert().is_default == 1
    assert addresses.get_address_display({"city": "Qinghe", "country": "China"}) == "China Qinghe"
    with pytest.raises(frappe.ValidationError):
        frappe.delete_doc("Address Template", "China")
    with pytest.raises(frappe.ValidationError):
        frappe.get_doc("Address Template", "China").update({"template": "{{ bad"}).save()


def test_one_main_address(note):
    first = address(note, is_primary_address=1)
    second = address(note, is_primary_address=1)
    assert not frappe.db.get_value("Address", first.name, "is_primary_address")
    assert addresses.get_default_address("Note", note.name) == second.name
    assert addresses.get_default_address("Note", note.name, "name; DROP") is None


NAMES = [
    ({"first_name": "Ann", "last_name": "Li"}, "Ann Li"),
    ({"first_name": "", "last_name": "", "company_name": "Co"}, "Co"),
    ({"first_name": "", "last_name": "", "email_ids": [{"email_id": "a@b.example"}]}, "a@b.example"),
]


@pytest.mark.parametrize(("values", "name"), NAMES)
def test_names_of_contacts(session, values, name):
    assert person(**values).name == name
    assert person(**values).name == f"{name}-1"


def test_main_address_and_number(session):
    doc = person()
    doc.add_email("Ann@B.example", autosave=True)
    doc.add_phone("+86 123", is_primary_mobile_no=1, autosave=True)
    doc.add_phone("+86 123")
    assert (doc.email_id, doc.mobile_no, doc.phone, len(doc.phone_nos)) == ("ann@b.example", "+86 123", "", 1)
    assert contacts.get_contact_name("Ann@B.example") == doc.name
    doc.append("email_ids", {"email_id": "c@d.example", "is_primary": 1})
    with pytest.raises(frappe.ValidationError):
        doc.save()


def test_details_for_forms(note):
    doc = person(note, designation="Clerk", is_primary_contact=1)
    other = person(note, first_name="Bo")
    assert contacts.get_default_contact("Note", note.name) == doc.name
    assert doc.has_common_link(other) and doc.get_link_for("Note") == note.name
    assert contacts.get_contact_details(doc.name)["contact_designation"] == "Clerk"
    frappe.set_user("Guest")
    with pytest.raises(frappe.PermissionError):
        contacts.get_contact_details(doc.name)


def test_beside_a_document(note):
    address(note)
    person(note)
    load_address_and_contact(note)
    assert "Qinghe" in note.get_onload("addr_list")[0]["display"]
    assert [one["name"] for one in note.get_onload("contact_list")] == [f"Ann Li-{note.name}"]


def test_gone_with_its_document(note):
    other = frappe.get_doc({"doctype": "Note", "title": "Other"}).insert()
    alone, shared = address(note), address(note)
    shared.add_link("Note", other.name, autosave=True)
    delete_contact_and_address("Note", note.name)
    assert not frappe.db.exists("Address", alone.name)
    assert [link.link_name for link in frappe.get_doc("Address", shared.name).links] == [other.name]


def test_an_account_for_a_contact(session):
    doc = person(email_ids=[{"email_id": "new@contact.example"}])
    assert contacts.invite_user(doc.name) == "new@contact.example"
    assert frappe.get_doc("Contact", doc.name).save().user == "new@contact.example"
    with pytest.raises(frappe.ValidationError):
        contacts.invite_user(person(first_name="No").name)


ROWS = [{"a": 1}, {"a": 2}, {"a": 2}]
LISTS = [
    (lambda: utils.find(ROWS, lambda row: row["a"] == 2), {"a": 2}),
    (lambda: utils.find(ROWS, lambda row: row["a"] == 3), None),
    (lambda: len(utils.find_all(ROWS, lambda row: row["a"] == 2)), 2),
    (lambda: utils.ljust_list([1], 3, 0), [1, 0, 0]),
    (lambda: utils.ljust_list([1, 2], 1), [1, 2]),
    (lambda: "b" in utils.html2text("<b>b</b>"), True),
]


@pytest.mark.parametrize("number", range(len(LISTS)))
def test_lists(session, number):
    ask, answer = LISTS[number]
    assert ask() == answer


def test_what_a_communication_is_about(note):
    mail = frappe.get_doc(
        {"doctype": "Communication", "reference_doctype": "Note", "reference_name": note.name}
    )
    assert utils.get_parent_doc(mail).name == note.name
    utils.set_timeline_doc(mail)
    assert utils.get_parent_doc(frappe.get_doc({"doctype": "Communication"})) is None
