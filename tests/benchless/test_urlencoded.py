"""Bodies of forms and the cookie of a session, read as browsers and tools write them."""

import pytest
from werkzeug.exceptions import RequestEntityTooLarge

from benchless.http.identity import cookie
from benchless.http.urlencoded import MOST_PARTS, pairs

BODIES = [
    (b"", {}),
    (b"a=1&b=2", {"a": "1", "b": "2"}),
    (b"a=first&a=second", {"a": "first"}),
    (b"a&&=&b=", {"a": "", "": "", "b": ""}),
    (b"a+b=c+d%2Be", {"a b": "c d+e"}),
    (b"x=%E6%A0%B8%E5%AE%9E&y=\xe6\xa0\xb8", {"x": "核实", "y": "核"}),
    (b"x=100%&y=%zz&z=%4", {"x": "100%", "y": "%zz", "z": "%4"}),
    (b"x=%ff", {"x": "\ufffd"}),
    (b"x=a%5Cnb\\n%41", {"x": "a\\nb\\nA"}),
    (b"x=%5B%22name%22%2C+%22%E6%A0%B8%22%5D", {"x": '["name", "核"]'}),
    (b"x=%5B%5B%22a%22%2C%22%3D%22%2C%22%25%22%5D%5D", {"x": '[["a","=","%"]]'}),
]


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_pairs(body: bytes, expected: dict[str, str]) -> None:
    assert pairs(body) == expected
    assert pairs(body) == expected, "what is kept is what was read"


def test_too_many_parts() -> None:
    assert len(pairs(b"&".join(b"k%d=1" % number for number in range(MOST_PARTS)))) == MOST_PARTS
    with pytest.raises(RequestEntityTooLarge):
        pairs(b"&".join([b"k=1"] * (MOST_PARTS + 1)))


COOKIES = [
    ("", ""),
    ("sid=abc", "abc"),
    ("user=x; sid=abc; sid=other", "abc"),
    ("xsid=no;sid=abc", "abc"),
    ('sid="abc"; user=x', "abc"),
    ("sid; user=x", ""),
    ("sid=", ""),
    ("asid=abc", ""),
]


@pytest.mark.parametrize(("header", "expected"), COOKIES)
def test_cookie(header: str, expected: str) -> None:
    assert cookie(header, "sid") == expected
