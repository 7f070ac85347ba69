"""Business documents in bad hands: begun, changed, handed in, cancelled and deleted with nonsense."""

from __future__ import annotations

from typing import Any

import frappe

from benchless.site import Site
from tests.app.rights.people import account
from tests.app.rights.world import KINDS, World
from tests.safety import playing, scene
from tests.safety.laws import Visitor, Watch
from tests.safety.lives import Life
from tests.safety.nonsense import Nonsense

KEEPER = "Administrator"
CLERKS = ("tcl", "cof", "rep", "vil", "pro", "tld")
STEPS = 6


def test_no_life_breaks_the_server(app_site: Site, world: World) -> None:
    with app_site.session():
        scenery = scene.of_site([one for one in frappe.get_all("DocType", pluck="name") if one[:4] == "CSO "])
    users = [account(word) for word in CLERKS]
    visitors = {user: Visitor(app_site, user) for user in (KEEPER, *users)}
    watch = Watch(visitors, {}, str(app_site.folder))
    for turn in range(max(1, playing.MORE // (len(KINDS) * STEPS * 4))):
        for doctype in sorted(KINDS):
            source = Nonsense(f"{playing.SEED} {doctype} {turn}", scenery)
            live(
                Life(watch, source, visitors[KEEPER], source.one_of(people_of(doctype, users)), doctype),
                world,
            )
    assert not watch.found.groups, str(watch.found)


def people_of(doctype: str, users: list[str]) -> list[str]:
    """Who writes such documents comes oftener."""
    author = account(KINDS[doctype].author)
    return [*users, *[author] * 6] if author in users else users


def live(life: Life, world: World) -> None:
    known: Any = [name for (doctype, _state), name in sorted(world.names.items()) if doctype == life.doctype]
    life.play(world.beginning(life.doctype), str(life.source.one_of(known)), STEPS)
