"""Standard documents from files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchless.context import current
from benchless.schema.files import module_apps, module_folder, read
from benchless.setup.standard import import_document
from benchless.values import scrub

__all__ = ["import_doc", "import_file", "import_file_by_path", "read_doc_from_file"]


def import_file(
    module: str,
    dt: str,
    dn: str,
    force: bool = False,
    pre_process: Any = None,
    reset_permissions: bool = False,
) -> bool:
    """The document of a module's folder."""
    app = module_apps(current().site)[module]
    folder = module_folder(app, module) / scrub(dt) / scrub(dn)
    return import_file_by_path(str(folder / f"{scrub(dn)}.json"), force, pre_process=pre_process)


def import_file_by_path(
    path: str, force: bool = False, data_import: bool = False, pre_process: Any = None, **_more: Any
) -> bool:
    """The document (or documents) of a JSON file; gives whether one was written."""
    content = read_doc_from_file(path)
    documents = content if isinstance(content, list) else [content]
    return any([bool(_imported(dict(one), path, pre_process)) for one in documents])


def _imported(data: dict[str, Any], path: str, pre_process: Any) -> int:
    if pre_process:
        pre_process(data)
    return import_document(data, Path(path))


def import_doc(
    docdict: dict[str, Any], data_import: bool = False, pre_process: Any = None, **_more: Any
) -> int:
    """One document of data; gives how many were written."""
    data = dict(docdict)
    if pre_process:
        pre_process(data)
    return import_document(data)


def read_doc_from_file(path: str) -> Any:
    """The content of a JSON file. Raises FileNotFoundError."""
    return read(Path(path))
