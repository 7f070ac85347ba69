"""`frappe.utils`: the helpers that apps import."""

from __future__ import annotations

from frappe.face.data import generate_hash
from frappe.face.messages import bold
from frappe.utils.data import *  # noqa: F403
from frappe.utils.machine import execute_in_shell, get_site_info, get_sites, touch_file
from frappe.utils.misc import (
    call_hook_method,
    convert_utc_to_timezone,
    duration_to_seconds,
    get_assets_json,
    get_file_size,
    get_installed_apps_info,
    get_safe_filters,
    get_string_between,
    get_traceback,
    has_common,
    is_cli,
    is_image,
    remove_blanks,
    safe_decode,
    safe_encode,
    safe_json_loads,
    strip,
    to_markdown,
    validate_duration_format,
    validate_python_code,
)
from frappe.utils.pages import get_html_for_route, set_request
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
    expand_relative_urls,
    get_absolute_url,
    get_backups_path,
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
    scrub_urls,
)
from frappe.utils.text import (
    clean_whitespace,
    extract_email_id,
    get_date_str,
    get_datetime_str,
    get_filter,
    get_time_str,
    guess_date_format,
    parse_val,
    validate_iban,
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
