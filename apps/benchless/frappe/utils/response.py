"""Answers under their older names."""

from __future__ import annotations

from typing import Any

from werkzeug.wrappers import Response

import frappe
from benchless.documents.base import json_default
from benchless.http import answers

__all__ = ["Response", "as_json", "build_response", "json_handler", "report_error"]


def build_response(response_type: str | None = None) -> Response:
    """The answer that `frappe.local.response` describes, of the wanted kind."""
    if response_type:
        frappe.local.response["type"] = response_type
    return answers.method_answer()


def as_json() -> Response:
    """The same as JSON."""
    return build_response("json")


def report_error(status_code: int) -> Response:
    """The running error as an answer with a status of its own."""
    answer = answers.error_v1(frappe.ValidationError())
    answer.status_code = status_code
    return answer


def json_handler(obj: Any) -> Any:
    """What JSON cannot write by itself: dates, documents, sets. Raises TypeError."""
    return json_default(obj)
