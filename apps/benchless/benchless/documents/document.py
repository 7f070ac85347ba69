"""The document and its life cycle. The order of events is drawn in docs/lifecycle.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha224
from typing import Any

from .. import access, errors, passwords
from ..context import current
from ..field_text import format_value
from ..messages import throw
from ..registry import whitelist
from ..schema import Meta, get_meta
from ..translations import _
from ..values import Row, cint, cstr
from . import checks, links, permlevels, storage, topics, versions
from .backlinks import check_no_submitted_links
from .base import BaseDocument
from .controllers import get_controller, set_base_class
from .defaults import set_defaults
from .events import run_event
from .lookup import get_value, set_value
from .naming import keep_naming_field, set_new_name

DRAFT, SUBMITTED, CANCELLED = 0, 1, 2
Guard = Callable[["Document"], None]
_guards: list[Guard] = []


def add_guard(guard: Guard) -> None:
    """Run `guard(document)` at the end of the framework's checks of every save (the workflow's rules)."""
    _guards.append(guard)


class Document(BaseDocument):
    """One document of a DocType: read, changed, saved, submitted, cancelled, deleted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if args and isinstance(args[0], dict):
            super().__init__({**args[0], **kwargs})
        elif args and isinstance(args[0], str):
            name = args[1] if len(args) > 1 else kwargs.pop("name", None)
            self.__dict__.update(doctype=args[0], flags=Row())
            self.name = name if name is not None else args[0]
            self.load_from_db(for_update=bool(kwargs.pop("for_update", False)))
        else:
            super().__init__(kwargs)

    # reading ------------------------------------------------------------------------------

    def load_from_db(self, for_update: bool = False) -> Document:
        """Fill from the database. Raises DoesNotExistError."""
        if for_update:
            current().db.begin()
        meta = self.meta
        if meta["issingle"]:
            return self._load_single(meta)
        row = storage.read(meta, self.name)
        if row is None:
            storage.refuse_missing(self.doctype, self.name)
        self._take(row, storage.read_children(meta, row["name"]))
        return self

    def _take(self, row: dict[str, Any], children: dict[str, list[Row]]) -> None:
        own = self.__dict__
        own.update(row)
        own["_read_modified"] = row.get("modified")
        own["_snapshot"] = (dict(row), children)
        for fieldname, rows in children.items():
            own[fieldname] = []
            for child in rows:
                self.append(fieldname, child)
        own.pop("__islocal", None)

    def _load_single(self, meta: Meta) -> Document:
        values = storage.read_single(meta)
        own = self.__dict__
        own["name"] = self.doctype
        if values is None:
            own.update({"owner": "Administrator", "docstatus": 0, "idx": 0})
            set_defaults(self)
        else:
            own.update({"docstatus": 0, "idx": 0, "owner": "Administrator"}, **values)
        own["_read_modified"] = own.get("modified")
        children = storage.read_children(meta, self.doctype)
        for fieldname, rows in children.items():
            own[fieldname] = []
            self.extend(fieldname, rows)
        own["_snapshot"] = ({k: v for k, v in own.items() if k in meta.columns}, children)
        return self

    def reload(self) -> Document:
        """Read the document again; unsaved changes are lost."""
        flags = self.flags
        keep = {"doctype": self.doctype, "name": self.name, "flags": flags}
        for key in list(self.__dict__):
            if not key.startswith("_") or key in ("_snapshot", "_before"):
                del self.__dict__[key]
        self.__dict__.update(keep)
        return self.load_from_db()

    def get_latest(self) -> Any:
        return get_doc(self.doctype, self.name)

    def get_doc_before_save(self) -> Any:
        """The document as it was before the running save; None for a new one."""
        own = self.__dict__
        if "_before" not in own and own.get("_before_snapshot") is not None:
            own["_before"] = from_snapshot(self.doctype, own["_before_snapshot"])
        return own.get("_before")

    def has_value_changed(self, fieldname: str) -> bool:
        """Whether the running save changes a field. True for a new document."""
        before = self.get_doc_before_save()
        if before is None:
            return True
        field = self.meta.get_field(fieldname)
        if field is None:
            return bool(before.get(fieldname) != self.get(fieldname))
        return checks.differs(self, before, field)

    # saving -------------------------------------------------------------------------------

    def insert(
        self,
        ignore_permissions: bool | None = None,
        ignore_links: bool | None = None,
        ignore_if_duplicate: bool = False,
        ignore_mandatory: bool | None = None,
        set_name: str | None = None,
        set_child_names: bool = True,
    ) -> Any:
        """Write a new document. Gives the document back."""
        self._set_flags(ignore_permissions, ignore_links, ignore_mandatory)
        own = self.__dict__
        own.update(__islocal=1)
        own.pop("creation", None)
        own.pop("owner", None)
        self._number_rows()
        set_defaults(self)
        self._stamp()
        self._decide_action(DRAFT)
        self._share_docstatus()
        links.check_links(self)
        self.check_permission("create")
        if own["_action"] == "submit":
            self._check_may_submit()
        run_event(self, "before_insert")
        self._name(set_name)
        permlevels.put_back(self, None)
        self._before_methods()
        self._check()
        self._write_new(ignore_if_duplicate)
        run_event(self, "after_insert")
        own.pop("__islocal", None)
        self.flags.in_insert = True
        self._after_methods()
        self.flags.in_insert = False
        own["_read_modified"] = own["modified"]
        return self

    def save(self, ignore_permissions: bool | None = None, ignore_version: bool | None = None) -> Any:
        """Write the document: a new one is inserted, a known one updated."""
        if ignore_version is not None:
            self.flags.ignore_version = ignore_version
        if self.is_new() or not self.__dict__.get("name"):
            return self.insert(ignore_permissions)
        self._set_flags(ignore_permissions, None, None)
        return self._update()

    def _update(self) -> Any:
        current().db.begin()
        own = self.__dict__
        self._number_rows()
        self._fill_new_rows()
        before = self._hold_before()
        self._decide_action(cint(before.docstatus))
        self._share_docstatus()
        self.check_permission("write" if own["_action"] == "save" else _RIGHT_OF[own["_action"]])
        self._check_before_permission(before)
        checks.check_latest(self, before.modified)
        checks.check_constants(self, before)
        keep_naming_field(self, self.meta)
        self._stamp()
        permlevels.put_back(self, before)
        links.check_links(self)
        self._before_methods()
        if own["_action"] != "cancel":
            self._check()
        else:
            self.cast_numbers()
            self._run_guards()
        if own["_action"] == "update_after_submit":
            checks.check_after_submit(self, before)
        self._write_again()
        self._after_methods()
        own["_read_modified"] = own["modified"]
        return self

    def _set_flags(self, permissions: bool | None, skip_links: bool | None, mandatory: bool | None) -> None:
        if permissions is not None:
            self.flags.ignore_permissions = permissions
        if skip_links is not None:
            self.flags.ignore_links = skip_links
        if mandatory is not None:
            self.flags.ignore_mandatory = mandatory

    def _hold_before(self) -> Any:
        """The stored state; the snapshot of the reading serves when nobody has written since."""
        own, meta = self.__dict__, self.meta
        own.pop("_before", None)
        snapshot = own.get("_snapshot")
        if snapshot is None or not self._is_unchanged(meta, snapshot):
            fresh = _raw(meta, own["name"])
            if fresh is None:
                storage.refuse_missing(self.doctype, own["name"])
            snapshot = fresh
            own.setdefault("_read_modified", own.get("modified"))
        if "modified" in own and snapshot is not None and own["modified"] != own.get("_read_modified"):
            own["_read_modified"] = own["modified"]
        own["_before_snapshot"] = snapshot
        return self.get_doc_before_save()

    def _is_unchanged(self, meta: Meta, snapshot: Any) -> bool:
        if meta["issingle"]:
            return False
        rows = current().db.rows(f"SELECT modified FROM `tab{self.doctype}` WHERE name=?", (self.name,))
        return bool(rows) and checks.moment(rows[0][0]) == checks.moment(snapshot[0].get("modified"))

    def _check_before_permission(self, before: Any) -> None:
        """A document that one may not write must not be moved into one's own reach by the same save."""
        if self.flags.ignore_permissions or current().user == "Administrator" or before is None:
            return
        before.flags.ignore_permissions = False
        right = "write" if self.__dict__["_action"] == "save" else _RIGHT_OF[self.__dict__["_action"]]
        access.check_permission(self.doctype, right, before)

    def _number_rows(self) -> None:
        own = self.__dict__
        for field in self.meta.table_fields:
            for position, row in enumerate(own.get(field.fieldname) or [], 1):
                row.__dict__["idx"] = (
                    row.__dict__["idx"] if self.is_new() and row.__dict__.get("idx") else position
                )

    def _fill_new_rows(self) -> None:
        if any(row.is_new() for row in self.get_all_children()):
            set_defaults_of_rows(self)

    def _stamp(self) -> None:
        """Who and when, on the document and its rows."""
        session, own = current(), self.__dict__
        moment = session.site.now().strftime("%Y-%m-%d %H:%M:%S.%f")
        own["modified"], own["modified_by"] = moment, session.user
        own.setdefault("creation", moment)
        own.setdefault("owner", session.user)
        for row in self.get_all_children():
            mine = row.__dict__
            mine["modified"], mine["modified_by"] = moment, session.user
            mine["creation"] = mine.get("creation") or moment
            mine["owner"] = mine.get("owner") or session.user

    def _name(self, set_name: str | None) -> None:
        if set_name:
            self.name = set_name
            self.flags.name_set = True
        elif not self.flags.name_set:
            set_new_name(self)
        for row in self.get_all_children():
            row.parent = self.name
            if row.is_new():
                row.__dict__["__unsaved"] = 1

    # docstatus ----------------------------------------------------------------------------

    def _decide_action(self, before: int) -> None:
        after = self.__dict__.get("docstatus")
        after = cint(after)
        self.__dict__["docstatus"] = after
        if before == CANCELLED:
            raise errors.quiet(errors.ValidationError(_("Cannot edit cancelled document")))
        action = _ACTIONS.get((before, after))
        if action is None:
            text = _("Cannot change docstatus from {0} to {1}").format(before, after)
            raise errors.quiet(errors.DocstatusTransitionError(text))
        self.__dict__["_action"] = action

    def _share_docstatus(self) -> None:
        for row in self.get_all_children():
            row.__dict__["docstatus"] = self.docstatus

    def _check_may_submit(self) -> None:
        if not self.meta["is_submittable"]:
            throw(_("{0} cannot be submitted").format(_(self.doctype)), errors.PermissionError)
        self.check_permission("submit")

    @whitelist()
    def submit(self) -> Any:
        """Save as submitted."""
        return self._submit()

    def _submit(self) -> Any:
        self.docstatus = SUBMITTED
        return self.save()

    @whitelist()
    def cancel(self) -> Any:
        """Save as cancelled."""
        return self._cancel()

    def _cancel(self) -> Any:
        self.docstatus = CANCELLED
        return self.save()

    # checks and methods -------------------------------------------------------------------

    def _before_methods(self) -> None:
        action = self.__dict__["_action"]
        if self.flags.ignore_validate and action == "save":
            return
        if action in ("save", "submit"):
            run_event(self, "before_validate")
            run_event(self, "validate")
        run_event(self, _BEFORE[action])

    def _check(self) -> None:
        self.cast_numbers()
        for row in self.get_all_children():
            row.cast_numbers()
        checks.check_document(self)
        self._run_guards()
        self._keep_passwords()

    def _run_guards(self) -> None:
        for guard in _guards:
            guard(self)

    def _after_methods(self) -> None:
        own = self.__dict__
        action = own["_action"]
        for event in _AFTER[action]:
            run_event(self, event)
        if action == "cancel":
            self._check_no_backlinks()
        topics.changed(self)
        if self.meta["track_changes"] and not self.flags.ignore_version and not self.flags.in_insert:
            before = self.get_doc_before_save()
            if before is not None:
                versions.keep_version(self, before)
        run_event(self, "on_change")
        own.pop("_snapshot", None)
        own.pop("_typed", None)

    def _check_no_backlinks(self) -> None:
        if not self.flags.ignore_links:
            check_no_submitted_links(self)

    # writing ------------------------------------------------------------------------------

    def _write_new(self, ignore_if_duplicate: bool) -> None:
        if self.meta["issingle"]:
            storage.write_single(self)
        else:
            try:
                storage.insert(self)
            except errors.DuplicateEntryError:
                if not ignore_if_duplicate:
                    raise
                return
        for row in self.get_all_children():
            row.parent = self.name
            if not row.__dict__.get("name"):
                set_new_name(row)
            storage.insert(row)
            row.__dict__.pop("__islocal", None)

    def _write_again(self) -> None:
        if self.meta["issingle"]:
            storage.write_single(self)
        else:
            storage.update(self)
        storage.write_children(self)
        self.__dict__.pop("__unsaved", None)

    def db_insert(self, *args: Any, **kwargs: Any) -> None:
        """Write the row as it is: no checks, no hooks."""
        if not self.__dict__.get("name"):
            set_new_name(self)
        self.__dict__.setdefault("creation", current().site.now())
        self.__dict__.setdefault("modified", self.__dict__["creation"])
        self.__dict__.setdefault("owner", current().user)
        self.__dict__.setdefault("modified_by", current().user)
        storage.insert(self)
        self.__dict__.pop("__islocal", None)

    def db_update(self) -> None:
        """Write the existing row as it is: no checks, no hooks."""
        if self.meta["issingle"]:
            storage.write_single(self)
        else:
            storage.update(self)

    def db_update_all(self) -> None:
        self.db_update()
        for row in self.get_all_children():
            row.db_update()

    def db_set(
        self,
        fieldname: Any,
        value: Any = None,
        update_modified: bool = True,
        notify: bool = False,
        commit: bool = False,
    ) -> None:
        """Write fields at once; only `before_change` and `on_change` run."""
        values = dict(fieldname) if isinstance(fieldname, dict) else {fieldname: value}
        self.__dict__.update(values)
        if update_modified:
            session = current()
            self.__dict__.update(modified=session.site.now(), modified_by=session.user)
            values = {**values, "modified": self.modified, "modified_by": self.modified_by}
        run_event(self, "before_change")
        set_value(self.doctype, self.name, values, update_modified=False)
        topics.changed(self)
        run_event(self, "on_change")
        if self.__dict__.get("_read_modified") is not None:
            self.__dict__["_read_modified"] = self.__dict__.get("modified")
        self.__dict__.pop("_snapshot", None)
        if commit:
            current().db.commit()

    # passwords ----------------------------------------------------------------------------

    def _keep_passwords(self) -> None:
        """Password fields go to their own table; the row keeps as many asterisks."""
        if self.flags.ignore_save_passwords is True:
            return
        for part in [self, *self.get_all_children()]:
            for field in part.meta.password_fields:
                value = part.__dict__.get(field.fieldname)
                if value and set(cstr(value)) != {"*"}:
                    passwords.set_password(part.doctype, cstr(part.name), field.fieldname, cstr(value))
                    part.__dict__[field.fieldname] = "*" * len(cstr(value))
                elif not value and part.get("name"):
                    passwords.remove_password(part.doctype, cstr(part.name), field.fieldname)

    def get_password(self, fieldname: str = "password", raise_exception: bool = True) -> str | None:
        """A Password field in the clear."""
        found = passwords.get_password(self.doctype, cstr(self.name), fieldname)
        if found is None and raise_exception:
            throw(
                _("Password not found for {0} {1}").format(self.doctype, self.name),
                errors.AuthenticationError,
            )
        return found

    # rights -------------------------------------------------------------------------------

    def has_permission(self, permtype: str = "read", *, debug: bool = False, user: str | None = None) -> bool:
        if self.flags.ignore_permissions:
            return True
        return access.has_permission(self.doctype, permtype, self, user)

    def check_permission(self, permtype: str = "read", permlevel: int | None = None) -> None:
        """Raise PermissionError unless the user has the right."""
        if not self.flags.ignore_permissions:
            access.check_permission(self.doctype, permtype, self)

    def raise_no_permission_to(self, permtype: str) -> None:
        raise errors.PermissionError(_("No permission to {0} {1}").format(_(permtype), self.doctype))

    def apply_fieldlevel_read_permissions(self) -> None:
        """Hide what the user may not read."""
        permlevels.hide(self)

    # helpers ------------------------------------------------------------------------------

    def run_method(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Run an event: the document's own method, then the handlers of all apps."""
        return run_event(self, method, *args, **kwargs)

    def set_onload(self, key: str, value: Any) -> None:
        self.__dict__.setdefault("__onload", Row())[key] = value

    def get_onload(self, key: str | None = None) -> Any:
        found = self.__dict__.get("__onload", Row())
        return found.get(key) if key else found

    def get_title(self) -> str:
        return cstr(self.get(self.meta.get_title_field()) or self.name)

    def get_url(self) -> str:
        return f"/app/{self.doctype.lower().replace(' ', '-')}/{self.name}"

    def get_signature(self) -> str:
        return sha224(f"{self.name}{self.modified}".encode()).hexdigest()

    def notify_update(self) -> None:
        """Say that the document changed; open pages read it again by themselves."""

    def delete(self, ignore_permissions: bool = False, force: bool = False, **kwargs: Any) -> None:
        from .deletion import delete_doc

        delete_doc(self.doctype, self.name, ignore_permissions=ignore_permissions, force=force)

    @whitelist()
    def rename(
        self, name: str, merge: bool = False, force: bool = False, validate_rename: bool = True
    ) -> None:
        from .renaming import rename_doc

        self.name = rename_doc(self.doctype, self.name, name, merge=merge, force=force)
        self.reload()

    def validate_value(
        self, fieldname: str, condition: str, wanted: Any, doc: Any = None, raise_exception: Any = None
    ) -> bool:
        """Refuse with a message unless `field condition wanted` holds."""
        value = (doc or self).get(fieldname)
        if not _holds(value, condition, wanted):
            label = _((doc or self).meta.get_label(fieldname))
            text = _("Incorrect value: {0} must be {1} {2}").format(label, condition, wanted)
            throw(text, raise_exception or errors.ValidationError)
        return True

    def validate_table_has_rows(self, parentfield: str, raise_exception: Any = None) -> None:
        rows = self.get(parentfield)
        if not (isinstance(rows, list) and rows):
            label = _(self.meta.get_label(parentfield))
            throw(_("Table {0} cannot be empty").format(label), raise_exception or errors.EmptyTableError)

    def round_floats_in(self, doc: Any, fieldnames: Iterable[str] | None = None) -> None:
        names = fieldnames or [
            f.fieldname for f in doc.meta.numeric_fields if f.fieldtype in ("Currency", "Float", "Percent")
        ]
        for name in names:
            doc.set(name, doc.get_value_as_float(name))

    def get_formatted(
        self, fieldname: str, doc: Any = None, currency: str | None = None, **kwargs: Any
    ) -> str:
        """A value as people read it."""
        field = self.meta.get_field(fieldname)
        return format_value(self.get(fieldname), field, doc or self, currency)

    @whitelist(methods=["POST", "PUT"])
    def add_comment(
        self,
        comment_type: str = "Comment",
        text: str | None = None,
        comment_email: str | None = None,
        comment_by: str | None = None,
        **_ignored: Any,
    ) -> Any:
        """Write a Comment about this document."""
        data = {
            "doctype": "Comment",
            "comment_type": comment_type,
            "comment_email": comment_email or current().user,
            "comment_by": comment_by,
            "reference_doctype": self.doctype,
            "reference_name": cstr(self.name),
            "content": text or comment_type,
        }
        return new_from(data).insert(ignore_permissions=True)

    def add_viewed(self, user: str | None = None, force: bool = False) -> None:
        """Views are recorded by the Access Log where the app asks for it."""

    def add_tag(self, tag: str) -> None:
        tags = [one for one in cstr(self.get("_user_tags")).split(",") if one]
        if tag not in tags:
            self.db_set("_user_tags", "," + ",".join([*tags, tag]), update_modified=False)

    def get_tags(self) -> list[str]:
        return [one for one in cstr(self.get("_user_tags")).split(",") if one]

    def queue_action(self, action: str, **kwargs: Any) -> Any:
        return getattr(self, action)(**kwargs)

    def is_locked(self) -> bool:
        return False


_ACTIONS = {
    (0, 0): "save",
    (0, 1): "submit",
    (1, 1): "update_after_submit",
    (1, 2): "cancel",
}
_RIGHT_OF = {"submit": "submit", "update_after_submit": "submit", "cancel": "cancel", "save": "write"}
_BEFORE = {
    "save": "before_save",
    "submit": "before_submit",
    "cancel": "before_cancel",
    "update_after_submit": "before_update_after_submit",
}
_AFTER = {
    "save": ("on_update",),
    "submit": ("on_update", "on_submit"),
    "cancel": ("on_cancel",),
    "update_after_submit": ("on_update_after_submit",),
}
set_base_class(Document)


def _holds(value: Any, condition: str, wanted: Any) -> bool:
    if condition in ("in", "not in"):
        return bool((value in wanted) == (condition == "in"))
    tests = {"=": value == wanted, "==": value == wanted, "!=": value != wanted}
    if condition in tests:
        return bool(tests[condition])
    if condition == "^":
        return cstr(value).startswith(cstr(wanted))
    return bool(
        {">": value > wanted, "<": value < wanted, ">=": value >= wanted, "<=": value <= wanted}[condition]
    )


def set_defaults_of_rows(document: Any) -> None:
    """Defaults of the new rows of a known document."""
    for row in document.get_all_children():
        if row.is_new():
            set_defaults(row)


def _raw(meta: Meta, name: Any) -> tuple[dict[str, Any], dict[str, list[Row]]] | None:
    if meta["issingle"]:
        values = storage.read_single(meta) or _unsaved_single(meta)
        return Row(values, name=meta["name"]), storage.read_children(meta, meta["name"])
    row = storage.read(meta, name)
    return None if row is None else (row, storage.read_children(meta, name))


def _unsaved_single(meta: Meta) -> dict[str, Any]:
    """What a Single holds before its first save: its defaults."""
    fresh = new_doc(meta["name"])
    names = {*meta.columns, "owner"} - {"creation", "modified"}
    return Row({name: fresh.get(name) for name in names}, docstatus=0)


def from_snapshot(doctype: str, snapshot: tuple[dict[str, Any], dict[str, list[Row]]]) -> Any:
    """A document of rows that were read before."""
    document = get_controller(doctype)({"doctype": doctype})
    document._take(
        dict(snapshot[0]), {name: [Row(row) for row in rows] for name, rows in snapshot[1].items()}
    )
    return document


def get_doc(*args: Any, for_update: bool = False, **kwargs: Any) -> Any:
    """(doctype, name) · (doctype) of a Single · a dictionary or keywords of a new one · (doctype,
    filters).
    """
    if args and isinstance(args[0], BaseDocument):
        return args[0]
    if args and isinstance(args[0], dict):
        return new_from(dict(args[0], **kwargs))
    if not args and kwargs.get("doctype"):
        return new_from(kwargs)
    if not args:
        raise ValueError("get_doc needs a doctype")
    doctype = cstr(args[0])
    name = args[1] if len(args) > 1 else kwargs.pop("name", None)
    if isinstance(name, dict | list):
        name = _first_match(doctype, name)
    if name is None and not get_meta(doctype)["issingle"]:
        return new_from({"doctype": doctype, **kwargs}) if kwargs else _missing(doctype, name)
    controller = get_controller(doctype)
    return controller(doctype, name, for_update=for_update)


def new_from(data: dict[str, Any]) -> Any:
    """An unsaved document of a dictionary with `doctype`."""
    doctype = data.get("doctype")
    if not doctype:
        raise errors.ValidationError(_("doctype is missing"))
    get_meta(cstr(doctype))
    return get_controller(cstr(doctype))(dict(data))


def _first_match(doctype: str, filters: Any) -> Any:
    name = get_value(doctype, filters, "name")
    return name if name is not None else _missing(doctype, filters)


def _missing(doctype: str, name: Any) -> Any:
    get_meta(doctype)
    storage.refuse_missing(doctype, name if name is not None else "")


def new_doc(
    doctype: str, parent_doc: Any = None, parentfield: str | None = None, as_dict: bool = False, **values: Any
) -> Any:
    """A new document with its defaults filled in, not saved."""
    document = get_controller(doctype)({"doctype": doctype, "__islocal": 1, "docstatus": 0})
    get_meta(doctype)
    set_defaults(document)
    document.__dict__.setdefault("owner", current().user)
    document.update(values)
    return document.as_dict() if as_dict else document


def copy_doc(document: Any, ignore_no_copy: bool = True) -> Any:
    """An unsaved copy without names, times and fields marked `no_copy`."""
    data = document.as_dict() if hasattr(document, "as_dict") else dict(document)
    _strip(data, get_meta(data["doctype"]), ignore_no_copy)
    data["__islocal"] = 1
    return new_from(data)


def _strip(data: dict[str, Any], meta: Meta, ignore_no_copy: bool) -> None:
    for key in (
        "name",
        "owner",
        "creation",
        "modified",
        "modified_by",
        "amended_from",
        "parent",
        "__unsaved",
    ):
        data.pop(key, None)
    data["docstatus"] = 0
    for field in meta["fields"]:
        if ignore_no_copy and cint(field.no_copy):
            data.pop(field.fieldname, None)
    for table in meta.table_fields:
        for row in data.get(table.fieldname) or []:
            _strip(row, get_meta(table.options), ignore_no_copy)
            row["__islocal"] = 1


access.permissions.set_document_loader(get_doc)
