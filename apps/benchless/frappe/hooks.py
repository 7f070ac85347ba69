"""Hooks of the built-in app."""

from frappe.desk import events as _events  # noqa: F401 — listens to every event of every document

app_name = "frappe"
app_title = "benchless"
app_publisher = "CSO Management"
app_description = "The built-in DocTypes and methods of the embedded server"
app_email = "developers@example.org"
app_license = "MIT"

after_install = "frappe.utils.install.after_install"
after_app_install = "frappe.utils.install.after_app_install"
after_migrate = ["frappe.utils.install.after_migrate"]

permission_query_conditions = {
    "Event": "frappe.desk.doctype.event.event.get_permission_query_conditions",
    "File": "frappe.core.doctype.file.file.get_permission_query_conditions",
    "Kanban Board": "frappe.desk.doctype.kanban_board.kanban_board.get_permission_query_conditions",
    "Note": "frappe.desk.doctype.note.note.get_permission_query_conditions",
    "Notification Log": (
        "frappe.desk.doctype.notification_log.notification_log.get_permission_query_conditions"
    ),
    "Notification Settings": (
        "frappe.desk.doctype.notification_settings.notification_settings.get_permission_query_conditions"
    ),
    "ToDo": "frappe.desk.doctype.todo.todo.get_permission_query_conditions",
    "User": "frappe.core.doctype.user.user.get_permission_query_conditions",
    "Workflow Action": (
        "frappe.workflow.doctype.workflow_action.workflow_action.get_permission_query_conditions"
    ),
    "Workspace": "frappe.desk.doctype.workspace.workspace.get_permission_query_conditions",
}

has_permission = {
    "Event": "frappe.desk.doctype.event.event.has_permission",
    "File": "frappe.core.doctype.file.file.has_permission",
    "Kanban Board": "frappe.desk.doctype.kanban_board.kanban_board.has_permission",
    "Note": "frappe.desk.doctype.note.note.has_permission",
    "Notification Log": "frappe.desk.doctype.notification_log.notification_log.has_permission",
    "Notification Settings": "frappe.desk.doctype.notification_settings.notification_settings.has_permission",
    "ToDo": "frappe.desk.doctype.todo.todo.has_permission",
    "User": "frappe.core.doctype.user.user.has_permission",
    "Workflow Action": "frappe.workflow.doctype.workflow_action.workflow_action.has_permission",
    "Workspace": "frappe.desk.doctype.workspace.workspace.has_permission",
}

doc_events = {
    "*": {
        "after_insert": ["frappe.core.doctype.file.file.copy_to_amendment"],
        "on_update": ["frappe.core.doctype.file.file.attach_values"],
        "after_delete": ["frappe.core.doctype.file.file.remove_with_document"],
    }
}

global_search_doctypes = {
    "Default": [
        {"doctype": "Contact"},
        {"doctype": "Address"},
        {"doctype": "ToDo"},
        {"doctype": "Note"},
        {"doctype": "Event"},
        {"doctype": "Web Page"},
        {"doctype": "Web Form"},
        {"doctype": "Workflow"},
        {"doctype": "Letter Head"},
    ]
}

standard_queries = {"User": "frappe.core.doctype.user.user.user_query"}

scheduler_events = {
    "all": ["frappe.email.queue.flush"],
    "hourly": [
        "frappe.utils.maintenance.optimize_database",
        "frappe.core.doctype.prepared_report.prepared_report.expire_stalled_report",
    ],
    "daily": [
        "frappe.core.doctype.user_invitation.user_invitation.mark_expired_invitations",
        "frappe.email.doctype.auto_email_report.auto_email_report.send_daily",
        "frappe.automation.doctype.auto_repeat.auto_repeat.make_auto_repeat_entry",
        "frappe.email.doctype.notification.notification.trigger_daily_alerts",
        "frappe.core.doctype.log_settings.log_settings.run_log_clean_up",
    ],
}
