"""People who are invited, sign up, and take their first steps."""

from types import SimpleNamespace

import frappe
import pytest
from frappe import onboarding
from frappe.auth import LoginManager, check_session_stopped, get_login_attempt_tracker
from frappe.core.api import user_invitation as api
from frappe.core.doctype.user.user import has_email_account, sign_up
from frappe.core.doctype.user_invitation import user_invitation as module

from benchless.http import attempts

RULES = {"allowed_roles": {"Translator": ["Inbox User"]}, "after_accept": f"{__name__}.note_acceptance"}
ACCEPTED = []


def note_acceptance(invitation, user, user_inserted):
    ACCEPTED.append((invitation.email, user.name, user_inserted))


@pytest.fixture
def rules(session, monkeypatch):
    """The built-in app lets translators invite to one role."""
    hooks = frappe.get_module("frappe.hooks")
    monkeypatch.setattr(hooks, "user_invitation", RULES, raising=False)
    user = {"doctype": "User", "email": "host@invite.example", "first_name": "H", "send_welcome_email": 0}
    frappe.get_doc({**user, "roles": [{"role": "Translator"}]}).insert()
    ACCEPTED.clear()
    return session


def invite(emails="a@invite.example", roles=("Inbox User",), path="/app"):
    return api.invite_by_email(emails, list(roles), path)


def test_a_new_person(rules):
    frappe.set_user("host@invite.example")
    answer = invite("a@invite.example, Host@invite.example, B@invite.example")
    assert answer["invited_emails"] == ["a@invite.example", "b@invite.example"]
    assert answer["accepted_invite_emails"] == ["host@invite.example"]
    assert invite()["pending_invite_emails"] == ["a@invite.example"]
    waiting = api.get_pending_invitations("frappe")
    assert {(row["email"], tuple(row["roles"])) for row in waiting} == {
        ("a@invite.example", ("Inbox User",)), ("b@invite.example", ("Inbox User",)),
    }  # fmt: skip


def test_the_link_makes_an_account_once(rules, monkeypatch):
    frappe.set_user("host@invite.example")
    monkeypatch.setattr(frappe, "generate_hash", lambda *_a, **_k: "k" * 32)
    invite()
    frappe.set_user("Guest")
    api.accept_invitation("k" * 32)
    assert "/update-password?key=" in frappe.local.response["location"]
    assert "Inbox User" in frappe.get_roles("a@invite.example")
    assert ACCEPTED == [("a@invite.example", "a@invite.example", True)]
    for key in ("k" * 32, "wrong"):
        with pytest.raises(frappe.ValidationError):
            api.accept_invitation(key)


def test_old_and_cancelled_links(rules):
    frappe.set_user("host@invite.example")
    invite("a@invite.example, b@invite.example")
    first, second = frappe.get_all("User Invitation", pluck="name", order_by="creation asc")
    frappe.db.set_value("User Invitation", first, "email_sent_at", "2001-01-01 00:00:00")
    module.mark_expired_invitations()
    assert frappe.db.get_value("User Invitation", first, "status") == "Expired"
    assert api.cancel_invitation(second, "frappe") == {"cancelled_now": True}
    assert api.cancel_invitation(second, "frappe") == {"cancelled_now": False}
    for name in (first, second):
        with pytest.raises(frappe.ValidationError):
            frappe.get_doc("User Invitation", name).accept()


REFUSED = [
    ("host@invite.example", ["System Manager"], "/app"),
    ("host@invite.example", ["Inbox User", "Administrator"], "/app"),
    ("Guest", ["Inbox User"], "/app"),
    ("host@invite.example", ["Inbox User"], "//evil.example"),
    ("host@invite.example", ["Inbox User"], "https://evil.example"),
]


@pytest.mark.parametrize(("user", "roles", "path"), REFUSED)
def test_nobody_gives_more_than_he_may(rules, user, roles, path):
    frappe.set_user(user)
    with pytest.raises((frappe.PermissionError, frappe.ValidationError)):
        invite(roles=roles, path=path)
    frappe.set_user("Administrator")
    assert frappe.db.count("User Invitation") == 0


def test_a_manager_gives_no_more_by_the_form(rules):
    user = {"doctype": "User", "email": "chief@invite.example", "first_name": "C", "send_welcome_email": 0}
    frappe.get_doc({**user, "roles": [{"role": "System Manager"}]}).insert()
    frappe.set_user("chief@invite.example")
    data = {
        "doctype": "User Invitation",
        "email": "x@invite.example",
        "app_name": "frappe",
        "redirect_to_path": "/",
    }
    with pytest.raises(frappe.PermissionError):
        frappe.get_doc({**data, "roles": [{"role": "Administrator"}]}).insert()


