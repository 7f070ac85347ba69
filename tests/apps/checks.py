"""What the tests of the second app ask on its site. Each function runs in a process of its own."""

from typing import Any

import frappe
from frappe.automation.doctype.auto_repeat import auto_repeat
from frappe.core.doctype.log_settings import log_settings
from frappe.tests import change_settings
from frappe.utils.nestedset import get_descendants_of


def life() -> str:
    return str(frappe.db.get_default("bookshelf_life"))


def default(key: str) -> Any:
    return frappe.db.get_default(key)


def books() -> list[Any]:
    """Fills the shelf: two books in a tree of places."""
    for name, parent, group in (("House", None, 1), ("Room", "House", 1), ("Shelf", "Room", 0)):
        place = {
            "doctype": "Shelf Place",
            "place_name": name,
            "parent_shelf_place": parent,
            "is_group": group,
        }
        frappe.get_doc(place).insert()
    made = []
    for title, author in (("Water", "Li"), ("Stone", "Wang")):
        book = {"doctype": "Shelf Book", "title": title, "author": author, "genre": "Novel", "place": "Shelf"}
        made.append(frappe.get_doc(book).insert().name)
    return made


def definitions() -> dict[str, Any]:
    """What came with the app, each in a word."""
    return {
        "genres": frappe.get_all("Shelf Genre", pluck="name", order_by="name"),
        "role": bool(frappe.db.exists("Role", "Librarian")),
        "custom field": frappe.get_meta("ToDo").has_field("shelf_book"),
        "property": frappe.get_meta("ToDo").get_field("priority").default,
        "modules": frappe.get_all("Module Def", filters={"app_name": "bookshelf"}, pluck="name"),
        "web form": frappe.db.get_value("Web Form", {"route": "ask-for-a-book"}),
        "jobs": dict(
            frappe.get_all(
                "Scheduled Job Type",
                filters={"method": ["like", "bookshelf.%"]},
                fields=["method", "frequency"],
                as_list=True,
            )
        ),
        "patches": frappe.get_all("Patch Log", filters={"patch": ["like", "%bookshelf%"]}, pluck="patch"),
        "boot": frappe.boot.get_bootinfo().get("bookshelf"),
    }


def events() -> dict[str, Any]:
    """Handlers of documents that are not the app's own."""
    todo = frappe.get_doc({"doctype": "ToDo", "description": "read", "priority": None}).insert()
    found = {"color": todo.color, "priority": todo.priority}
    try:
        frappe.get_doc({"doctype": "ToDo", "description": "forbidden"}).insert()
    except frappe.ValidationError as error:
        found["refused"] = str(error)
    name = todo.name
    todo.delete()
    found["trashed"] = frappe.db.get_default("bookshelf_trashed") == name
    found["note"] = frappe.get_doc({"doctype": "Note", "title": " a b "}).insert().title
    return found


def loan(book: str) -> dict[str, Any]:
    """A loan from draft to amended copy."""
    document = frappe.get_doc({"doctype": "Shelf Loan", "reader": "Ann", "books": [{"book": book}]}).insert()
    first = {"title": document.books[0].book_title, "docstatus": document.docstatus}
    document.submit()
    remark = frappe.db.get_value("Shelf Book", book, "remark")
    document.note = "careful"
    document.save()
    try:
        document.reader = "Bob"
        document.save()
    except frappe.UpdateAfterSubmitError:
        document.reload()
        first["fixed"] = True
    document.cancel()
    copy = frappe.copy_doc(document)
    copy.amended_from = document.name
    copy.insert()
    return {**first, "lent": remark, "amended": copy.name == f"{document.name}-1"}


def places() -> dict[str, Any]:
    return {
        "below": sorted(get_descendants_of("Shelf Place", "House")),
        "books": frappe.db.count("Shelf Book", {"place": ["descendants of", "House"]}),
    }


def virtual(book: str) -> dict[str, Any]:
    document = frappe.get_doc("Shelf Book", book)
    statistic = frappe.get_doc("Shelf Statistic", "Shelf Book")
    listed = frappe.get_list("Shelf Statistic", fields=["name", "number"])
    return {
        "field": document.as_dict().label_text,
        "document": statistic.number,
        "list": sorted(row.name for row in listed),
    }


def templates() -> str:
    return str(frappe.render_template("{{ shelf_label('x') }} {{ 'abc'|backwards }}", {}))


