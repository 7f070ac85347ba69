"""The app goes and leaves nothing of its own; a second install finds a clean site."""

from collections.abc import Iterator

import frappe
import pytest

from benchless.setup.apps import install_app
from benchless.setup.uninstall import uninstall_app
from benchless.site import Site
from cso_management import demo, uninstall

from .conftest import make_demo, quiet

# What is about people or the site as a whole, and stays.
STAYS = {"tabUser", "tabDeleted Document", "__auth"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = make_demo(tmp_path_factory.mktemp("uninstalled") / "test.localhost")
    yield made
    made.close()


@pytest.fixture(scope="module", autouse=True)
def at_first(site: Site) -> dict[str, int]:
    """What the first installation made, counted before anything is taken away."""
    with site.session():
        return counts()


def counts() -> dict[str, int]:
    kinds = ["CSO Organization", "CSO Filing Application", "CSO Approval Log"]
    kinds += ["Workflow", "File", "User Permission"]
    return {kind: frappe.db.count(kind) for kind in kinds}


def traces() -> dict[str, list[str]]:
    """Tables with a text that names one of our DocTypes or roles, or the package."""
    found: dict[str, list[str]] = {}
    for table in frappe.db.get_tables():
        for row in frappe.db.sql(f"select * from `{table}` limit 1", as_dict=True):
            # The server calls itself by our name in a default of its own.
            columns = [column for column in row if column != "default" and _names_us(table, column)]
            found.update({table: columns} if columns else {})
    return found


def _names_us(table: str, column: str) -> bool:
    sql = f"select count(*) from `{table}` where `{column}` like %s or `{column}` like %s"
    return bool(frappe.db.sql(sql, ("CSO %", "cso\\_management%"))[0][0])


def test_a_trial_run_takes_nothing(site: Site) -> None:
    """`--dry-run` of a bench calls both hooks and keeps nothing of what they wrote."""
    with site.session():
        before = counts()
        uninstall.before_uninstall()
        uninstall.after_uninstall()
        assert counts() == before
        frappe.db.rollback()


def test_nothing_of_ours_is_left(site: Site) -> None:
    files = sorted(path for path in (site.folder / "private" / "files").rglob("*") if path.is_file())
    assert files
    with site.session():
        uninstall_app("cso_management", quiet)
    with site.session():
        left = {table: columns for table, columns in traces().items() if table not in STAYS}
        assert left == {}
        assert "cso_management" not in frappe.get_installed_apps()
    assert not [path for path in files if path.exists()]


def test_names_that_others_use_stay(site: Site) -> None:
    with site.session():
        assert frappe.db.exists("Workflow State", "Approved")
        assert frappe.db.exists("User", "clerk.wanghu@demo.example")


def test_a_second_install_is_like_the_first(site: Site, at_first: dict[str, int]) -> None:
    with site.session():
        install_app("cso_management", quiet)
    with site.session():
        demo.load_county()
    with site.session():
        assert counts() == at_first
        assert "CSO Township Clerk" in frappe.get_roles("clerk.wanghu@demo.example")
