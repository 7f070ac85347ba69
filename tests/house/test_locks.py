"""The lock files serve every mirror and hold nothing unpinned."""

import json
import re

import pytest

from tools import lock
from tools.paths import FRONTEND

LOCKS = [lock.RUN, lock.TEST]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_package_has_a_version_and_hashes(path) -> None:
    blocks = re.split(r"\n(?=\w)", path.read_text().strip())
    assert [
        block.splitlines()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block
    ] == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_no_address_is_named(path) -> None:
    assert not re.search(r"https?://|file:|index-url|find-links", path.read_text())


def test_the_test_lock_holds_the_product_unchanged() -> None:
    def versions(path) -> set[str]:
        return set(re.findall(r"^[\w.-]+==\S+", path.read_text(), re.M))

    assert versions(lock.RUN) <= versions(lock.TEST)


def test_the_front_end_lock_names_no_host() -> None:
    path = FRONTEND / "package-lock.json"
    if not path.exists():
        pytest.skip("no front end in this tree")
    packages = json.loads(path.read_text())["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