def rights(locked: str) -> dict[str, Any]:
    """A reader and a librarian look at a locked book."""
    frappe.db.set_value("Shelf Book", locked, {"locked_away": 1, "secret_price": 9})
    found: dict[str, Any] = {}
    for email, roles in (("reader@example.org", []), ("librarian@example.org", ["Librarian"])):
        if not frappe.db.exists("User", email):
            user = {"doctype": "User", "email": email, "first_name": email, "send_welcome_email": 0}
            frappe.get_doc(user).insert().add_roles(*roles) if roles else frappe.get_doc(user).insert()
        frappe.set_user(email)
        found[email] = {
            "list": locked in frappe.get_list("Shelf Book", pluck="name"),
            "one": frappe.has_permission("Shelf Book", "read", locked),
        }
        frappe.set_user("Administrator")
    return found


def jobs() -> list[Any]:
    """Runs the app's scheduled functions as the scheduler does."""
    for name in frappe.get_all(
        "Scheduled Job Type", filters={"method": ["like", "bookshelf.%"]}, pluck="name"
    ):
        frappe.get_attr("benchless.jobs.scheduler.run_scheduled")(name)
    return [frappe.db.get_default("bookshelf_reminded"), frappe.db.get_default("bookshelf_counted")]


def repeated(book: str) -> dict[str, Any]:
    """A book that is bought again every week."""
    plan = auto_repeat.make_auto_repeat("Shelf Book", book, "Weekly")
    before = frappe.db.count("Shelf Book")
    frappe.db.set_value("Auto Repeat", plan.name, "next_schedule_date", frappe.utils.today())
    auto_repeat.make_auto_repeat_entry()
    plan.reload()
    frappe.db.commit()
    return {
        "made": frappe.db.count("Shelf Book") - before,
        "days": frappe.utils.date_diff(plan.next_schedule_date, frappe.utils.today()),
    }


def second_version(book: str) -> dict[str, Any]:
    document = frappe.get_doc("Shelf Book", book)
    return {
        "mark": document.shelf_mark,
        "writer": document.written_by,
        "label": document.label_text,
        "old field": document.meta.has_field("author"),
        "remark type": document.meta.get_field("remark").fieldtype,
        "line": frappe.db.get_default("bookshelf_line"),
        "hello": frappe.db.get_default("bookshelf_hello"),
    }


def traces() -> dict[str, Any]:
    """What is left of the app."""
    return {
        "apps": frappe.get_installed_apps(),
        "doctypes": frappe.get_all("DocType", filters={"module": "Library"}, pluck="name"),
        "tables": [table for table in frappe.db.get_tables() if table.startswith("tabShelf")],
        "custom fields": frappe.get_all("Custom Field", filters={"dt": "ToDo"}, pluck="fieldname"),
        "priority": frappe.get_meta("ToDo").get_field("priority").default,
        "jobs": frappe.db.count("Scheduled Job Type", {"method": ["like", "bookshelf.%"]}),
        "patches": frappe.db.count("Patch Log", {"patch": ["like", "bookshelf.%"]}),
        "web form": frappe.db.exists("Web Form", "ask-for-a-book"),
        "a todo": frappe.get_doc({"doctype": "ToDo", "description": "forbidden"}).insert().description,
    }


def settings() -> list[Any]:
    with change_settings("Shelf Settings", loan_days=3):
        inside = frappe.db.get_single_value("Shelf Settings", "loan_days")
    return [inside, frappe.db.get_single_value("Shelf Settings", "loan_days")]


def password(user: str, new: str) -> None:
    frappe.utils.password.update_password(user, new)


def small_hooks() -> dict[str, Any]:
    """A name with a part of the app's; a link that does not hold; logs that grow old."""
    genre = frappe.get_doc({"doctype": "Shelf Genre", "genre_name": "Brief"}).insert().name
    request = {"doctype": "Shelf Request", "wanted_title": "Four", "email": "a@example.org", "genre": genre}
    made = frappe.get_doc(request).insert()
    frappe.delete_doc("Shelf Genre", genre)
    frappe.db.set_value("Shelf Request", made.name, "creation", "2020-01-01 00:00:00", update_modified=False)
    log_settings.run_log_clean_up()
    return {
        "name": made.name.rpartition("-")[0],
        "genre left": frappe.db.exists("Shelf Genre", genre),
        "request left": frappe.db.exists("Shelf Request", made.name),
    }
