"""Streets, townships and their communities of a made-up county. Pure."""

from dataclasses import dataclass

PROVINCE, CITY, COUNTY = "990000000000", "990100000000", "990131000000"
NUMERALS = "一二三四五六七八九十"
TARGET = {"Urban": 10, "Rural": 5}


@dataclass(frozen=True)
class Place:
    """A street or township (no kind), or one of its communities."""

    code: str
    name: str
    kind: str = ""
    residents: int = 0
    households: int = 0

    @property
    def town(self) -> str:
        return f"{self.code[:9]}000"


def make(streets: int, townships: int, each: int) -> list[Place]:
    """A street has urban communities; a township has one, and villages. Codes follow the national rule."""
    found: list[Place] = []
    for number in range(1, streets + 1):
        found += _town(f"{number:03d}", f"合川{NUMERALS[number - 1]}街道", ["Urban"] * each)
    for number in range(1, townships + 1):
        kinds = ["Urban", *["Rural"] * (each - 1)]
        found += _town(f"{199 + number}", f"成山{NUMERALS[number - 1]}乡", kinds)
    return found


def _town(code: str, name: str, kinds: list[str]) -> list[Place]:
    town = Place(f"{COUNTY[:6]}{code}000", name)
    return [town, *(_village(town, number, kind) for number, kind in enumerate(kinds, 1))]


def _village(town: Place, number: int, kind: str) -> Place:
    urban = kind == "Urban"
    code = f"{town.code[:9]}{number if urban else 200 + number:03d}"
    name = f"{town.name[:3]}{NUMERALS[number - 1]}{'社区' if urban else '村'}"
    households = (1500 if urban else 300) + 37 * number
    return Place(code, name, kind, households * 3 - number, households)
