"""Eight processes write to one site: nobody is refused, nobody starves, nothing is lost.

`python -m tests.bench.writers --seconds 60` is the same at full length.
"""

from pathlib import Path
from statistics import mean

import frappe

from benchless.site import Site
from tests.bench import writers
from tests.support import sites

PROCESSES, SECONDS = 8, 5.0


def test_eight_writers(place: Path) -> None:
    folder = place / sites.SITE
    writers.prepare(folder)
    shares = writers.run(folder, PROCESSES, SECONDS)
    assert [error for share in shares for error in share.errors] == []
    assert min(share.writes for share in shares) > mean(share.writes for share in shares) / 4, shares
    site = Site(folder)
    with site.session():
        assert frappe.db.count("ToDo") == sum(share.inserts for share in shares)
        counted = frappe.db.get_value("Note", {"title": writers.SHARED}, "content")
        assert int(counted) == sum(share.updates for share in shares)
    site.close()
