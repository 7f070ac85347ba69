"""Webhooks: what happens to a document is told to another server."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import frappe
from benchless import outgoing
from benchless.context import current
from benchless.safe_eval import safe_eval
from benchless.values import cint, cstr
from frappe import _
from frappe.automation.doctype.assignment_rule.assignment_rule import check_condition
from frappe.model.document import Document
from frappe.utils.jinja import validate_template
from frappe.utils.safe_exec import get_safe_globals

SIGNATURE = "X-Frappe-Webhook-Signature"
FORM, JSON = "Form URL-Encoded", "JSON"
ENCODED = "application/x-www-form-urlencoded"
OF_SUBMITTABLE = ("on_submit", "on_cancel", "on_update_after_submit")
ATTEMPTS, PAUSE = 3, 3.0
ALLOWED = "webhook_allowed_networks"  # of the site's configuration


class Webhook(Document):
    """One rule: which event of which DocType calls which address with what."""

    webhook_data: list[Any]
    webhook_json: Any

    def validate(self) -> None:
        self.check_event()
        check_condition(self.condition)
        self.check_address()
        self.check_body()
        if cint(self.enable_security) and not self.webhook_secret:
            frappe.throw(_("A signed webhook needs a secret"))
        self.preview_document = None

    def check_event(self) -> None:
        """Only submittable documents are submitted and cancelled."""
        if self.webhook_docevent in OF_SUBMITTABLE and not self.is_of_submittable():
            frappe.throw(_("This event needs a DocType whose documents can be submitted"))

    def is_of_submittable(self) -> bool:
        return bool(cint(frappe.get_meta(self.webhook_doctype).is_submittable))

    def check_address(self) -> None:
        """A fixed address begins with http:// or https://."""
        if cint(self.is_dynamic_url):
            validate_template(self.request_url)
        elif not cstr(self.request_url).strip().lower().startswith(("http://", "https://")):
            frappe.throw(_("The request URL must begin with http:// or https://"))

    def check_body(self) -> None:
        """A form names each field once; a JSON body is a template."""
        if self.request_structure == JSON:
            validate_template(self.webhook_json)
            self.webhook_data = []
            return
        self.webhook_json = ""
        fields = [row.fieldname for row in self.webhook_data]
        if len(fields) != len(set(fields)):
            frappe.throw(_("A field may be sent once only"))

    # what is sent -------------------------------------------------------------------------

    def holds(self, doc: Any) -> bool:
        """Whether the condition is true for a document; a condition that fails is noted and is not."""
        text = cstr(self.condition).strip()
        if not text:
            return True
        try:
            return bool(safe_eval(text, None, {**get_context(doc), "doc": doc.as_dict()}))
        except Exception as error:  # a condition of an administrator can fail in any way
            self.log_error(f"Webhook {self.name}: {error}")
            return False

    def address_for(self, doc: Any) -> str:
        """Where the call goes."""
        if not cint(self.is_dynamic_url):
            return cstr(self.request_url).strip()
        return str(frappe.render_template(self.request_url, get_context(doc))).strip()

    def call_for(self, doc: Any) -> dict[str, Any]:
        """Address and content of the call about a document."""
        data = json.dumps(get_webhook_data(doc, self), default=str, ensure_ascii=False)
        return {"url": self.address_for(doc), "data": data, "reference_document": cstr(doc.name)}

    # a try before it counts ---------------------------------------------------------------

    @property
    def meets_condition(self) -> str:
        """Whether the chosen document would be told about."""
        doc = self.previewed()
        if doc is None:
            return _("Choose a document to see whether it would be sent")
        return _("Yes") if self.holds(doc) else _("No")

    @property
    def preview_request_body(self) -> str:
        """What would be sent about the chosen document."""
        doc = self.previewed()
        if doc is None:
            return _("Choose a document to see what would be sent")
        try:
            return cstr(frappe.as_json(get_webhook_data(doc, self)))
        except Exception as error:  # shown to the administrator who writes the template
            return _("The content cannot be made: {0}").format(error)

    def previewed(self) -> Any:
        """The chosen document, if the user may read it."""
        if not self.webhook_doctype or not self.preview_document:
            return None
        doc = frappe.get_doc(self.webhook_doctype, self.preview_document)
        doc.check_permission("read")
        return doc

    @frappe.whitelist()
    def generate_preview(self) -> None:
        """The two fields above are in the answer."""


def get_context(doc: Any) -> dict[str, Any]:
    """What conditions and templates see."""
    return {"doc": doc, "utils": get_safe_globals().get("frappe", {}).get("utils")}


