"""docs/lifecycle.md against what really runs: an app whose every event writes itself down."""

import importlib
import json
import re
import sys

import frappe
import pytest

from benchless.setup.apps import install_app
from tools.paths import ROOT

PAGE = (ROOT / "docs" / "lifecycle.md").read_text(encoding="utf-8")
EVENTS = (
    "before_insert", "before_naming", "autoname", "before_validate", "validate", "before_save",
    "before_submit",
    "after_insert", "on_update", "on_submit", "on_change", "before_change", "before_update_after_submit",
    "on_update_after_submit", "before_cancel", "on_cancel", "before_discard", "on_discard", "before_rename",
    "after_rename", "on_trash", "after_delete",
)  # fmt: skip
TABLE = PAGE[PAGE.index("| what happens |") :].split("\n\n")[0].splitlines()
HOOKS = """
from lifeprobe import journal
app_name = app_title = app_publisher = app_description = app_email = app_license = "lifeprobe"
doc_events = {
    "Life Paper": {event: "lifeprobe.journal.of_doctype" for event in journal.EVENTS},
    "*": {event: "lifeprobe.journal.of_all" for event in journal.EVENTS},
}
"""
JOURNAL = """
EVENTS = %r
LINES = []

def of_doctype(doc, method, *args):
    LINES.append(("doc_events", method))

def of_all(doc, method, *args):
    if doc.doctype == "Life Paper":
        LINES.append(("*", method))
    if doc.doctype == "Notification Log" and method == "after_insert":
        LINES.append(("notification", "on_update"))
"""
CONTROLLER = """
from frappe.model.document import Document
from lifeprobe import journal

class LifePaper(Document):
    pass

def writer(event):
    def write(self, *args, **kwargs):
        journal.LINES.append(("controller", event))
    return write

for event in journal.EVENTS:
    setattr(LifePaper, event, writer(event))
"""
DEFINITION = {
    "doctype": "DocType", "name": "Life Paper", "module": "Life", "is_submittable": 1, "allow_rename": 1,
    "fields": [
        {"fieldname": "title", "fieldtype": "Data", "label": "Title"},
        {"fieldname": "note", "fieldtype": "Data", "label": "Note", "allow_on_submit": 1},
        {"fieldname": "amended_from", "fieldtype": "Link", "label": "Amended From", "options": "Life Paper"},
    ],
    "permissions": [{"role": "System Manager", "read": 1, "write": 1, "create": 1, "submit": 1, "cancel": 1}],
}  # fmt: skip


@pytest.fixture(scope="module")
def journal(site, tmp_path_factory):
    """The installed app's journal."""
    place = tmp_path_factory.mktemp("life")
    folder = place / "lifeprobe" / "life" / "doctype" / "life_paper"
    folder.mkdir(parents=True)
    files = {
        "lifeprobe/__init__.py": '__version__ = "1"',
        "lifeprobe/hooks.py": HOOKS,
        "lifeprobe/journal.py": JOURNAL % (EVENTS,),
        "lifeprobe/modules.txt": "Life",
        "lifeprobe/life/__init__.py": "",
        "lifeprobe/life/doctype/__init__.py": "",
        "lifeprobe/life/doctype/life_paper/__init__.py": "",
        "lifeprobe/life/doctype/life_paper/life_paper.py": CONTROLLER,
        "lifeprobe/life/doctype/life_paper/life_paper.json": json.dumps(DEFINITION),
    }
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    sys.path.insert(0, str(place))
    with site.session("Administrator"):
        install_app("lifeprobe", lambda _line: None)
    yield importlib.import_module("lifeprobe.journal")
    sys.path.remove(str(place))


@pytest.fixture
def recorded(journal, site):
    """`recorded(action)` gives the events of an action in their order."""
    with site.session("Administrator") as session:

        def run(action):
            session.db.commit()
            journal.LINES.clear()
            session.db.after_commit.add(lambda: journal.LINES.append(("controller", "after commit")))
            answer = action()
            session.db.commit()
            run.lines = list(journal.LINES)
            run.answer = answer
            return [event for who, event in journal.LINES if who == "controller"]

        yield run
        session.db.rollback()


