"""A logged-in HTTP client that speaks the documented REST API."""

import json
from typing import Any
from urllib.parse import quote

import httpx

from tests.support.sites import PASSWORD


class Client(httpx.Client):
    """Cookies of one person; the CSRF token is sent once the desk page gave one."""

    def __init__(self, address: str, user: str = "Administrator", password: str = PASSWORD, **options: Any):
        super().__init__(base_url=address, timeout=60, headers={"Accept": "application/json"}, **options)
        answer = self.post("/api/method/login", data={"usr": user, "pwd": password})
        assert answer.status_code == 200, f"login of {user}: {answer.status_code} {answer.text[:300]}"

    def insert(self, doctype: str, **values: Any) -> dict[str, Any]:
        return self.expect(self.post(f"/api/resource/{quote(doctype)}", json={"doctype": doctype, **values}))[
            "data"
        ]

    def read(self, doctype: str, name: str) -> dict[str, Any]:
        return self.expect(self.get(f"/api/resource/{quote(doctype)}/{quote(name, safe='')}"))["data"]

    def change(self, doctype: str, name: str, **values: Any) -> httpx.Response:
        return self.put(f"/api/resource/{quote(doctype)}/{quote(name, safe='')}", json=values)

    def names(self, doctype: str, **filters: Any) -> list[str]:
        query = {"fields": '["name"]', "filters": json.dumps(filters), "limit_page_length": 0}
        rows = self.expect(self.get(f"/api/resource/{quote(doctype)}", params=query))["data"]
        return [row["name"] for row in rows]

    def call(self, method: str, **arguments: Any) -> httpx.Response:
        plain = {k: v if isinstance(v, str) else json.dumps(v) for k, v in arguments.items()}
        return self.post(f"/api/method/{method}", data=plain)

    @staticmethod
    def expect(answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code < 400, f"{answer.request.url}: {answer.status_code} {answer.text[:600]}"
        return answer.json()
