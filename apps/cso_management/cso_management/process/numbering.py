"""Numbers that are given once: `{prefix}-{county6}-{year}-{seq}` and its kin. The counters only grow."""

from frappe.model.naming import make_autoname

from ..identifiers import region_code


def of_county(prefix: str, region: str, year: int, digits: int = 4) -> str:
	"""GM-990121-2026-0007"""
	return make_autoname(f"{prefix}-{region_code.county6(region)}-{year}-.{'#' * digits}")


def of_year(prefix: str, year: int, region: str, digits: int = 5) -> str:
	"""NJ-2025-990121-00007"""
	return make_autoname(f"{prefix}-{year}-{region_code.county6(region)}-.{'#' * digits}")
