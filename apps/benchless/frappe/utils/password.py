"""`frappe.utils.password`: secrets of users and documents."""

from __future__ import annotations

from typing import Any

from benchless import passwords
from benchless.context import current
from benchless.errors import AuthenticationError
from benchless.http import sessions
from benchless.messages import throw
from benchless.passwords import decrypt, encrypt
from benchless.translations import _


def get_decrypted_password(
    doctype: str, name: str, fieldname: str = "password", raise_exception: bool = True
) -> str | None:
    """The secret of a Password field in the clear."""
    found = passwords.get_password(doctype, name, fieldname)
    if found is None and raise_exception:
        throw(_("Password not found for {0} {1} {2}").format(doctype, name, fieldname), AuthenticationError)
    return found


def get_encryption_key() -> str:
    """The key with which this site encrypts secrets."""
    return passwords.encryption_key()


def set_encrypted_password(doctype: str, name: str, pwd: str, fieldname: str = "password") -> None:
    """Keep the secret of a Password field."""
    passwords.set_password(doctype, name, fieldname, pwd)


def remove_encrypted_password(doctype: str, name: str, fieldname: str = "password") -> None:
    """Forget the secret of a Password field."""
    passwords.remove_password(doctype, name, fieldname)


def check_password(
    user: str, pwd: str, doctype: str = "User", fieldname: str = "password", delete_tracker_cache: bool = True
) -> str:
    """The user's name when the password is right, else AuthenticationError."""
    return passwords.check_password(user, pwd, doctype, fieldname)


def update_password(
    user: str,
    pwd: str,
    doctype: str = "User",
    fieldname: str = "password",
    logout_all_sessions: bool | int = False,
) -> None:
    """Give a user a new log-in password."""
    passwords.set_password(doctype, user, fieldname, pwd, hashed=True)
    if logout_all_sessions:
        end_sessions(user)


def end_sessions(user: str, keep: str | None = None) -> None:
    """Log a user out everywhere, except in the session `keep`."""
    if current().db.has_table("tabSessions"):
        sessions.end_all(user, keep)


def delete_all_passwords_for(doctype: str, name: str) -> None:
    """Forget all secrets of a document."""
    passwords.remove_password(doctype, name)


def rename_password(doctype: str, old_name: str, new_name: str) -> None:
    """Carry the secrets over to a document's new name."""
    passwords.rename_password(doctype, old_name, new_name)


def delete_login_failed_cache(user: str) -> None:
    """Nothing to forget: failed logins are counted by the server."""


def get_password_reset_limit() -> Any:
    """How many reset mails a user may ask for in an hour."""
    from_settings = current().conf.get("password_reset_limit")
    return from_settings or 3


__all__ = [
    "check_password",
    "decrypt",
    "delete_all_passwords_for",
    "delete_login_failed_cache",
    "encrypt",
    "end_sessions",
    "get_decrypted_password",
    "remove_encrypted_password",
    "rename_password",
    "set_encrypted_password",
    "update_password",
]
