"""A small DocType with child rows and its own numbers, made over REST as an administrator would."""

from tests.support.client import Client

RIGHTS = ("read", "write", "create", "delete", "submit", "cancel", "amend", "report", "export", "print")
CASE, LINE = "Test Case File", "Test Case Line"
LINES = 5


def make(admin: Client) -> None:
    admin.insert(
        "DocType",
        name=LINE,
        module="Custom",
        custom=1,
        istable=1,
        fields=[_field("note", "Data", reqd=1)],
        permissions=[],
    )
    admin.insert(
        "DocType",
        name=CASE,
        module="Custom",
        custom=1,
        is_submittable=1,
        autoname="CASE-.######",
        fields=[
            _field("title", "Data", reqd=1),
            _field("kind", "Select", options="A\nB"),
            _field("amount", "Int"),
            _field("remark", "Small Text"),
            _field("paper", "Attach"),
            _field("lines", "Table", options=LINE),
        ],
        permissions=[{"role": "System Manager", **dict.fromkeys(RIGHTS, 1)}],
    )


def case(title: str, **values: object) -> dict[str, object]:
    return {"title": title, "lines": [{"note": f"{title} {number}"} for number in range(LINES)], **values}


def _field(name: str, kind: str, **more: object) -> dict[str, object]:
    return {"fieldname": name, "fieldtype": kind, "label": name.title(), **more}
