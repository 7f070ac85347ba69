"""Documented modules: one question and its answer a row."""

import frappe
import pytest
from frappe import oauth, twofactor
from frappe.core.doctype.file import utils as files
from frappe.core.doctype.installed_applications import installed_applications
from frappe.core.doctype.sms_settings import sms_settings
from frappe.database.database import Database
from frappe.desk import notifications, reportview
from frappe.desk.doctype.notification_log import notification_log
from frappe.geo import country_info
from frappe.model import create_new, dynamic_links, get_permitted_fields
from frappe.model import utils as models
from frappe.model import workflow as workflows
from frappe.model.db_query import get_order_by
from frappe.model.utils import rename_doc
from frappe.modules import patch_handler
from frappe.website import utils as website


def dynamic_fields():
    return [(row.parent, row.fieldname) for row in dynamic_links.get_dynamic_links()]


VALUES = [
    (lambda: models.is_virtual_doctype("RQ Job"), True),
    (lambda: models.is_virtual_doctype("ToDo"), False),
    (lambda: models.is_single_doctype("System Settings"), True),
    (lambda: models.is_single_doctype("No such"), False),
    (lambda: get_order_by("ToDo").startswith("`tabToDo`.`"), True),
    (lambda: "description" in get_permitted_fields("ToDo"), True),
    (lambda: get_permitted_fields("Has Role", parenttype="User")[-1], "doctype"),
    (lambda: create_new.get_new_doc("ToDo").status, "Open"),
    (lambda: create_new.get_new_doc("ToDo", as_dict=True)["priority"], "Medium"),
    (lambda: website.get_shade("#808080", 50), "#c0c0c0"),
    (lambda: website.get_shade("#fff", 50), "#ffffff"),
    (lambda: website.get_shade("#808080", -50), "#404040"),
    (lambda: ("ToDo", "reference_name") in dynamic_fields(), True),
    (lambda: ("ToDo", "allocated_to") in rename_doc.links_to("User"), True),
    (lambda: workflows.has_approval_access("Administrator", frappe.new_doc("ToDo"), {}), True),
    (lambda: sorted(workflows.get_workflow_safe_globals()), ["_", "frappe"]),
    (lambda: frappe.get_meta_module("ToDo").__name__, "frappe.desk.doctype.todo.todo"),
    (lambda: frappe.client_cache is frappe.cache, True),
    (lambda: frappe.setup_module_map(), None),
    (lambda: isinstance(frappe.local.db, Database), True),
    (lambda: country_info.get_country_info("China").code, "cn"),
    (lambda: country_info.get_country_info("Nowhere"), {}),
    (lambda: "Asia/Shanghai" in country_info.get_country_timezone_info()["all_timezones"], True),
    (lambda: twofactor.two_factor_is_enabled(), False),
    (lambda: oauth.get_server_url().startswith("http"), True),
    (lambda: installed_applications.get_installed_app_order(), ["frappe"]),
    (lambda: frappe.config.get_modules_from_app("frappe")[0].app_name, "frappe"),
    (lambda: frappe.translate.get_lang_dict()["English"], "en"),
    (lambda: ("DocType: ToDo", "Priority") in frappe.translate.get_messages_from_doctype("ToDo"), True),
    (lambda: notifications.get_filters_for("No such"), None),
    (lambda: frappe.handler.ping(), "pong"),
    (lambda: frappe.permissions.can_set_user_permissions("ToDo"), True),
    (lambda: notification_log.get_title_html("<b>"), '<b class="subject-title">&lt;b&gt;</b>'),
    (lambda: reportview.build_match_conditions("ToDo"), ""),
    (lambda: files.get_file_name("a.txt", "1"), "a1.txt"),
    (lambda: patch_handler.executed("no.such.patch"), False),
    (lambda: sms_settings.validate_receiver_nos(["+86 (1) 2-3", "x"]), ["+86123"]),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(VALUES)))
def test_values(session, number):
    ask, answer = VALUES[number]
    assert ask() == answer
