"""What a request carries: query, form or JSON, as one dictionary."""

from __future__ import annotations

from typing import Any

import orjson
from werkzeug.exceptions import RequestEntityTooLarge

from ..errors import ValidationError
from ..translations import _
from ..values import Row
from .urlencoded import MOST_BYTES, pairs


def read(request: Any) -> Row:
    """Query arguments overlaid with the body. Raises ValidationError for broken or listed JSON."""
    form = Row(pairs(request.query_string)) if request.query_string else Row()
    if request.method in ("GET", "HEAD", "OPTIONS") and not request.content_length:
        return form
    kind = request.environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        form.update(_json(request.get_data(cache=True)))
    elif kind == "application/x-www-form-urlencoded":
        form.update(pairs(_bounded(request)))
    elif kind == "multipart/form-data":
        form.update(request.form.to_dict())
    elif request.content_length and request.content_length < 10_000_000:
        body = request.get_data(cache=True)
        if body.lstrip()[:1] == b"{":
            form.update(_json(body))
    return form


def is_json(request: Any) -> bool:
    """Whether the body is a JSON text, whatever the header calls it."""
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data")
    return request.mimetype not in kinds and request.get_data(cache=True).lstrip()[:1] == b"{"


def _bounded(request: Any) -> bytes:
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge()
    body: bytes = request.get_data(cache=True)
    return body


def _json(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ValidationError(_("The request is not valid JSON: {0}").format(error)) from error
    if not isinstance(data, dict):
        raise ValidationError(_("Invalid request arguments"))
    return data


def asked(value: Any) -> Any:
    """`filters` or `fields` of a list: JSON text of a list or a dictionary, or `*`; an empty text is nothing.

    Raises ValidationError for anything else.
    """
    found = None if value == "" else loads(value)
    if found is not None and found != "*" and not isinstance(found, list | dict):
        raise ValidationError(_("{0} must be a list or a dictionary").format(str(value)[:100]))
    return found


def loads(value: Any) -> Any:
    """JSON text as data; other values untouched. Raises ValidationError."""
    if not isinstance(value, str):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise ValidationError(_("Invalid JSON: {0}").format(value[:100])) from error
