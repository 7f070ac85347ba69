"""Documents on the website: what a visitor may see or change there, past the roles."""

from __future__ import annotations

from typing import Any

from .. import dotted
from ..context import current


def has_website_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    """Whether a visitor has a right on a document: the controller's `has_website_permission` and the hooks.

    All that are there must say yes; without any the answer is no.
    """
    who = user or current().user
    answers = [dotted.call(path, doc, ptype, who, verbose=False) for path in _hooks(doc.doctype)]
    own = getattr(type(doc), "has_website_permission", None)
    if own is not None:
        answers.append(own(doc, ptype, who, verbose=False))
    return bool(answers) and all(answers)


def _hooks(doctype: str) -> list[str]:
    return current().site.hook_dict("has_website_permission").get(doctype, [])
