"""Made-up people with numbers that belong to nobody: the region code 990121 does not exist."""

from dataclasses import dataclass

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Person:
    """A name, an ID number with its check digit, a telephone."""

    name: str
    id_no: str
    phone: str


def person(name: str, number: int) -> Person:
    seventeen = f"990121{1950 + number % 40}{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True))
    return Person(name, seventeen + "10X98765432"[total % 11], f"1390000{number:04d}")


# A rare character in a name must survive form, list and print.
PRINCIPAL = person("龘玉兰", 1)
FOUNDERS = [PRINCIPAL, person("沈㙓梅", 2), person("顾䶮", 3)]
MEMBERS = [person(f"队员{ordinal}", 10 + number) for number, ordinal in enumerate("甲乙丙丁戊己庚辛壬癸子丑")]
