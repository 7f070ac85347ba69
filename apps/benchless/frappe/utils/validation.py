"""Checks that stop with a message for the person in front of the screen."""

from __future__ import annotations

import json
from typing import Any

from benchless.errors import (
    InvalidEmailAddressError,
    InvalidNameError,
    InvalidPhoneNumberError,
    ValidationError,
)
from benchless.messages import throw
from benchless.text import parse_email, split_emails, valid_email, valid_name, valid_phone, valid_url
from benchless.translations import _
from benchless.values import cstr


def validate_email_address(email_str: Any, throw: bool = False) -> str:
    """The valid addresses of a list, joined by commas; with `throw` a bad one stops."""
    good = []
    for part in split_emails(email_str):
        address = valid_email(part)
        if address:
            good.append(address)
        elif throw:
            _refuse(_("{0} is not a valid e-mail address").format(part), InvalidEmailAddressError)
    return ", ".join(good)


def validate_phone_number(phone_number: Any, throw: bool = False) -> bool:
    """Whether a text can be a telephone number."""
    good = bool(phone_number) and valid_phone(cstr(phone_number))
    if not good and throw:
        _refuse(_("{0} is not a valid phone number").format(phone_number), InvalidPhoneNumberError)
    return good


def validate_name(name: Any, throw: bool = False) -> str:
    """The name when it can be a person's, else an empty text."""
    good = valid_name(cstr(name))
    if not good and throw:
        _refuse(_("{0} is not a valid name").format(name), InvalidNameError)
    return cstr(name) if good else ""


def validate_url(txt: Any, throw: bool = False, valid_schemes: Any = None) -> bool:
    """Whether a text is a full address on the web."""
    good = valid_url(cstr(txt), valid_schemes)
    if not good and throw:
        _refuse(_("{0} is not a valid address").format(txt), ValidationError)
    return good


def validate_json_string(string: str) -> None:
    """Stop unless a text is JSON."""
    try:
        json.loads(string)
    except (TypeError, ValueError) as error:
        raise ValidationError(f"{string} is not valid JSON") from error


def parse_addr(email_string: str) -> tuple[str, str]:
    """Name and address of `Name <address>`."""
    return parse_email(email_string)


def _refuse(text: str, kind: type[Exception]) -> None:
    throw(text, kind)


__all__ = [
    "InvalidEmailAddressError",
    "InvalidPhoneNumberError",
    "parse_addr",
    "split_emails",
    "validate_email_address",
    "validate_json_string",
    "validate_name",
    "validate_phone_number",
    "validate_url",
]
