"""The list of documented names, and what is known about them beyond the code."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tools.paths import ENGINE

LIST = ENGINE / "frappe" / "face" / "names.toml"
# How a name is written on the page and under [partly], by its kind.
SHOWN = {
    "arguments": "{of}({name})",
    "doctype": "doctype.{name}",
    "doctype_fields": "{of}.{name}",
    "doctype_property": "DocType.{name}",
    "event": "event.{name}",
    "exception": "frappe.{name}",
    "field_property": "DocField.{name}",
    "fieldtype": "fieldtype.{name}",
    "hook": "hook.{name}",
    "jinja": "template.{name}",
    "member": "{title}.{name}",
    "schedule": "scheduler_events.{name}",
    "word": "{title}.{name}",
}


@dataclass(frozen=True)
class Name:
    """One documented name: where it belongs, how important it is, how it is looked up."""

    title: str
    kind: str
    mark: str
    name: str
    of: str = ""
    status: int = 0

    @property
    def shown(self) -> str:
        return SHOWN.get(self.kind, "{name}").format(name=self.name, of=self.of, title=self.title)


def listed() -> Iterator[Name]:
    """Every name of the list, in its order."""
    for group in _content()["group"]:
        names = group["names"]
        for name in names.split() if isinstance(names, str) else names:
            place = (group["title"], group["kind"], group["mark"])
            yield Name(*place, name, group.get("of", ""), group.get("status", 0))


def notes() -> dict[str, str]:
    """Shown name → what is missing, for names that work only partly."""
    return dict(_content()["partly"])


def _content() -> dict[str, Any]:
    with LIST.open("rb") as file:
        return tomllib.load(file)
