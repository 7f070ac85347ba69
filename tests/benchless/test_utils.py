"""`frappe.utils` has the names that apps import, and they do what apps expect."""

from typing import Any

import frappe
import frappe.utils
import pytest
from frappe.utils import caching, dateutils, synchronization

NAMES = (
    "flt getdate cint add_days get_datetime nowdate get_link_to_form today date_diff get_time add_to_date "
    "now formatdate format_date now_datetime add_months get_url get_last_day get_first_day random_string "
    "update_progress_bar parse_json rounded validate_email_address get_system_timezone ceil comma_and "
    "escape_html nowtime fmt_money money_in_words get_fullname pretty_date strip_html sanitize_html "
    "comma_or cstr time_diff_in_hours time_diff_in_seconds get_quarter_start get_year_ending get_weekday "
    "month_diff validate_phone_number validate_url get_site_path get_files_path unique create_batch "
    "md_to_html get_traceback "
)


@pytest.mark.parametrize("name", NAMES.split())
def test_name_is_there(name: str) -> None:
    assert callable(getattr(frappe.utils, name))


@pytest.mark.parametrize(
    ("value", "currency", "wanted"),
    [(1005.5, "CNY", "壹仟零伍元伍角整"), (12, "USD", "USD Twelve only.")],
)
def test_money_in_words(session: Any, value: float, currency: str, wanted: str) -> None:
    session.lang = "en"
    assert frappe.utils.money_in_words(value, currency) == wanted


def test_addresses_of_pages(session: Any) -> None:
    session.conf["host_name"] = "https://cso.example.cn"
    assert frappe.utils.get_url_to_form("Sales Order", "A/1") == "https://cso.example.cn/app/sales-order/A/1"
    assert 'href="https://cso.example.cn/files/a.png"' in frappe.utils.scrub_urls('<a href="/files/a.png">')
    assert frappe.utils.get_link_to_form("ToDo", "x", "<b>").endswith(">&lt;b&gt;</a>")


@pytest.mark.parametrize(
    ("condition", "operand", "wanted"),
    [("=", 3, True), (">", 5, False), ("in", "3,4", True), ("not in", [3], False), ("is", "set", True)],
)
def test_compare(condition: str, operand: Any, wanted: bool) -> None:
    assert frappe.utils.compare(3, condition, operand) is wanted


def test_memory_of_a_request(session: Any) -> None:
    calls: list[int] = []

    @caching.request_cache
    def answer(number: int) -> int:
        calls.append(number)
        return number * 2

    assert [answer(1), answer(1), answer(2)] == [2, 2, 4]
    assert calls == [1, 2]
    session.cache.clear()
    answer(1)
    assert calls == [1, 2, 1]


def test_lock_of_a_site(session: Any) -> None:
    late = pytest.raises(synchronization.LockTimeoutError)
    with synchronization.filelock("numbers"), late, synchronization.filelock("numbers", timeout=0):
        pass
    with synchronization.filelock("numbers", timeout=0):
        pass


def test_days_of_a_span() -> None:
    days = dateutils.get_dates_from_timegrain("2024-01-31", "2024-03-31", "Monthly")
    assert [str(day) for day in days] == ["2024-01-31", "2024-02-29", "2024-03-29"]
