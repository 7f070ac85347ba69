"""What may be changed about DocTypes, fields and their rows, with the type of each property."""

from __future__ import annotations

DOCTYPE = {
    "search_fields": "Data", "title_field": "Data", "image_field": "Data", "sort_field": "Data",
    "sort_order": "Data", "default_print_format": "Data", "allow_copy": "Check",
    "quick_entry": "Check", "editable_grid": "Check", "max_attachments": "Int", "track_changes": "Check",
    "track_views": "Check", "allow_auto_repeat": "Check", "allow_import": "Check",
    "show_title_field_in_link": "Check", "translated_doctype": "Check", "show_preview_popup": "Check",
    "default_email_template": "Data", "email_append_to": "Check", "subject_field": "Data",
    "sender_field": "Data", "naming_rule": "Data", "autoname": "Data", "default_view": "Select",
    "force_re_route_to_default_view": "Check", "queue_in_background": "Check",
    "is_calendar_and_gantt": "Check", "make_attachments_public": "Check",
}  # fmt: skip
DOCFIELD = {
    "label": "Data", "fieldtype": "Select", "options": "Text", "permlevel": "Int",
    "width": "Data", "print_width": "Data", "non_negative": "Check", "reqd": "Check", "unique": "Check",
    "ignore_user_permissions": "Check", "in_list_view": "Check", "in_standard_filter": "Check",
    "in_global_search": "Check", "in_preview": "Check", "bold": "Check", "no_copy": "Check",
    "ignore_xss_filter": "Check", "hidden": "Check", "collapsible": "Check",
    "collapsible_depends_on": "Data", "print_hide": "Check", "print_hide_if_no_value": "Check",
    "report_hide": "Check", "allow_on_submit": "Check", "translatable": "Check",
    "mandatory_depends_on": "Data", "read_only_depends_on": "Data", "depends_on": "Data",
    "description": "Text", "default": "Text", "precision": "Select", "read_only": "Check",
    "length": "Int", "columns": "Int", "remember_last_selected_value": "Check",
    "allow_bulk_edit": "Check", "allow_in_quick_entry": "Check", "hide_border": "Check",
    "hide_days": "Check", "hide_seconds": "Check", "fetch_from": "Small Text", "fetch_if_empty": "Check",
    "placeholder": "Data", "documentation_url": "Data", "link_filters": "JSON", "sort_options": "Check",
    "show_dashboard": "Check", "set_only_once": "Check", "search_index": "Check", "is_virtual": "Check",
}  # fmt: skip
ROWS = {
    "links": ("link_doctype", "link_fieldname", "parent_doctype", "table_fieldname", "group", "hidden"),
    "actions": ("label", "action_type", "action", "group", "hidden"),
    "states": ("title", "color"),
}
