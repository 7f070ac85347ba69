"""Defaults of users and of the site."""

import frappe
import frappe.defaults as defaults


def test_a_users_default_stands_before_the_sites(session):
    defaults.set_global_default("colour", "red")
    assert defaults.get_user_default("colour") == "red"
    defaults.set_user_default("colour", "blue")
    assert (defaults.get_user_default("colour"), defaults.get_global_default("colour")) == ("blue", "red")
    defaults.clear_user_default("colour")
    assert defaults.get_user_default("colour") == "red"


def test_a_default_may_have_several_values(session):
    defaults.add_user_default("town", "A")
    defaults.add_user_default("town", "B")
    assert defaults.get_user_default_as_list("town") == ["A", "B"]
    assert frappe.db.get_defaults("town", session.user) == ["A", "B"]
    defaults.clear_default("town", value="A")
    assert defaults.get_user_default("town") == "B"


def test_all_defaults_hold_the_sites_and_the_users(session):
    defaults.set_global_default("one", 1)
    defaults.set_user_default("two", 2)
    found = defaults.get_defaults()
    assert (found.one, found.two, found.user) == ("1", "2", "Administrator")


def test_a_sole_user_permission_is_a_default(session):
    user = frappe.get_doc(
        {"doctype": "User", "email": "sole@example.org", "first_name": "Sole", "send_welcome_email": 0}
    )
    user.insert()
    frappe.permissions.add_user_permission("Country", "China", "sole@example.org")
    assert defaults.get_user_default("Country", "sole@example.org") == "China"
