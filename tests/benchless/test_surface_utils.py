"""Smaller helpers under their documented names, as tables."""

import io
import logging
from datetime import date, datetime

import frappe
import pytest
from frappe.utils import (
    background_jobs,
    change_log,
    dashboard,
    dateutils,
    diff,
    file_lock,
    file_manager,
    goal,
    html_utils,
    image,
    jinja_globals,
    logger,
    make_random,
    response,
    safe_exec,
    scheduler,
    typing_validations,
)
from frappe.utils import user as users
from frappe.utils.error import log_error_snapshot
from PIL import Image

DAY = date(2024, 5, 15)


def local(zone):
    return frappe.utils.convert_utc_to_timezone("2024-05-15 16:30:00", zone).strftime("%d %H:%M")


VALUES = [
    (lambda: dateutils.get_period_ending(DAY, "Weekly"), date(2024, 5, 19)),
    (lambda: dateutils.get_period_ending(DAY, "Monthly"), date(2024, 5, 31)),
    (lambda: dateutils.get_period_ending(DAY, "Quarterly"), date(2024, 6, 30)),
    (lambda: dateutils.get_period_ending(DAY, "Yearly"), date(2024, 12, 31)),
    (lambda: dateutils.get_period_ending("2024-05-15", "Daily"), DAY),
    (lambda: str(dateutils.get_from_date_from_timespan(DAY, "Last Month")), "2024-04-15"),
    (lambda: str(dateutils.get_from_date_from_timespan(DAY, "Last Year")), "2023-05-15"),
    (lambda: dateutils.get_period(DAY, "Monthly"), "May 2024"),
    (lambda: dateutils.get_period(DAY, "Quarterly"), "Quarter 2 2024"),
    (lambda: dateutils.get_period(DAY, "Weekly"), "Week 20 2024"),
    (lambda: dateutils.get_period("2024-05-15", "Yearly"), "2024"),
    (lambda: dateutils.get_period(DAY, "Daily"), "15-05-24"),
    (lambda: html_utils.clean_script_and_style("a<script>x</script>b<style>y</style>c"), "abc"),
    (lambda: html_utils.clean_script_and_style("a<SCRIPT src=x>b"), "ab"),
    (lambda: html_utils.get_icon_html("fa fa-x"), "<i class='fa fa-x'></i>"),
    (lambda: 'src="/a.png"' in html_utils.get_icon_html("/a.png", small=True), True),
    (lambda: html_utils.get_icon_html('/a" onerror="x').count('"'), 4),
    (lambda: frappe.utils.get_assets_json(), {}),
    (lambda: [row["app_name"] for row in frappe.utils.get_installed_apps_info()], ["frappe"]),
    (lambda: local("Asia/Shanghai"), "16 00:30"),
    (lambda: local("No/Where"), "15 16:30"),
    (lambda: change_log.get_versions()["frappe"]["title"], "benchless"),
    (lambda: sorted(change_log.get_versions()["frappe"]), ["branch", "description", "title", "version"]),
    (lambda: jinja_globals.bundled_asset("assets/a.css"), "/assets/a.css"),
    (lambda: jinja_globals.include_style("/x.css"), '<link type="text/css" rel="stylesheet" href="/x.css">'),
    (lambda: jinja_globals.resolve_class("a", {"b": 1, "c": 0}, ["d", None], True), "a b d"),
    (lambda: jinja_globals.web_block("<b>{{ x }}</b>", {"x": 3}), '<div class="section"><b>3</b></div>'),
    (lambda: background_jobs.get_queue_list("short"), ["short"]),
    (lambda: sorted(background_jobs.get_queues_timeout()), ["default", "long", "short"]),
    (lambda: background_jobs.get_workers(), []),
    (lambda: scheduler.is_scheduler_process_running(), False),
    (lambda: frappe.enqueue_doc is background_jobs.enqueue_doc, True),
    (lambda: file_manager.get_content_hash("x") == file_manager.get_content_hash(b"x"), True),
    (lambda: make_random.get_random("Role", {"name": "Guest"}), "Guest"),
    (lambda: make_random.get_random("Role", {"name": "Nobody"}), None),
    (lambda: make_random.get_random("Role", {"name": "Guest"}, doc=True).name, "Guest"),
    (lambda: response.json_handler(date(2024, 1, 2)), "2024-01-02"),
    (lambda: logger.get_logger("shop", allow_site=False).name, "shop"),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(VALUES)))
