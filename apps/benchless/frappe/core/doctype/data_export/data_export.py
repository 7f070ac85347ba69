"""The form that asks for an export; nothing of it is kept."""

from frappe.model.document import Document


class DataExport(Document):
    """What to export: the answer comes from `exporter.export_data`."""
