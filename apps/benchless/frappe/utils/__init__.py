"""`frappe.utils`: the helpers that apps import."""

from __future__ import annotations

from frappe.utils.data import *  # noqa: F403
from frappe.utils.people import (
    get_email_address,
    get_formatted_email,
    get_fullname,
    get_fullname_and_avatar,
    get_gravatar,
    get_user_info_for_avatar,
    is_a_user,
)
from frappe.utils.places import (
    get_bench_path,
    get_files_path,
    get_host_name,
    get_link_to_form,
    get_link_to_report,
    get_request_site_address,
    get_site_base_path,
    get_site_path,
    get_site_url,
    get_url,
    get_url_to_form,
    get_url_to_list,
    get_url_to_report,
)
from frappe.utils.validation import (
    InvalidEmailAddressError,
    InvalidPhoneNumberError,
    parse_addr,
    split_emails,
    validate_email_address,
    validate_json_string,
    validate_name,
    validate_phone_number,
    validate_url,
)

__all__ = [
    "InvalidEmailAddressError",
    "InvalidPhoneNumberError",
    "get_bench_path",
    "get_email_address",
    "get_files_path",
    "get_formatted_email",
    "get_fullname",
    "get_fullname_and_avatar",
    "get_gravatar",
    "get_host_name",
    "get_link_to_form",
    "get_link_to_report",
    "get_request_site_address",
    "get_site_base_path",
    "get_site_path",
    "get_site_url",
    "get_url",
    "get_url_to_form",
    "get_url_to_list",
    "get_url_to_report",
    "get_user_info_for_avatar",
    "is_a_user",
    "parse_addr",
    "split_emails",
    "validate_email_address",
    "validate_json_string",
    "validate_name",
    "validate_phone_number",
    "validate_url",
]
