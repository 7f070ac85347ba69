"""Secrets: hashes of log-in passwords, and encrypted values of Password fields. Both live in `__Auth`."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
from functools import lru_cache
from pathlib import Path

import orjson
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet, InvalidToken

from .context import current
from .errors import AuthenticationError, ValidationError
from .messages import throw

CONFIG_KEY = "encryption_key"
PBKDF2 = "$pbkdf2-sha256$"
_hasher = PasswordHasher()
_at_work = threading.Semaphore(2)  # every verification takes 64 MB


# hashes ---------------------------------------------------------------------------------------


def hash_password(password: str) -> str:
    """argon2id hash with its parameters and salt."""
    with _at_work:
        return _hasher.hash(password)


def verify_password(hashed: str, password: str) -> bool:
    """Whether a password belongs to an argon2 hash, or to a pbkdf2-sha256 hash of an imported user."""
    if hashed.startswith(PBKDF2):
        return _verify_pbkdf2(hashed, password)
    try:
        with _at_work:
            return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(hashed: str) -> bool:
    """Whether a hash is of an older kind and should be replaced at the next login."""
    return hashed.startswith(PBKDF2) or _hasher.check_needs_rehash(hashed)


def _verify_pbkdf2(hashed: str, password: str) -> bool:
    try:
        rounds, salt, digest = hashed[len(PBKDF2) :].split("$")
        wanted = _unpack(digest)
        found = hashlib.pbkdf2_hmac("sha256", password.encode(), _unpack(salt), int(rounds))
    except ValueError:
        return False
    return hmac.compare_digest(wanted, found)


def _unpack(text: str) -> bytes:
    """Base 64 with `.` for `+` and without padding, as pbkdf2 hashes write it."""
    return base64.b64decode(text.replace(".", "+") + "=" * (-len(text) % 4))


# encryption -----------------------------------------------------------------------------------


def encrypt(text: str) -> str:
    """Encrypt with the site's key."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Decrypt with the site's key; a foreign key stops with a message."""
    try:
        return _cipher().decrypt(text.encode()).decode()
    except InvalidToken:
        throw("The encryption key of this site is not the one that stored the password.", ValidationError)


@lru_cache(maxsize=64)
def _fernet(key: str) -> Fernet:
    return Fernet(key.encode())


def encryption_key() -> str:
    """The key of this site; made when the site has none."""
    session = current()
    key = session.conf.get(CONFIG_KEY)
    if not key:
        key = session.conf[CONFIG_KEY] = _make_key(Path(session.site.folder) / "site_config.json")
    return str(key)


def _cipher() -> Fernet:
    return _fernet(encryption_key())


def _make_key(path: Path) -> str:
    """The key in the site's settings file; made and kept there when it is missing."""
    settings = orjson.loads(path.read_bytes()) if path.exists() else {}
    if not settings.get(CONFIG_KEY):
        settings[CONFIG_KEY] = Fernet.generate_key().decode()
        part = path.with_suffix(f".{secrets.token_hex(4)}")
        part.write_bytes(orjson.dumps(settings, option=orjson.OPT_INDENT_2))
        part.chmod(0o600)
        part.replace(path)
    return str(settings[CONFIG_KEY])


# rows of __Auth -------------------------------------------------------------------------------


def set_password(doctype: str, name: str, fieldname: str, value: str, *, hashed: bool = False) -> None:
    """Keep a secret: encrypted, or hashed when nobody ever needs to read it again."""
    kept = hash_password(value) if hashed else encrypt(value)
    key = {"doctype": doctype, "name": name, "fieldname": fieldname}
    current().db.put("__Auth", key, {"password": kept, "encrypted": int(not hashed)})


def get_password(doctype: str, name: str, fieldname: str = "password") -> str | None:
    """The secret in the clear, or None when there is none or it is only a hash."""
    rows = current().db.rows(
        "SELECT password FROM __Auth WHERE doctype=? AND name=? AND fieldname=? AND encrypted=1",
        (doctype, name, fieldname),
    )
    return decrypt(rows[0][0]) if rows else None


def remove_password(doctype: str, name: str, fieldname: str | None = None) -> None:
    """Forget one secret of a document, or all."""
    query, values = "DELETE FROM __Auth WHERE doctype=? AND name=?", [doctype, name]
    if fieldname:
        query += " AND fieldname=?"
        values.append(fieldname)
    current().db.execute(query, tuple(values))


def rename_password(doctype: str, old: str, new: str) -> None:
    """Carry the secrets over when a document gets a new name."""
    current().db.execute("UPDATE __Auth SET name=? WHERE doctype=? AND name=?", (new, doctype, old))


def check_password(user: str, password: str, doctype: str = "User", fieldname: str = "password") -> str:
    """The user's name when the password is right, else AuthenticationError. An old hash is replaced."""
    rows = current().db.rows(
        "SELECT name, password FROM __Auth WHERE doctype=? AND name=? AND fieldname=? AND encrypted=0",
        (doctype, user, fieldname),
    )
    if not rows or not verify_password(rows[0][1], password):
        raise AuthenticationError("Incorrect User or Password")
    name, hashed = rows[0]
    if needs_rehash(hashed):
        set_password(doctype, name, fieldname, password, hashed=True)
    return str(name)
