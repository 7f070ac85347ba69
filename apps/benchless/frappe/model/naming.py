"""`frappe.model.naming`."""

from benchless.documents.naming import check_name, set_new_name
from benchless.documents.series import getseries, make_autoname, next_number, revert

revert_series_if_last = revert
parse_naming_series = make_autoname

__all__ = [
    "check_name", "getseries", "make_autoname", "next_number", "parse_naming_series", "revert_series_if_last",
    "set_new_name",
]  # fmt: skip
