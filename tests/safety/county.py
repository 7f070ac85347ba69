"""A site with the app, the people of its offices, and what belongs to somebody in another town."""

from __future__ import annotations

from pathlib import Path

import frappe

from benchless.setup.apps import install_app
from benchless.setup.new_site import create_site
from benchless.site import Site
from tests.app.conftest import quiet
from tests.app.rights.people import account
from tests.app.rights.world import World
from tests.support import databases

MANAGER = "manager@fuzz.example"
# Of the organization in the other town: a phone, a person, an account, an application, the text of a paper.
PHONE, PERSON, BANK = "13955557777", "110101198502031239", "6222111122223333"
APPLIED, PAPER = "暗影舞蹈队", "canary-5c1e"
SECRETS = (PHONE, PERSON, BANK, APPLIED, PAPER)


def make(folder: Path) -> tuple[Site, World]:
    """One document of each DocType in each state, all in one village."""
    options = {"settings": databases.settings(), "administrator": databases.administrator()}
    create_site(folder, "admin", quiet, **options)
    site, world = Site(folder), World()
    with site.session():
        install_app("cso_management", quiet)
    with site.session():
        frappe.local.lang = "zh"
        world.make()
        hide(world)
    return site, world


def hide(world: World) -> None:
    """What nobody of this town may learn."""
    other = frappe.get_doc("CSO Organization", world.organizations["other"])
    other.db_set({"principal_phone": PHONE, "principal_id_no": PERSON, "bank_account": BANK})
    manager = {"doctype": "User", "email": MANAGER, "first_name": "M", "send_welcome_email": 0}
    frappe.get_doc({**manager, "roles": [{"role": "System Manager"}]}).insert()
    frappe.set_user(account("rep.other"))
    application = {"doctype": "CSO Filing Application", "application_type": "New", "org_name": APPLIED}
    doc = frappe.get_doc({**application, "region": "990121100201", "primary_category": "0304"})
    doc.flags.ignore_mandatory = True
    doc.insert()
    paper = {"doctype": "File", "file_name": "paper.txt", "is_private": 1, "content": PAPER}
    frappe.get_doc({**paper, "attached_to_doctype": doc.doctype, "attached_to_name": doc.name}).insert()
    frappe.set_user("Administrator")
