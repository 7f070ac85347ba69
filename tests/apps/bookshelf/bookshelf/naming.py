"""Parts of names that only this app knows."""


def shelf_part(doc, variable):
    return f"{variable[0]}{len(doc.wanted_title)}"
