"""What a person asks of the server, over HTTP in this process."""

import csv
import io
import json
from typing import Any

from werkzeug.test import Client, TestResponse

from benchless.http.app import create_app

from .people import SECRET

REFUSED = (401, 403)


class Caller:
    """One person with his key; a guest has none."""

    def __init__(self, site: Any, word: str) -> None:
        self.client = Client(create_app(site))
        self.headers = {} if word == "guest" else {"Authorization": f"token {word}:{SECRET}"}

    def get(self, path: str, **values: Any) -> TestResponse:
        plain = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
        return self.client.get(path, query_string=plain, headers=self.headers)

    def send(self, verb: str, path: str, /, **values: Any) -> TestResponse:
        return self.client.open(path, method=verb, json=values, headers=self.headers)

    def call(self, method: str, /, **values: Any) -> TestResponse:
        return self.send("POST", f"/api/method/{method}", **values)

    # sets of documents ----------------------------------------------------------------------

    def listed(self, doctype: str) -> set[str]:
        answer = self.get(f"/api/resource/{doctype}", limit_page_length=0)
        return {row["name"] for row in answer.json["data"]} if answer.status_code == 200 else set()

    def reported(self, doctype: str) -> set[str]:
        found = self.get(
            "/api/method/frappe.desk.reportview.get", doctype=doctype, fields=["name"], page_length=500
        )
        message = found.json.get("message") if found.status_code == 200 else None
        return {row[0] for row in message["values"]} if message else set()

    def exported(self, doctype: str) -> set[str]:
        values = {"doctype": doctype, "fields": ["name"], "file_format_type": "CSV", "page_length": 500}
        answer = self.get("/api/method/frappe.desk.reportview.export_query", **values)
        if answer.status_code != 200:
            return set()
        rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
        # A number, the name, and on Frappe whose it is.
        return {row[:2][-1] for row in rows[1:] if row}

    def counted(self, doctype: str) -> int:
        answer = self.get("/api/method/frappe.client.get_count", doctype=doctype)
        return int(answer.json.get("message") or 0) if answer.status_code == 200 else 0

    # one document ---------------------------------------------------------------------------

    def reads(self, doctype: str, name: str) -> bool:
        return self.get(f"/api/resource/{doctype}/{name}").status_code == 200

    def prints(self, doctype: str, name: str) -> bool:
        method = "/api/method/frappe.www.printview.get_html_and_style"
        return self.get(method, doc=doctype, name=name).status_code == 200

    def may(self, doctype: str, name: str, right: str) -> bool:
        values = {"doctype": doctype, "docname": name, "perm_type": right}
        answer = self.get("/api/method/frappe.client.has_permission", **values)
        return answer.status_code == 200 and bool(answer.json["message"]["has_permission"])

    def writes(self, doctype: str, name: str, **values: Any) -> bool:
        """Not refused: what is wrong with the document itself is another matter."""
        return self.send("PUT", f"/api/resource/{doctype}/{name}", **values).status_code not in REFUSED

    def creates(self, doctype: str, **values: Any) -> bool:
        return self.send("POST", f"/api/resource/{doctype}", **values).status_code not in REFUSED

    def acts(self, doctype: str, name: str) -> set[str]:
        doc = json.dumps({"doctype": doctype, "name": name})
        answer = self.call("frappe.model.workflow.get_transitions", doc=doc)
        return {row["action"] for row in answer.json["message"]} if answer.status_code == 200 else set()

    def comments(self, doctype: str, name: str) -> bool:
        values = {"reference_doctype": doctype, "reference_name": name, "content": "已阅"}
        answer = self.call(
            "frappe.desk.form.utils.add_comment", **values, comment_email="a@b.example", comment_by="a"
        )
        return answer.status_code == 200

    def attaches(self, doctype: str, name: str) -> bool:
        data = {"doctype": doctype, "docname": name, "is_private": "1"}
        data |= {"file": (io.BytesIO(f"{name} {self.headers}".encode()), "note.txt")}
        answer = self.client.post("/api/method/upload_file", data=data, headers=self.headers)
        return answer.status_code == 200
