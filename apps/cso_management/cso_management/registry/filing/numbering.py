"""Numbers that are given once. The series counters live in the database and only grow."""

from typing import Any

from frappe.model.naming import make_autoname
from frappe.utils import getdate, today

from ...identifiers import region_code


def application_name() -> str:
	return make_autoname(f"SQ-{getdate(today()).year}-.#####")


def organization_name(region: str) -> str:
	return make_autoname(f"ZZ-{region_code.county6(region)}-.#####")


def acceptance_number(doc: Any) -> str:
	"""SL-{town9}-{YYYYMMDD}-{seq3}"""
	return make_autoname(f"SL-{_town9(doc)}-{today().replace('-', '')}-.###")


def filing_number(doc: Any) -> str:
	"""{county6}{town3}-{category2}-{YYYY}-{seq4}; one sequence a town and year."""
	year = getdate(today()).year
	sequence = make_autoname(f"FN-{_town9(doc)}-{year}-.####").rsplit("-", 1)[-1]
	return f"{_town9(doc)}-{str(doc.primary_category)[:2]}-{year}-{sequence}"


def decision_number(doc: Any, word: str) -> str:
	year = getdate(today()).year
	sequence = make_autoname(f"DN-{_town9(doc)}-{year}-.####").rsplit("-", 1)[-1]
	return f"{word}〔{year}〕{sequence}号"


def printed_filing_number(filing_no: str, word: str) -> str:
	"""望湖街道社备〔2026〕0007号"""
	parts = str(filing_no or "").split("-")
	return f"{word}〔{parts[2]}〕{parts[3]}号" if len(parts) == 4 else str(filing_no or "")


def _town9(doc: Any) -> str:
	return region_code.town9(str(doc.town or doc.region))
