"""How many knocks, in which order, from which seed.

Each knock has a seed of its own, made of its door's path and its number: a new door, another order of imports
or another hash seed changes no knock at any other door.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence

from tests.safety import knocks
from tests.safety.doors import Door
from tests.safety.knocks import Knock
from tests.safety.laws import Found, Watch
from tests.safety.nonsense import Nonsense, Scenery

MORE = int(os.environ.get("CSO_FUZZ", "0"))
SEED = os.environ.get("CSO_FUZZ_SEED") or (secrets.token_hex(4) if MORE else "steady")
LOOK_AFTER = 500


def play(
    watch: Watch, doors: Sequence[Door], scenery: Scenery, visitors: Sequence[str], *, rounds: int
) -> Found:
    """Knock at every door; in a search by hand as often as it wants."""
    if MORE:
        a_round = sum(door.weight for door in doors)
        rounds = max(1, MORE // a_round)
        print(f"CSO_FUZZ_SEED={SEED}: {rounds} rounds of {a_round} knocks")
    return watch.play(sequence(doors, scenery, visitors, rounds, watch))


def sequence(
    doors: Sequence[Door], scenery: Scenery, visitors: Sequence[str], rounds: int, watch: Watch
) -> Iterator[Knock]:
    for turn in range(rounds):
        for door in doors:
            for number in range(door.weight):
                seed = f"{SEED} {door.path} {''.join(door.verbs)} {turn} {number}"
                yield knocks.make(Nonsense(seed, scenery), door, visitors)
                if watch.found.knocks % LOOK_AFTER == 0:
                    put_back(watch)


def put_back(watch: Watch) -> None:
    """Whoever was thrown out by the nonsense comes in again."""
    for visitor in watch.visitors.values():
        if not visitor.is_inside():
            visitor.enter()
