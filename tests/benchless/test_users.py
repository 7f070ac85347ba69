"""Users: names, roles, passwords, keys, languages."""

from typing import Any

import frappe
import pytest
from frappe.core.doctype.user import passwords as user_passwords
from frappe.core.doctype.user.user import generate_keys, get_roles
from frappe.utils import password_strength

from benchless import passwords
from benchless.context import current
from benchless.errors import AuthenticationError, PermissionError, ValidationError

GOOD = "Lotus-River-4410"


def make(email: str = "Li.Na@Example.cn", **more: Any) -> Any:
    values = {"doctype": "User", "email": email, "first_name": "Li", "last_name": "Na", **more}
    return frappe.get_doc(values).insert()


def test_name_is_the_address_in_small_letters(session: Any) -> None:
    user = make()
    assert (user.name, user.full_name, user.username) == ("li.na@example.cn", "Li Na", "li")
    assert make("other@example.cn").username == "li1"


@pytest.mark.parametrize("email", ["nobody", "a@b", "a b@example.cn", "@example.cn"])
def test_bad_address(session: Any, email: str) -> None:
    with pytest.raises(ValidationError):
        make(email)


def test_roles_make_the_kind(session: Any) -> None:
    user = make(
        roles=[{"role": "Translator"}, {"role": "Translator"}, {"role": "All"}, {"role": "Administrator"}]
    )
    assert [row.role for row in user.roles] == ["Translator", "All"]
    assert user.user_type == "System User"
    user.remove_roles("Translator")
    assert user.user_type == "Website User"
    user.add_roles("System Manager")
    assert set(get_roles(user.name)) == {"All", "Desk User", "Guest", "System Manager"}


def test_password_is_hashed_and_checked(session: Any) -> None:
    user = make(new_password=GOOD)
    assert not user.new_password
    assert passwords.check_password(user.name, GOOD) == user.name
    with pytest.raises(AuthenticationError):
        passwords.check_password(user.name, "wrong")
    with pytest.raises(ValidationError):
        make("weak@example.cn", new_password="123456")


def test_reset_link_works_once(session: Any) -> None:
    user = make(new_password=GOOD)
    key = user_passwords.make_reset_link(user).split("key=")[1]
    session.set_user("Guest")
    user_passwords.update_password("Willow-Bridge-77", key=key)
    assert passwords.check_password(user.name, "Willow-Bridge-77") == user.name
    assert "invalid" in user_passwords.update_password("Another-Word-9911", key=key)
    assert passwords.check_password(user.name, "Willow-Bridge-77") == user.name


def test_reset_mail_tells_nothing(session: Any) -> None:
    session.set_user("Guest")
    assert user_passwords.reset_password("nobody@example.cn") == ""


@pytest.mark.parametrize(
    ("password", "least", "most"),
    [
        ("123456", 0, 0),
        ("password", 0, 0),
        ("abcdefgh", 0, 1),
        ("Tr0ub4dour&3", 2, 4),
        (GOOD, 3, 4),
        ("", 0, 0),
    ],
)
def test_strength(session: Any, password: str, least: int, most: int) -> None:
    assert least <= password_strength.test_password_strength(password)["score"] <= most


def test_keys(session: Any) -> None:
    user = make()
    secret = generate_keys(user.name)["api_secret"]
    user.reload()
    assert len(user.api_key) == len(secret) == 15
    assert passwords.get_password("User", user.name, "api_secret") == secret
    session.set_user(user.name)
    with pytest.raises(PermissionError):
        generate_keys(user.name)


def test_language_of_the_user(session: Any) -> None:
    user = make(language="zh")
    session.set_user(user.name)
    assert current().lang == "zh"
    assert frappe._("Server error") == "服务器错误"


@pytest.mark.parametrize("name", ["Administrator", "Guest"])
def test_standard_users_stay(session: Any, name: str) -> None:
    with pytest.raises(ValidationError):
        frappe.delete_doc("User", name)
