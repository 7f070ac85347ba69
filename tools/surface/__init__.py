"""`python -m tools.surface`: looks every documented Frappe name up in the code and writes the page."""