# signing up -----------------------------------------------------------------------------------


def test_nobody_signs_up_until_somebody_allows_it(session):
    frappe.set_user("Guest")
    with pytest.raises(frappe.ValidationError):
        sign_up("new@sign.example", "New")
    frappe.set_user("Administrator")
    frappe.get_doc("Website Settings").update({"disable_signup": 0}).save()
    frappe.set_user("Guest")
    first, again = sign_up("New@sign.example", "New <b>"), sign_up("new@sign.example", "Other")
    assert first == again and first[0] == 1
    user = frappe.get_doc("User", "new@sign.example")
    assert user.user_type == "Website User" and "<b>" not in user.first_name
    assert set(frappe.get_roles(user.name)) == {"All", "Guest"}
    with pytest.raises(frappe.ValidationError):
        sign_up("no address", "x")
    frappe.set_user("Administrator")
    assert has_email_account("new@sign.example") == []


def test_first_steps_are_ones_own(session):
    assert onboarding.get_onboarding_status() == {}
    onboarding.update_user_onboarding_status([{"name": "a", "completed": True}], "crm")
    onboarding.update_user_onboarding_status([], "desk")
    assert onboarding.get_onboarding_status()["crm_onboarding_status"] == [{"name": "a", "completed": True}]
    onboarding.reset_onboarding("crm")
    assert list(onboarding.get_onboarding_status()) == ["desk_onboarding_status"]
    with pytest.raises(frappe.ValidationError):
        onboarding.update_user_onboarding_status([{"x": "y" * 20_000}], "crm")
    frappe.set_user("Guest")
    with pytest.raises(frappe.PermissionError):
        onboarding.update_user_onboarding_status([], "crm")


# logging in by code ---------------------------------------------------------------------------


@pytest.fixture
def member(session):
    user = {"doctype": "User", "email": "in@login.example", "first_name": "I", "send_welcome_email": 0}
    frappe.get_doc({**user, "new_password": "Lantern-2026!"}).insert()
    session.request = SimpleNamespace(
        is_secure=False, headers={}, cookies={}, method="POST", host_url="http://x/"
    )
    yield session
    session.request = None
    attempts.succeeded("in@login.example")


def test_the_right_password(member):
    manager = LoginManager()
    manager.authenticate("in@login.example", "Lantern-2026!")
    assert (manager.user, frappe.session.user) == ("in@login.example", "Administrator")
    manager.post_login()
    assert frappe.session.user == "in@login.example"
    assert [cookie["key"] for cookie in member.cookies if cookie["key"] == "sid"]
    manager.logout()
    assert frappe.session.user == "Guest"


@pytest.mark.parametrize(
    ("user", "password"), [("in@login.example", "wrong"), ("nobody@x.example", "x"), ("", "")]
)
def test_wrong_ones(member, user, password):
    manager = LoginManager()
    with pytest.raises(frappe.AuthenticationError):
        manager.authenticate(user, password)
    with pytest.raises(frappe.AuthenticationError):
        manager.post_login()
    assert frappe.session.user == "Administrator"


def test_an_account_is_paused(member):
    tracker = get_login_attempt_tracker("in@login.example")
    assert tracker.is_user_allowed()
    for _number in range(20):
        tracker.add_failure_attempt()
    assert not tracker.is_user_allowed()
    with pytest.raises(frappe.RateLimitExceededError):
        LoginManager().authenticate("in@login.example", "Lantern-2026!")
    tracker.add_success_attempt()
    assert tracker.is_user_allowed()


def test_sessions_without_a_password_need_a_living_user(member):
    manager = LoginManager()
    with pytest.raises(frappe.AuthenticationError):
        manager.login_as("nobody@x.example")
    frappe.db.set_value("User", "in@login.example", "enabled", 0)
    with pytest.raises(frappe.AuthenticationError):
        manager.login_as("in@login.example")


def test_while_the_site_is_mended(session, site):
    check_session_stopped()
    site.config["maintenance_mode"] = 1
    check_session_stopped()
    frappe.set_user("Guest")
    with pytest.raises(frappe.SessionStopped):
        check_session_stopped()
    site.config.pop("maintenance_mode")