def test_values(session, number):
    ask, answer = VALUES[number]
    assert ask() == answer


CODE = [
    ("a + 1", True, True),
    ("a = 1", True, False),
    ("a = 1", False, True),
    ("", True, True),
    ("a +", False, False),
]


@pytest.mark.parametrize(("text", "expression", "good"), CODE)
def test_python_code(session, text, expression, good):
    if good:
        frappe.utils.validate_python_code(text, "condition", expression)
    else:
        with pytest.raises(frappe.ValidationError):
            frappe.utils.validate_python_code(text, "condition", expression)


# arguments ------------------------------------------------------------------------------------


def typed(number: int, name: str = "x", switch: bool = False, rows: list | None = None, limit: float = 1.0):
    return number, name, switch, rows, limit


CASTS = [
    (("5",), (5, "x", False, None, 1.0)),
    ((5, 7), (5, "7", False, None, 1.0)),
    ((5, "y", "true"), (5, "y", True, None, 1.0)),
    ((5, "y", "0", [1], "2.5"), (5, "y", False, [1], 2.5)),
    (("five",), None),
    (({},), None),
    ((5, ["y"]), None),
    ((5, "y", "perhaps"), None),
    ((5, "y", False, {"a": 1}), None),
]


@pytest.mark.parametrize(("given", "got"), CASTS)
def test_arguments_by_annotation(session, given, got):
    checked = typing_validations.validate_argument_types(typed)
    if got is None:
        with pytest.raises(typing_validations.FrappeTypeError):
            checked(*given)
    else:
        assert checked(*given) == got
    unchecked = typing_validations.validate_argument_types(typed, lambda: False)
    assert unchecked(*given)[0] == given[0]


# jobs, locks, files ---------------------------------------------------------------------------


def test_one_job_here(site):
    with site.session("Administrator"):
        done = background_jobs.execute_job(site.name, "frappe.db.set_value", kwargs={})
        assert done is False  # a missing argument is the job's failure, not ours
        assert background_jobs.execute_job(site.name, "frappe.ping")
    with site.session("Administrator"):
        frappe.enqueue("frappe.ping", job_name="once only")
        assert safe_exec.is_job_queued("once only") and safe_exec.is_job_queued("frappe.ping")
        assert not safe_exec.is_job_queued("another")
    with pytest.raises(frappe.ValidationError), site.session("Administrator"):
        background_jobs.get_queue("no such")


def test_due_events_are_lined_up(session):
    session.db.execute("UPDATE `tabScheduled Job Type` SET last_execution='2001-01-01 00:00:00'")
    assert "frappe.email.queue.flush" in scheduler.enqueue_events()


def test_a_lock_is_taken_once(session):
    assert file_lock.create_lock("my/../lock") is True
    assert file_lock.create_lock("my/../lock") is False
    assert file_lock.lock_exists("my/../lock")
    path = file_lock.get_lock_path("my/../lock")
    assert str(session.site.path("locks")) in path and ".." not in path
    assert file_lock.check_lock(path) is True
    with pytest.raises(file_lock.LockTimeoutError):
        file_lock.check_lock(path, timeout=-1)
    assert file_lock.delete_lock("my/../lock") and not file_lock.lock_exists("my/../lock")


def picture(size=(1600, 900), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "JPEG", **more)
    return out.getvalue()


def test_pictures(session):
    small = image.optimize_image(picture(quality=100), "image/jpeg", max_width=100, max_height=100)
    assert Image.open(io.BytesIO(small)).size == (100, 56)
    assert image.optimize_image(b"<svg/>", "image/svg+xml") == b"<svg/>"
    notes = Image.Exif()
    notes[0x010F] = "Camera of mine"
    noted = picture(exif=notes)
    assert b"Camera of mine" in noted and b"Camera of mine" not in image.strip_exif_data(noted, "image/jpeg")
    with pytest.raises(frappe.ValidationError):
        image.strip_exif_data(b"no picture", "image/jpeg")


def test_files_of_older_names(session):
    kept = file_manager.save_file_on_filesystem("note.txt", "hello", is_private=1)
    assert kept["file_url"].startswith("/private/files/note")
    todo = frappe.get_doc({"doctype": "ToDo", "description": "x"}).insert()
    file = file_manager.save_url("https://example.org/a.pdf", "a.pdf", "ToDo", todo.name, "Home", 1)
    assert (file.file_url, file.attached_to_name) == ("https://example.org/a.pdf", todo.name)


