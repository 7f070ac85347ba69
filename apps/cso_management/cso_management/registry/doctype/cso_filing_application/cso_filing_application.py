import frappe
from frappe import _
from frappe.model.document import Document

from cso_management.approvals import log
from cso_management.permissions import roles
from cso_management.registry import identity, notices, regions, sensitive
from cso_management.registry.filing import (
	changes,
	consistency,
	corrections,
	guard,
	ledger,
	materials,
	moves,
	names,
	numbering,
	openness,
	route,
	states,
)


class CSOFilingApplication(Document):
	def autoname(self) -> None:
		self.name = numbering.application_name()

	def onload(self) -> None:
		sensitive.note_view(self)

	def before_print(self, settings: object = None) -> None:
		sensitive.note_print(self)

	def validate(self) -> None:
		before = self.get_doc_before_save()
		self.protect(before)
		self.copy_what_is_known(before)
		self.check_identifiers()
		consistency.check_body(self)
		consistency.check_review(self)
		names.check(self)
		self.check_changes()
		corrections.check_citations(self)
		route.compute(self)
		self.make_move(before)

	def protect(self, before: Document | None) -> None:
		"""Server fields stay the server's; the rest changes only where the step allows it."""
		if not self.flags.by_system:
			guard.restore_read_only(self, before)
		if before:
			corrections.restore(self, before)
			if not self.flags.by_system:
				guard.check_edit(self, before)
		else:
			self.workflow_state = self.workflow_state or states.DRAFT
			guard.clear_review_fields(self)

	def copy_what_is_known(self, before: Document | None) -> None:
		is_draft = not before or (before.workflow_state or states.DRAFT) == states.DRAFT
		if self.needs_organization() and self.organization:
			self.copy_organization(before)
		if self.application_type == "Ledger Entry":
			self.tier = "Village-guided"
		regions.copy_into(self)
		if is_draft:
			regions.check_level(self)
			materials.fill_list(self)
		else:
			materials.keep_list(self, before)
		materials.check_no_doubles(self)
		if self.workflow_state == states.RETURNED:
			corrections.mark_fixed(self)

	def copy_organization(self, before: Document | None) -> None:
		if not before or before.organization != self.organization:
			changes.check_organization_is_open(self)
			changes.copy_from_organization(self)

	def check_identifiers(self) -> None:
		identity.check_person(self, "principal_id_no")
		identity.check_mobile(self, "principal_phone")
		identity.check_telephone(self, "contact_phone")
		identity.check_account(self, "bank_account")
		identity.check_credit_code(self, "new_credit_code", org_form=self.org_form)
		identity.check_founders(self)
		identity.check_roster(self)
		identity.mask_principal(self)

	def check_changes(self) -> None:
		if not (self.needs_organization() and self.organization) or self.workflow_state in states.EFFECTIVE:
			return
		changes.check_only_named_items_differ(self)
		if self.application_type == "Change":
			changes.fill_old_and_new(self)

	def make_move(self, before: Document | None) -> None:
		self.flags.move = moves.find(self, before)
		if self.flags.move:
			self.flags.move.run()

	def fields_open_now(self) -> list[str]:
		"""For the approval engine: what the rules of filing let this user change."""
		return openness.open_fields(self)

	def days_that_do_not_count(self) -> list[tuple[str, str]]:
		"""For the approval engine: nobody decides while the application is on show."""
		is_on = self.publicity_required and self.publicity_from and self.publicity_to
		return [(self.publicity_from, self.publicity_to)] if is_on else []

	def needs_organization(self) -> bool:
		return self.application_type not in ("New", "Ledger Entry")

	def on_update(self) -> None:
		materials.adopt_files(self)
		move = self.flags.move
		if move:
			self.flags.move = None
			self.write_log(move)
			ledger.apply(self, move.to_state)
			notices.about_move(self, move.action)

	def write_log(self, move: moves.Move) -> None:
		user = frappe.session.user
		role = "" if self.flags.by_system else acting_role(move)
		is_return = move.to_state == states.RETURNED
		log.write(
			self,
			action=move.action,
			from_state=move.from_state,
			to_state=move.to_state,
			opinion=move.opinion,
			corrections=corrections.as_text(corrections.open_items(self)) if is_return else "",
			actor=user,
			actor_name=frappe.db.get_value("User", user, "full_name"),
			role=role,
			level=roles.LEVEL_OF_ROLE.get(role, ""),
			due_on=move.due_on,
			overdue_days=move.overdue_days,
			days_used=move.days_used,
			round=self.current_round,
			is_system=int(bool(self.flags.by_system)),
		)

	def on_trash(self) -> None:
		if (self.workflow_state or states.DRAFT) != states.DRAFT:
			frappe.throw(_("Only a draft can be deleted. Withdraw the application instead."))


def acting_role(move: moves.Move) -> str:
	"""The role of the transition that the user holds."""
	allowed = frappe.get_all(
		"Workflow Transition",
		filters={
			"parent": "CSO Filing",
			"parenttype": "Workflow",
			"state": move.from_state,
			"action": move.action,
			"next_state": move.to_state,
		},
		pluck="allowed",
		order_by="idx asc",
	)
	return next((role for role in allowed if role in frappe.get_roles()), "")
