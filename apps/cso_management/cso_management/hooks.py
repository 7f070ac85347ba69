from cso_management.permissions.matrix import RULES as _RULES

app_name = "cso_management"
app_title = "CSO Management"
app_publisher = "CSO Management contributors"
app_description = "Filing, ledger and certificates of community social organizations"
app_email = "contributors@cso-management.example"
app_license = "mit"

require_type_annotated_api_methods = True
export_python_type_annotations = True

after_install = "cso_management.install.after_install"
after_migrate = "cso_management.install.after_migrate"
before_uninstall = "cso_management.uninstall.before_uninstall"
after_uninstall = "cso_management.uninstall.after_uninstall"

permission_query_conditions = {
	"*": ["cso_management.approvals.engine.hiding.query", "cso_management.permissions.rows.query"],
	**dict.fromkeys(_RULES, "cso_management.permissions.business.query"),
	"CSO Filing Application": "cso_management.permissions.filing.query",
	"CSO Organization": "cso_management.permissions.ledger.query",
	"CSO Contact": "cso_management.permissions.contact.query",
	"CSO Approval Log": "cso_management.permissions.approval_log.query",
	"CSO Approval Case": "cso_management.permissions.approvals.query_case",
	"CSO Approval Task": "cso_management.permissions.approvals.query_task",
	"CSO Approval Copy": "cso_management.permissions.approvals.query_copy",
	"CSO Approval Delegation": "cso_management.permissions.approvals.query_delegation",
	"CSO Seal Use Log": "cso_management.permissions.register.query_seal_log",
	"CSO Sensitive Access Log": "cso_management.permissions.register.query_access_log",
}

has_permission = {
	**dict.fromkeys(_RULES, "cso_management.permissions.business.has_permission"),
	"CSO Filing Application": "cso_management.permissions.filing.has_permission",
	"CSO Organization": "cso_management.permissions.ledger.has_permission",
	"CSO Contact": "cso_management.permissions.contact.has_permission",
	"CSO Approval Log": "cso_management.permissions.approval_log.has_permission",
	"CSO Approval Case": "cso_management.permissions.approvals.has_permission",
	"CSO Approval Task": "cso_management.permissions.approvals.has_permission",
	"CSO Approval Copy": "cso_management.permissions.approvals.has_permission",
	"CSO Approval Delegation": "cso_management.permissions.approvals.has_delegation",
	"CSO Seal Use Log": "cso_management.permissions.register.has_permission",
	"CSO Sensitive Access Log": "cso_management.permissions.register.has_permission",
}

doc_events = {
	"*": {
		"before_validate": [
			"cso_management.approvals.engine.gate.before_validate",
			"cso_management.process.closing.before_validate",
		],
		"validate": "cso_management.approvals.engine.gate.validate",
		"on_update": "cso_management.approvals.engine.gate.on_update",
		"on_trash": "cso_management.approvals.engine.gate.on_trash",
		"onload": "cso_management.approvals.engine.hiding.onload",
		"before_print": "cso_management.approvals.engine.hiding.before_print",
	},
	"User Permission": {
		"on_update": "cso_management.permissions.scope.forget",
		"after_delete": "cso_management.permissions.scope.forget",
	},
	"CSO Region": {
		"on_update": "cso_management.permissions.scope.forget",
		"after_rename": "cso_management.permissions.scope.forget",
		"after_delete": "cso_management.permissions.scope.forget",
	},
}

_WORKFLOW_ACTION = "frappe.workflow.doctype.workflow_action.workflow_action"
override_whitelisted_methods = {
	"frappe.client.get_count": "cso_management.permissions.counting.get_count",
	f"{_WORKFLOW_ACTION}.apply_action": "cso_management.approvals.engine.mail_doors.apply_action",
	f"{_WORKFLOW_ACTION}.confirm_action": "cso_management.approvals.engine.mail_doors.confirm_action",
	"frappe.model.workflow.get_transitions": "cso_management.approvals.engine.stock.get_transitions",
	"frappe.model.workflow.apply_workflow": "cso_management.approvals.engine.stock.apply_workflow",
	"frappe.model.workflow.bulk_workflow_approval": (
		"cso_management.approvals.engine.stock.bulk_workflow_approval"
	),
}

before_request = ["cso_management.registry.unlisted.before_request"]
after_request = [
	"cso_management.approvals.engine.hiding.after_request",
	"cso_management.registry.unlisted.after_request",
]

scheduler_events = {
	"cron": {"0 7 * * 1": ["cso_management.planning.digest.run"]},
	"daily": [
		"cso_management.registry.expiry.run",
		"cso_management.registry.publicity.run",
		"cso_management.supervision.rectification.run",
		"cso_management.annual_review.overdue.run",
		"cso_management.service_purchase.payment.run",
		"cso_management.service_purchase.accounting.booking.run",
		"cso_management.service_purchase.reminders.run",
		"cso_management.rural_pilot.reminders.run",
		"cso_management.registry.filing.lapse.run",
		"cso_management.registry.filing.deadlines.run",
		"cso_management.approvals.engine.schedule.run",
	],
}

jinja = {
	"methods": [
		"cso_management.printing.values.chinese_date",
		"cso_management.printing.values.amount_in_capitals",
		"cso_management.printing.values.printed_filing_number",
		"cso_management.printing.values.print_head",
		"cso_management.printing.values.opinions_of",
		"cso_management.printing.values.step_opinion",
		"cso_management.printing.values.cell",
		"cso_management.printing.values.points",
		"cso_management.printing.values.region_name",
		"cso_management.printing.values.paper_code",
		"cso_management.printing.stages.stage_is",
		"cso_management.printing.values.region_settings",
		"cso_management.printing.values.without_points",
		"cso_management.printing.lists.reviews_of",
		"cso_management.printing.lists.pilots_of",
		"cso_management.printing.values.verification_address",
		"cso_management.printing.qr.qr_svg",
		"cso_management.printing.values.approval_course",
	],
}

website_route_rules = [{"from_route": "/cso/<path:app_path>", "to_route": "cso"}]

add_to_apps_screen = [
	{
		"name": "cso_management",
		"title": "CSO Management",
		"logo": "/assets/cso_management/logo.svg",
		"route": "/cso",
	}
]
