"""benchless: a small server that speaks Frappe's documented Python and REST API."""

__version__ = "0.1.0"
