"""Names and addresses of users."""

from __future__ import annotations

import hashlib
from typing import Any

from benchless.context import current
from benchless.values import Row


def _user(user: str | None) -> Row:
    """What the greeting of a user needs, kept for the request."""
    session = current()
    name = user or session.user
    cache = session.cache.setdefault("people", {})
    if name not in cache:
        found = session.db.dicts(
            "SELECT name, full_name, email, user_image FROM `tabUser` WHERE name=?", (name,)
        )
        cache[name] = found[0] if found else Row(name=name)
    return cache[name]  # type: ignore[no-any-return]


def get_fullname(user: str | None = None) -> str:
    """Full name of a user; the user itself when there is none."""
    row = _user(user)
    return str(row.full_name or row.name)


def get_fullname_and_avatar(user: str) -> Row:
    """Full name, picture and name of a user."""
    row = _user(user)
    return Row(fullname=row.full_name, avatar=row.user_image, name=row.name)


def get_user_info_for_avatar(user_id: str) -> dict[str, Any]:
    """E-mail, picture and full name of a user."""
    row = _user(user_id)
    return {"email": row.email or "", "image": row.user_image or "", "name": row.full_name or user_id}


def get_email_address(user: str | None = None) -> str | None:
    """E-mail address of a user."""
    found = _user(user).email
    return str(found) if found else None


def get_formatted_email(user: str, mail: str | None = None) -> str:
    """`Full Name <address>`."""
    address = mail or get_email_address(user) or user
    name = get_fullname(user)
    return address if name == user else f'"{name}" <{address}>'


def get_gravatar(email: str) -> str:
    """A key for a user's picture; no foreign site is asked."""
    return "/assets/frappe/avatar/" + hashlib.sha256(email.strip().lower().encode()).hexdigest()


def is_a_user(name: str) -> bool:
    """Whether there is a user of this name."""
    return bool(current().db.rows("SELECT 1 FROM `tabUser` WHERE name=?", (name,)))
