"""A logged-in HTTP client that speaks the documented REST API."""

import json
from typing import Any, Self
from urllib.parse import quote

import httpx

from tests.support.sites import PASSWORD


class Client(httpx.Client):
    """Cookies of one person; the CSRF token is sent once the desk page gave one."""

    def __init__(self, address: str, user: str = "Administrator", password: str = PASSWORD, **options: Any):
        super().__init__(base_url=address, timeout=60, headers={"Accept": "application/json"}, **options)
        answer = self.post("/api/method/login", data={"usr": user, "pwd": password})
        assert answer.status_code == 200, f"login of {user}: {answer.status_code} {answer.text[:300]}"

    def __enter__(self) -> Self:
        return self  # logging in has opened it already

    def __exit__(self, *_: object) -> None:
        self.close()

    def insert(self, doctype: str, **values: Any) -> dict[str, Any]:
        answer = self.post(self.path(doctype), json={"doctype": doctype, **values})
        return dict(self.expect(answer)["data"])

    def read(self, doctype: str, name: str) -> dict[str, Any]:
        return dict(self.expect(self.get(self.path(doctype, name)))["data"])

    def change(self, doctype: str, name: str, **values: Any) -> httpx.Response:
        return self.put(self.path(doctype, name), json=values)

    def rows(self, doctype: str, *fields: str, **filters: Any) -> list[dict[str, Any]]:
        query: dict[str, str | int] = {
            "fields": json.dumps(fields or ["name"]),
            "filters": json.dumps(filters),
            "limit_page_length": 0,
        }
        return list(self.expect(self.get(self.path(doctype), params=query))["data"])

    def names(self, doctype: str, **filters: Any) -> list[str]:
        return [row["name"] for row in self.rows(doctype, **filters)]

    def call(self, method: str, **arguments: Any) -> httpx.Response:
        plain = {k: v if isinstance(v, str) else json.dumps(v) for k, v in arguments.items()}
        return self.post(f"/api/method/{method}", data=plain)

    @staticmethod
    def path(*parts: str) -> str:
        return "/api/resource/" + "/".join(quote(part, safe="") for part in parts)

    @staticmethod
    def expect(answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code < 400, f"{answer.request.url}: {answer.status_code} {answer.text[:600]}"
        return dict(answer.json())