# users ----------------------------------------------------------------------------------------


def test_managers_and_limits(session):
    user = users.add_system_manager("chief@utils.example", "Chief", password="Lantern-2026!")
    assert "System Manager" in frappe.get_roles(user.name)
    second = users.add_system_manager("second@utils.example")
    frappe.db.set_value("User", second.name, "creation", datetime(2099, 1, 1))
    count = frappe.db.count("User", {"enabled": 1, "user_type": "System User"}) - 1
    users.disable_users({"users": count - 1})
    assert not frappe.db.get_value("User", second.name, "enabled")
    assert frappe.db.get_value("User", "Administrator", "enabled")


def test_what_a_user_can(session):
    user = {"doctype": "User", "email": "plain@utils.example", "first_name": "P", "send_welcome_email": 0}
    frappe.get_doc({**user, "roles": [{"role": "Translator"}]}).insert()
    chief, plain = users.UserPermissions("Administrator"), users.UserPermissions("plain@utils.example")
    assert "User" in chief.can_write and "User" not in plain.can_write
    assert plain.has_role("Translator") and not plain.has_role("System Manager")
    known = chief.load_user()
    assert known.name == "Administrator" and "ToDo" in known.can_read and "Has Role" not in known.can_read


# charts and versions --------------------------------------------------------------------------


def test_results_by_month(session):
    for day, rating in (("2024-01-05", 2), ("2024-01-20", 3), ("2024-02-01", 4)):
        frappe.get_doc(
            {"doctype": "ToDo", "description": "goal", "date": day, "color": f"#00000{rating}"}
        ).insert()
    found = goal.get_monthly_results("ToDo", "name", "date", {"description": "goal"}, "count")
    assert found == {"01-2024": 2, "02-2024": 1}
    with pytest.raises(frappe.ValidationError):
        goal.get_monthly_results("ToDo", "name", "date", {}, "sleep(1)")


def test_a_goal_as_a_chart(session):
    country = frappe.get_doc("Country", "China")
    data = goal.get_monthly_goal_graph_data(
        "Work", "Country", country.name, "time_zones", "", "", "ToDo", "reference_name", "name", "creation",
        aggregation="count",
    )  # fmt: skip
    assert len(data["data"]["labels"]) == 12 and data["data"]["datasets"] == [{"values": [0.0] * 12}]


def test_a_source_is_remembered(session):
    asked = []

    @dashboard.cache_source
    def source(chart, filters=None, **_more):
        asked.append(chart.name)
        return {"n": len(asked)}

    values = {"chart_name": "Seen", "chart_type": "Count", "document_type": "ToDo", "filters_json": "[]"}
    chart = frappe.get_doc({"doctype": "Dashboard Chart", "based_on": "creation", **values}).insert()
    first = source(chart_name=chart.name, filters={"a": 1})
    assert source(chart_name=chart.name, filters={"a": 1}) == first and len(asked) == 1
    assert source(chart_name=chart.name, filters={"a": 2}) == {"n": 2}
    assert source(chart_name=chart.name, filters={"a": 1}, refresh=1) == {"n": 3}
    assert source(chart_name=chart.name, no_cache=True) == {"n": 4}


def test_the_difference_of_two_versions(session):
    note = frappe.get_doc({"doctype": "Email Template", "subject": "v", "response": "one"})
    note.insert(set_name="versions")
    for text in ("two", "three"):
        note.response = text
        note.save()
    first, last = frappe.get_all("Version", {"docname": note.name}, pluck="name", order_by="creation asc")
    lines = diff.get_version_diff(first, last, "response")
    assert any("two" in line and line.startswith("-") for line in lines)
    assert any("three" in line and line.startswith("+") for line in lines)
    assert diff.get_version_diff(first, last, "subject") is None


def test_errors_are_kept_refusals_are_not(session):
    before = frappe.db.count("Error Log")
    log_error_snapshot(frappe.PermissionError("no"))
    assert frappe.db.count("Error Log") == before
    log_error_snapshot(ZeroDivisionError("oh"))
    assert frappe.db.count("Error Log") == before + 1


def test_log_level():
    level = logging.getLogger("frappe").level
    logger.set_log_level("debug")
    assert logging.getLogger("frappe").level == logging.DEBUG
    logger.set_log_level("nonsense")
    assert logging.getLogger("frappe").level == logging.ERROR
    logging.getLogger("frappe").setLevel(level)
