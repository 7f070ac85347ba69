"""The life of a document from insert to cancel. The order of events is drawn in docs/lifecycle.md."""

from __future__ import annotations

from typing import Any

from .. import access, errors
from ..context import current
from ..messages import throw
from ..registry import whitelist
from ..sql.statements import moment_text
from ..translations import _
from ..values import cint
from . import checks, links, permlevels, storage, topics, versions
from .backlinks import check_no_submitted_links
from .defaults import set_defaults, set_defaults_of_rows
from .direct import DirectWrites
from .events import run_event
from .guards import run_guards
from .locking import LockedDocument
from .naming import keep_naming_field, set_new_name
from .password_fields import keep_passwords
from .rights import GuardedDocument
from .transitions import AFTER, BEFORE, CANCELLED, DRAFT, RIGHT_OF, SUBMITTED, action_of


class LivingDocument(GuardedDocument, DirectWrites, LockedDocument):
    """Inserted, saved, submitted and cancelled, with all checks and events."""

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
        checks.check_shapes(self)
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
        self._stamp_rows()
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
        self.check_if_locked()
        current().db.begin()
        own = self.__dict__
        checks.check_shapes(self)
        self._number_rows()
        self._fill_new_rows()
        before = self._hold_before()
        self._decide_next(before)
        self._share_docstatus()
        self.check_permission("write" if own["_action"] == "save" else RIGHT_OF[own["_action"]])
        self._check_before_permission(before)
        checks.check_latest(self, before.modified)
        checks.check_constants(self, before)
        keep_naming_field(self, self.meta)
        self._stamp()
        permlevels.put_back(self, before)
        links.check_links(self)
        self._before_methods()
        self._stamp_rows()
        if own["_action"] != "cancel":
            self._check()
        else:
            self.cast_numbers()
            run_guards(self)
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

    def _check_before_permission(self, before: Any) -> None:
        """A document that one may not write must not be moved into one's own reach by the same save."""
        if self.flags.ignore_permissions or current().user == "Administrator" or before is None:
            return
        before.flags.ignore_permissions = False
        right = "write" if self.__dict__["_action"] == "save" else RIGHT_OF[self.__dict__["_action"]]
        access.check_permission(self.doctype, right, before)

    def _number_rows(self) -> None:
        own = self.__dict__
        for field in self.meta.table_fields:
            for position, row in enumerate(own.get(field.fieldname) or [], 1):
                row.__dict__["idx"] = row.__dict__.get("idx") or position

    def _fill_new_rows(self) -> None:
        if any(row.is_new() for row in self.get_all_children()):
            set_defaults_of_rows(self)

    def _stamp(self) -> None:
        """Who and when, on the document and its rows."""
        session, own = current(), self.__dict__
        moment = moment_text(session.site.now())
        own["modified"], own["modified_by"] = moment, session.user
        own.setdefault("creation", moment)
        own.setdefault("owner", session.user)
        for row in self.get_all_children():
            row.__dict__.update(modified=moment, modified_by=session.user)
        self._stamp_rows()

    def _stamp_rows(self) -> None:
        """Rows that are there for the first time, those of the controller too, have a maker and a moment."""
        own = self.__dict__
        for row in self.get_all_children():
            mine = row.__dict__
            if not mine.get("creation") or not mine.get("modified"):
                mine.update(modified=own["modified"], modified_by=own["modified_by"])
                mine["creation"] = mine.get("creation") or own["modified"]
            mine["owner"] = mine.get("owner") or own["modified_by"]

    def _name(self, set_name: str | None) -> None:
        if set_name:
            self.name = set_name
            self.flags.name_set = True
            keep_naming_field(self, self.meta)
        elif not self.flags.name_set:
            set_new_name(self)
        for row in self.get_all_children():
            row.parent = self.name
            if row.is_new():
                row.__dict__["__unsaved"] = 1

    def _decide_action(self, before: int) -> None:
        own = self.__dict__
        own["docstatus"] = 0 if self.meta["issingle"] else cint(own.get("docstatus"))
        own["_action"] = action_of(before, own["docstatus"])

    def _decide_next(self, before: Any) -> None:
        """An old copy is told that it is old before it is told that its step is impossible."""
        try:
            self._decide_action(cint(before.docstatus))
        except errors.DocstatusTransitionError:
            checks.check_latest(self, before.modified)
            raise

    def _share_docstatus(self) -> None:
        for row in self.get_all_children():
            row.__dict__["docstatus"] = self.docstatus

    def _check_may_submit(self) -> None:
        if not self.meta["is_submittable"] and current().user != "Administrator":
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

    def _before_methods(self) -> None:
        action = self.__dict__["_action"]
        if self.flags.ignore_validate and action == "save":
            return
        if action in ("save", "submit"):
            run_event(self, "before_validate")
            run_event(self, "validate")
        run_event(self, BEFORE[action])
        self.set_title_field()

    def set_title_field(self) -> None:
        """For the class above: a title that a pattern makes."""

    def _check(self) -> None:
        self.cast_numbers()
        for row in self.get_all_children():
            row.cast_numbers()
        checks.check_document(self)
        run_guards(self)
        keep_passwords(self)

    def _after_methods(self) -> None:
        own = self.__dict__
        action = own["_action"]
        for event in AFTER[action]:
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

    def _write_new(self, ignore_if_duplicate: bool) -> None:
        if self.meta["is_virtual"]:
            self.db_insert()
        elif self.meta["issingle"]:
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
        if self.meta["is_virtual"]:
            self.db_update()
            return
        if self.meta["issingle"]:
            storage.write_single(self)
        else:
            storage.update(self)
        storage.write_children(self)
        self.__dict__.pop("__unsaved", None)