def get_webhook_headers(doc: Any, webhook: Any, data: str | None = None) -> dict[str, str]:
    """Headers of a call: the signature of its content, then what the administrator wrote."""
    headers: dict[str, str] = {}
    if cint(webhook.enable_security):
        content = data if data is not None else webhook.call_for(doc)["data"]
        headers[SIGNATURE] = signed(content, cstr(webhook.get_password("webhook_secret", False)))
    given = {row.key: cstr(row.value) for row in webhook.webhook_headers if row.key}
    return {**headers, **given}


def signed(content: str, secret: str) -> str:
    """HMAC-SHA256 of the content as base 64."""
    made = hmac.new(secret.encode(), content.encode(), hashlib.sha256)
    return base64.b64encode(made.digest()).decode()


def get_webhook_data(doc: Any, webhook: Any) -> Any:
    """The content of a call: chosen fields under their keys, or the JSON that the template makes."""
    if webhook.webhook_data:
        values = doc.as_dict(convert_dates_to_str=True)
        return {row.key: values.get(row.fieldname) for row in webhook.webhook_data}
    if webhook.webhook_json:
        return json.loads(frappe.render_template(webhook.webhook_json, get_context(doc)))
    return {}


# sending --------------------------------------------------------------------------------------


def enqueue_webhook(webhook: str, url: str, data: str, reference_document: str) -> None:
    """Send one call, three times at most; what came of each is kept in a Webhook Request Log."""
    if not frappe.db.exists("Webhook", webhook):
        return
    rule = frappe.get_doc("Webhook", webhook)
    headers = get_webhook_headers(None, rule, data)
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(PAUSE * attempt)
        if _sent(rule, url, headers, data, reference_document):
            return
    rule.log_error("Webhook failed", f"{rule.request_method} {url}")


def call_for_workflow(doc: Any, webhook: str) -> None:
    """A webhook as a task of a workflow's transition. Raises ValidationError when it does not succeed."""
    rule = frappe.get_doc("Webhook", webhook)
    call = rule.call_for(doc)
    headers = get_webhook_headers(doc, rule, call["data"])
    body, sent = _body(rule, headers, call["data"])
    try:
        _ask(rule, call["url"], body, sent)
    except outgoing.RequestFailed as error:
        frappe.throw(_("Webhook {0} failed: {1}").format(webhook, error))


def _ask(rule: Any, url: str, body: bytes, headers: dict[str, str]) -> outgoing.Answer:
    allowed = current().conf.get(ALLOWED) or []
    seconds = cint(rule.timeout) or 5
    return outgoing.request(
        rule.request_method or "POST", url, body=body, headers=headers, timeout=seconds, allowed=allowed
    )


def _sent(rule: Any, url: str, headers: dict[str, str], data: str, reference: str) -> bool:
    """One try. Gives whether nothing more is to be done."""
    known = {"webhook": rule.name, "reference_document": reference, "url": url}
    body, sent = _body(rule, headers, data)
    try:
        answer = _ask(rule, url, body, sent)
    except outgoing.AddressRefused as error:
        log_request(**known, headers=headers, data=data, error=str(error))
        return True
    except outgoing.RequestFailed as error:
        log_request(**known, headers=headers, data=data, res=error.answer, error=str(error))
        return False
    log_request(**known, headers=headers, data=data, res=answer)
    return True


def _body(rule: Any, headers: dict[str, str], data: str) -> tuple[bytes, dict[str, str]]:
    """JSON, as Frappe sends both structures; a form where its header asks for one."""
    kind = next((value for key, value in headers.items() if key.lower() == "content-type"), None)
    if rule.request_structure == FORM and kind == ENCODED:
        return urlencode(json.loads(data)).encode(), headers
    return data.encode(), headers if kind else {"Content-Type": "application/json", **headers}


def log_request(
    webhook: str,
    reference_document: str,
    url: str,
    headers: dict[str, str],
    data: Any,
    res: outgoing.Answer | None = None,
    error: str | None = None,
) -> None:
    """Keep what was sent and what came back, whatever becomes of the job."""
    log = frappe.get_doc(
        {
            "doctype": "Webhook Request Log",
            "webhook": webhook,
            "reference_document": reference_document,
            "user": frappe.session.user,
            "url": url,
            "headers": frappe.as_json(headers),
            "data": frappe.as_json(json.loads(data) if isinstance(data, str) else data),
            "response": res.text if res is not None else None,
            "error": error,
        }
    )
    log.flags.ignore_links = True
    log.insert(ignore_permissions=True)
    frappe.db.commit()


__all__ = ["Webhook", "enqueue_webhook", "get_context", "get_webhook_data", "get_webhook_headers"]
