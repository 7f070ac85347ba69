"""Every vector of the identifier rules, with the demo province on and off."""

from datetime import date
from decimal import Decimal

import pytest

from cso_management.identifiers import (
    amount,
    citizen_id,
    credit_code,
    masking,
    normalise,
    phone,
    region_code,
)

TODAY = date(2026, 11, 22)

CREDIT_CODES = [
    ("91350100M000100Y43", "OK", "OK"),
    ("51990121MJ00000189", "OK", "REGION_PREFIX"),
    ("52990121MJ00000261", "OK", "REGION_PREFIX"),
    ("53990100MJ0000077Q", "OK", "REGION_PREFIX"),
    ("51990121MJ0A0B0C7T", "OK", "REGION_PREFIX"),
    ("54990121MF0000013A", "OK", "REGION_PREFIX"),
    ("11990121000000019W", "OK", "REGION_PREFIX"),
    (" ５１990121mj00000189 ", "OK", "REGION_PREFIX"),
    ("51990121MJ00000188", "CHECK_CHAR", "REGION_PREFIX"),
    ("52990121MJ00000621", "CHECK_CHAR", "REGION_PREFIX"),
    ("51990121MJ0000189", "LENGTH", "LENGTH"),
    ("51990121MJ0000I189", "CHARSET", "CHARSET"),
    ("51990121MJ000001S9", "CHARSET", "CHARSET"),
    ("5199O121MJ00000189", "CHARSET", "CHARSET"),
    ("51770121MJ00000189", "REGION_PREFIX", "REGION_PREFIX"),
    ("519A0121MJ00000189", "REGION_NOT_DIGITS", "REGION_NOT_DIGITS"),
    ("", "LENGTH", "LENGTH"),
]

CITIZEN_IDS = [
    ("99012119800101001X", "OK"),
    ("99012119830405006x", "OK"),
    ("990121199112311282", "OK"),
    ("990121200002290033", "OK"),
    ("99012119491001110X", "OK"),
    ("990122196408089994", "OK"),
    ("990121200511122468", "OK"),
    ("990121198001010011", "CHECK_CHAR"),
    ("990121199112311228", "CHECK_CHAR"),
    ("990121199902290031", "BIRTH_DATE"),
    ("99012119801301001X", "BIRTH_DATE"),
    ("990121203001010018", "BIRTH_DATE"),
    ("99012119800101000X", "SEQUENCE"),
    ("990121800101001", "LENGTH"),
    ("9901211980010100IX", "CHARSET"),
    ("77012119800101001X", "REGION_PREFIX"),
]

REGION_CODES = [
    ("990000000000", "OK", "Province"),
    ("990100000000", "OK", "City"),
    ("990121000000", "OK", "County"),
    ("990121001000", "OK", "Town"),
    ("990121100000", "OK", "Town"),
    ("990121200000", "OK", "Town"),
    ("990121001001", "OK", "Village"),
    ("990121100201", "OK", "Village"),
    ("99012100100", "FORMAT", None),
    ("9901210010011", "FORMAT", None),
    ("99012100100A", "FORMAT", None),
    ("000000000000", "ALL_ZERO", None),
    ("990121000001", "GAP", None),
    ("990021000000", "GAP", None),
    ("990100001000", "GAP", None),
]

