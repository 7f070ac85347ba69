"""For templates."""


def shelf_label(name):
    return f"[{name}]"


def backwards(text):
    return str(text)[::-1]
