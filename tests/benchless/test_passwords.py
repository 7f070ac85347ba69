"""Hashes of passwords, own and imported."""

import base64
import hashlib

from benchless import passwords


def test_own_hash() -> None:
    hashed = passwords.hash_password("密码 12")
    assert hashed.startswith("$argon2id$")
    assert passwords.verify_password(hashed, "密码 12")
    assert not passwords.verify_password(hashed, "密码 13")
    assert not passwords.needs_rehash(hashed)


def test_imported_hash() -> None:
    def pack(raw: bytes) -> str:
        return base64.b64encode(raw).decode().rstrip("=").replace("+", ".")

    salt = b"0123456789abcdef"
    digest = hashlib.pbkdf2_hmac("sha256", b"secret", salt, 29000)
    hashed = f"$pbkdf2-sha256$29000${pack(salt)}${pack(digest)}"
    assert passwords.verify_password(hashed, "secret")
    assert not passwords.verify_password(hashed, "Secret")
    assert passwords.needs_rehash(hashed)


def test_rubbish_hash() -> None:
    assert not passwords.verify_password("$pbkdf2-sha256$x", "a")
    assert not passwords.verify_password("plain", "plain")