AMOUNTS = [
    (0, "零元整"),
    ("0.01", "壹分"),
    ("0.1", "壹角整"),
    ("0.105", "壹角壹分"),
    (1, "壹元整"),
    (10, "壹拾元整"),
    ("10.05", "壹拾元零伍分"),
    (1005, "壹仟零伍元整"),
    ("1005.30", "壹仟零伍元叁角整"),
    (186000, "壹拾捌万陆仟元整"),
    (100000001, "壹亿零壹元整"),
    ("1234567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
    (100010000, "壹亿零壹万元整"),
    (1000000000000, "壹万亿元整"),
    ("-12.5", "负壹拾贰元伍角整"),
]


@pytest.mark.parametrize(("text", "with_demo", "without_demo"), CREDIT_CODES)
def test_credit_code(text: str, with_demo: str, without_demo: str) -> None:
    assert credit_code.check(text, allow_demo=True).code == with_demo
    assert credit_code.check(text, allow_demo=False).code == without_demo


def test_credit_code_worked_example() -> None:
    assert credit_code.check_character("51990121MJ0000018") == "9"
    assert credit_code.check(" ５１990121mj00000189 ", allow_demo=True).value == "51990121MJ00000189"


def test_every_good_credit_code_satisfies_the_organisation_digit() -> None:
    good = [text for text, with_demo, _ in CREDIT_CODES if with_demo == "OK"]
    assert all(not credit_code.check(text, allow_demo=True).warnings for text in good)


def test_credit_code_prefix_belongs_to_the_form() -> None:
    assert credit_code.fits_form("51990121MJ00000189", "Social Group")
    assert not credit_code.fits_form("51990121MJ00000189", "Service Organization")
    assert credit_code.fits_form("91350100M000100Y43", None)


@pytest.mark.parametrize(("text", "expected"), CITIZEN_IDS)
def test_citizen_id_with_demo(text: str, expected: str) -> None:
    assert citizen_id.check(text, today=TODAY, allow_demo=True).code == expected


@pytest.mark.parametrize(("text", "expected"), CITIZEN_IDS)
def test_citizen_id_without_demo(text: str, expected: str) -> None:
    shape_is_wrong = expected in ("LENGTH", "CHARSET")
    wanted = expected if shape_is_wrong else "REGION_PREFIX"
    assert citizen_id.check(text, today=TODAY).code == wanted


def test_citizen_id_tells_gender_and_age() -> None:
    assert citizen_id.check_character("99012119800101001") == "X"
    assert citizen_id.gender("99012119800101001X") == "Male"
    assert citizen_id.gender("990121199112311282") == "Female"
    assert citizen_id.age("990121200511122468", TODAY) == 21
    assert citizen_id.is_adult("990121200511122468", TODAY)
    assert not citizen_id.is_adult("990121200811230000", TODAY)


@pytest.mark.parametrize(("code", "expected", "level"), REGION_CODES)
def test_region_code(code: str, expected: str, level: str | None) -> None:
    assert region_code.check(code).code == expected
    if level:
        assert region_code.level(code) == level


def test_town_under_a_city_without_counties() -> None:
    code = "990100001000"
    assert region_code.check(code, city_has_no_county=True).is_ok
    assert region_code.level(code) == "Town"
    assert region_code.parent_code(code) == "990100000000"
    assert region_code.check("990021000000", city_has_no_county=True).code == "GAP"


def test_region_parents_and_kinds() -> None:
    assert region_code.parent_code("990121001001") == "990121001000"
    assert region_code.parent_code("990121001000") == "990121000000"
    assert region_code.parent_code("990000000000") is None
    assert [region_code.town_kind(f"990121{town}000") for town in ("001", "100", "200")] == [
        "Street",
        "Town",
        "Township",
    ]
    assert region_code.community_type("990121100201") == "Rural"
    assert region_code.community_type("990121001001") == "Urban"


@pytest.mark.parametrize(("value", "expected"), AMOUNTS)
def test_amount_in_capitals(value: object, expected: str) -> None:
    assert amount.in_capitals(value) == expected


def test_amounts_round_half_up_and_tolerate_one_fen() -> None:
    assert amount.rounded("2.005") == Decimal("2.01")
    assert amount.is_same("100.00", "100.01")
    assert not amount.is_same("100.00", "100.02")


def test_amount_too_large() -> None:
    with pytest.raises(ValueError, match="too large"):
        amount.in_capitals(Decimal(10) ** 16)


@pytest.mark.parametrize(
    ("function", "text", "expected"),
    [
        (masking.id_number, "99012119800101001X", "990121********001X"),
        (masking.phone, "13800000001", "138****0001"),
        (masking.account, "6222000000001234", "6222********1234"),
        (masking.phone, "123", "***"),
        (masking.id_number, None, ""),
    ],
)
def test_masking(function: object, text: str | None, expected: str) -> None:
    assert function(text) == expected


@pytest.mark.parametrize(
    ("text", "mobile", "landline"),
    [
        ("13800000001", True, False),
        ("12800000001", False, False),
        ("1380000000", False, False),
        ("1３800000001", False, False),
        ("010-12345678", False, True),
        ("05711234567", False, True),
        ("", False, False),
    ],
)
def test_telephones(text: str, mobile: bool, landline: bool) -> None:
    assert phone.is_mobile(text) is mobile
    assert phone.is_landline(text) is landline


def test_bank_accounts() -> None:
    assert phone.is_account("4111111111111111")
    assert not phone.is_account("123")
    assert phone.passes_luhn("4111111111111111")
    assert not phone.passes_luhn("4111111111111112")


def test_names_are_compared_without_blanks_and_divisions() -> None:
    divisions = ("清禾县", "望湖街道", "清禾县望湖街道")
    assert normalise.organisation_name("清禾县望湖街道 书画社", divisions) == "书画社"
    assert normalise.organisation_name("书 画社") == "书画社"
