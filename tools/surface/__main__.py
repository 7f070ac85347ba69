"""Write docs/frappe-surface.md (with a site that is made for it and thrown away) and docs/modules.md anew."""

import sys
import tempfile
from pathlib import Path

from tools.paths import ENGINE

sys.path.insert(0, str(ENGINE))  # this runs from a checkout, installed or not

from benchless.setup.new_site import create_site  # noqa: E402
from benchless.site import Site  # noqa: E402
from tools.surface import modules, page  # noqa: E402


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "surface.localhost"
        create_site(place, "admin", lambda _line: None)
        site = Site(place)
        with site.session("Administrator"):
            page.PAGE.write_text(page.page(), encoding="utf-8")
        site.close()
    modules.PAGE.write_text(modules.page(), encoding="utf-8")


if __name__ == "__main__":
    main()
