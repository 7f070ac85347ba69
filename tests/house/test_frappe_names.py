"""The embedded server offers every Frappe name that the app uses; nothing in the app knows who runs it."""

import importlib

from tests.app.test_documented_names import PACKAGE, used_names


def test_every_name_is_offered_by_the_embedded_server() -> None:
    assert [name for name in used_names() if not offered(name)] == []


def offered(name: str) -> bool:
    """The longest part that is a module has what follows it."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        return all(hasattr(found, part) for part in parts[count : count + 1])
    return False


def test_no_file_of_the_app_names_the_server() -> None:
    sources = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.json"), *PACKAGE.rglob("*.html")]
    ours = [path for path in sources if "public" not in path.parts]
    telling = [
        path for path in ours if "benchless" in path.read_text(encoding="utf-8", errors="ignore").lower()
    ]
    assert [path.relative_to(PACKAGE).as_posix() for path in telling] == []
