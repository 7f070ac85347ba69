"""Another class for a built-in DocType."""

from frappe.desk.doctype.note.note import Note


class ShelfNote(Note):
    def validate(self):
        super().validate() if hasattr(super(), "validate") else None
        self.title = self.title.strip().title()


class Loud:
    """What another app would add to notes."""

    def shout(self):
        return str(self.title).upper()
