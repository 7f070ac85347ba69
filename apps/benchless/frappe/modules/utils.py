"""Folders and files of modules."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import frappe
from benchless import dotted
from benchless.arguments import Scalar
from benchless.context import current
from benchless.schema import get_meta
from benchless.schema.files import controller_module, module_apps, module_folder, read
from benchless.setup.customisations import export_customisations, import_customisation
from benchless.setup.customisations import sync_customisations as _sync
from benchless.setup.standard import import_document
from benchless.values import cint, cstr, scrub
from frappe import _


@frappe.whitelist(methods=["POST"])
def export_customizations(
    module: str, doctype: str, sync_on_migrate: Scalar = False, with_permissions: Scalar = False
) -> str:
    """Write the customisations of a DocType into the folder of a module. For developers only."""
    frappe.only_for("System Manager")
    if not frappe.conf.developer_mode:
        frappe.throw(_("Only allowed to export customizations in developer mode"))
    path = export_customisations(
        module,
        doctype,
        sync_on_migrate=bool(cint(sync_on_migrate)),
        with_permissions=bool(cint(with_permissions)),
    )
    frappe.msgprint(_("Customizations for {0} exported to:<br>{1}").format(doctype, path.name))
    return path.name


def sync_customizations(app: str | None = None) -> None:
    """Import the customisations that an app, or all apps, carry."""
    for name in [app] if app else current().site.apps:
        _sync(name)


def sync_customizations_for_doctype(data: dict[str, Any], folder: str, filename: str = "") -> None:
    """Import the customisations of one file."""
    import_customisation(data)


def get_module_app(module: str) -> str:
    """The app of a module. Raises DoesNotExistError."""
    app = module_apps(current().site).get(module)
    if app is None:
        frappe.throw(_("Module {0} not found").format(module), frappe.DoesNotExistError)
    return cstr(app)


def get_module_path(module: str, app: str | None = None) -> str:
    """The folder of a module."""
    return str(module_folder(app or get_module_app(module), module))


def get_doc_path(module: str, doctype: str, name: str) -> str:
    """The folder of a standard document."""
    return "/".join((get_module_path(module), scrub(doctype), scrub(name)))


def get_doctype_module(doctype: str) -> str:
    """The module of a DocType."""
    return cstr(get_meta(doctype).get("module"))


def load_doctype_module(
    doctype: str, module: str | None = None, prefix: str = "", suffix: str = ""
) -> ModuleType:
    """The Python module of a DocType's controller. Raises ImportError."""
    path = controller_module(current().site, doctype, module or get_doctype_module(doctype))
    if path is None:
        raise ImportError(f"no installed app has the module of {doctype}")
    folder, _dot, name = path.rpartition(".")
    return frappe.get_module(f"{folder}.{prefix}{name}{suffix}")  # type: ignore[no-any-return]


def get_module_name(
    doctype: str, module: str, prefix: str = "", suffix: str = "", app: str | None = None
) -> str:
    """The dotted path of a DocType's controller."""
    name = scrub(doctype)
    return f"{app or get_module_app(module)}.{scrub(module)}.doctype.{name}.{prefix}{name}{suffix}"


def reload_doc(
    module: str, dt: str | None = None, dn: str | None = None, force: bool = False, **_more: Any
) -> Any:
    """Read a standard document again from its file."""
    return frappe.reload_doc(module, dt, dn, force=force)


def import_file_by_path(path: str, force: bool = False, **_more: Any) -> bool:
    """Write the document of a JSON file."""
    return bool(import_document(dict(read(Path(path))), Path(path)))


def export_module_json(doc: Any, is_standard: bool, module: str) -> str | None:
    """Write a standard document into its module while developing; gives the file without its ending."""
    if frappe.flags.in_import or not is_standard or not frappe.conf.developer_mode:
        return None
    path = dotted.call("frappe.modules.export_file.export_to_files", [[doc.doctype, doc.name]], module)
    return str(path[0]).removesuffix(".json")


def make_boilerplate(template: str, doc: Any, opts: dict[str, Any] | None = None) -> str | None:
    """A controller (`controller._py`) or a test for a new standard DocType, where there is none yet."""
    if not frappe.conf.developer_mode or template not in BOILERPLATES:
        return None
    folder = Path(get_doc_path(doc.module, doc.doctype, doc.name))
    name = scrub(doc.name)
    path = folder / BOILERPLATES[template].format(name)
    if not path.exists() and folder.exists():
        words = {"classname": doc.name.replace(" ", "").replace("-", ""), **(opts or {})}
        path.write_text(CONTENTS[template].format(**words), "utf-8")
    return str(path)


BOILERPLATES = {"controller._py": "{0}.py", "test_controller._py": "test_{0}.py"}
CONTENTS = {
    "controller._py": (
        "from frappe.model.document import Document\n\n\nclass {classname}(Document):\n\tpass\n"
    ),
    "test_controller._py": (
        "from frappe.tests.utils import FrappeTestCase\n\n\nclass Test{classname}(FrappeTestCase):\n\tpass\n"
    ),
}