def promised(what: str) -> list[str]:
    """The events that the page lists for an action."""
    line = next(line for line in TABLE if line.startswith(f"| {what} |"))
    return re.findall(r"`([^`]+)`", line.split("|")[2])


def paper(**values):
    return frappe.get_doc({"doctype": "Life Paper", "title": "x", **values})


def changed(document, **values):
    document.update(values)
    return document.save()


def amended(document):
    copy = frappe.copy_doc(document)
    copy.amended_from = document.name
    return copy.insert()


def submitted():
    return paper().insert().submit()


ACTIONS = {
    "insert": (lambda: None, lambda _made: paper().insert()),
    "insert, submitted at once": (lambda: None, lambda _made: paper(docstatus=1).insert()),
    "save": (lambda: paper().insert(), lambda made: changed(made, title="y")),
    "submit": (lambda: paper().insert(), lambda made: made.submit()),
    "update after submit": (submitted, lambda made: changed(made, note="y")),
    "cancel": (submitted, lambda made: made.cancel()),
    "amend": (lambda: submitted().cancel(), amended),
    "discard a draft": (lambda: paper().insert(), lambda made: made.discard()),
    "rename": (
        lambda: paper().insert(),
        lambda made: frappe.rename_doc("Life Paper", made.name, f"{made.name}-new", show_alert=False),
    ),
    "db_set": (lambda: paper().insert(), lambda made: made.db_set("title", "z")),
    "delete": (lambda: paper().insert(), lambda made: made.delete()),
}


@pytest.mark.parametrize("what", ACTIONS)
def test_the_page_tells_the_order_of_events(recorded, what):
    prepare, act = ACTIONS[what]
    made = prepare()
    assert recorded(lambda: act(made)) == promised(what)


def test_every_action_of_the_page_is_recorded():
    assert [line.split("|")[1].strip() for line in TABLE[2:]] == list(ACTIONS)


def test_who_is_asked_at_each_event(recorded):
    rule = {
        "doctype": "Notification",
        "name": "Life Told",
        "subject": "told",
        "document_type": "Life Paper",
        "event": "Save",
        "channel": "System Notification",
        "message": "told",
        "enabled": 1,
        "recipients": [{"receiver_by_document_field": "owner"}],
    }
    frappe.get_doc(rule).insert()
    made = paper().insert()
    frappe.db.set_value("Life Paper", made.name, "owner", "Guest")
    made.reload()
    recorded(lambda: changed(made, title="told"))
    line = next(line for line in PAGE.splitlines() if line.startswith("`controller`"))
    order = re.findall(r"`([^`]+)`", line)
    asked = [who for who, event in recorded.lines if event == "on_update"]
    assert asked == order
    frappe.delete_doc("Notification", "Life Told")
    for event in promised("save")[:-1]:
        heard = [who for who, name in recorded.lines if name == event and who != "notification"]
        assert heard == order[:3], event


def test_the_diagram_has_the_same_order():
    """Along the arrows from a new document to the commit stand the events of insert and submit together."""
    drawn = PAGE[PAGE.index("```mermaid") : PAGE.index("```", PAGE.index("```mermaid") + 3)]
    labels = dict(re.findall(r"(\w+)\[/([^\]]+)/\]", drawn))
    after = {}
    for line in drawn.splitlines():
        steps = re.split(r"\s+-->(?:\|\w+\|)?\s+|\s+-- \w+ -->\s+", line.strip())
        nodes = [re.match(r"\w+", step)[0] for step in steps if re.match(r"\w+", step)]
        for first, second in zip(nodes, nodes[1:], strict=False):
            after.setdefault(first, second) if second != "refused" else None
    node, seen = "new", []
    while node:
        seen += re.findall(r"[a-z_]+_[a-z_]+|validate", labels.get(node, ""))
        node = after.get(node)
    together = promised("insert, submitted at once")
    together.insert(together.index("before_submit"), "before_save")
    assert seen == [event for event in together if event not in ("before_naming", "autoname", "after commit")]
