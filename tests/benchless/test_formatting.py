"""Numbers, amounts and dates as people read them."""

from typing import Any

import pytest

from benchless import formatting, number_formats, text
from benchless.field_text import format_value
from benchless.money_words import chinese_amount, english_amount, english_number


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (0, "零元整"),
        (1, "壹元整"),
        (10, "壹拾元整"),
        (1005.5, "壹仟零伍元伍角整"),
        (0.05, "伍分"),
        (0.5, "伍角整"),
        (1.05, "壹元零伍分"),
        (10000, "壹万元整"),
        (10001, "壹万零壹元整"),
        (100000000, "壹亿元整"),
        (100010000, "壹亿零壹万元整"),
        (120304.56, "壹拾贰万零叁佰零肆元伍角陆分"),
        (1000000001, "壹拾亿零壹元整"),
        (-3.2, "负叁元贰角整"),
        (6007.14, "陆仟零柒元壹角肆分"),
        (1680.32, "壹仟陆佰捌拾元叁角贰分"),
        (107000.53, "壹拾万柒仟元伍角叁分"),
    ],
)
def test_chinese_amount(value: float, wanted: str) -> None:
    assert chinese_amount(value) == wanted


def test_english_words() -> None:
    assert english_number(1234567) == (
        "One Million, Two Hundred And Thirty Four Thousand, Five Hundred And Sixty Seven"
    )
    assert english_amount(105.5, "CNY", "Fen") == "CNY One Hundred And Five and Fifty Fen only."


@pytest.mark.parametrize(
    ("value", "places", "pattern", "wanted"),
    [
        (1234567.891, 2, None, "1,234,567.89"),
        (-1234.5, 2, "#.###,##", "-1.234,50"),
        (1234567.5, 1, "#,##,###.##", "12,34,567.5"),
        (2.675, 2, None, "2.68"),
        (0, None, None, "0.00"),
        ("1,000", 0, None, "1,000"),
    ],
)
def test_format_number(value: Any, places: int | None, pattern: str | None, wanted: str) -> None:
    assert number_formats.format_number(value, places, pattern) == wanted


@pytest.mark.parametrize(
    ("value", "places", "method", "wanted"),
    [
        (2.5, 0, "Banker's Rounding", 2),
        (2.5, 0, "Commercial Rounding", 3),
        (1.005, 2, "Commercial Rounding", 1.01),
    ],
)
def test_rounded(value: float, places: int, method: str, wanted: float) -> None:
    assert number_formats.rounded(value, places, method) == wanted


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (None, "2024-03-05"),
        ("dd.mm.yyyy", "05.03.2024"),
        ("yyyy年MM月dd日", "2024年03月05日"),
        ("d MMMM yyyy", "5 March 2024"),
        ("EEEE", "Tuesday"),
    ],
)
def test_formatdate(pattern: str | None, wanted: str) -> None:
    assert formatting.formatdate("2024-03-05", pattern) == wanted


def test_times() -> None:
    assert formatting.format_time("9:05:07") == "09:05:07"
    assert formatting.format_datetime("2024-03-05 21:05:07.123") == "2024-03-05 21:05:07"
    assert formatting.format_datetime("2024-03-05 21:05:07", "yyyy年M月d日 HH:mm") == "2024年3月5日 21:05"
    assert formatting.format_duration(93784) == "1d 2h 3m 4s"


@pytest.mark.parametrize(
    ("value", "field", "wanted"),
    [
        (1234.5, {"fieldtype": "Currency"}, "1,234.50"),
        (1234.5, {"fieldtype": "Float", "precision": "1"}, "1,234.5"),
        (None, {"fieldtype": "Date"}, ""),
        (None, {"fieldtype": "Int"}, "0"),
        ("a\n<b>", {"fieldtype": "Small Text"}, "a<br>&lt;b&gt;"),
        (12, {"fieldtype": "Percent"}, "12.0%"),
    ],
)
def test_format_value(value: Any, field: dict[str, str], wanted: str) -> None:
    assert format_value(value, field) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("<p onclick=x()>a</p><script>b()</script>", "<p>a</p>"),
        ('<img src="javascript:x()" onerror=y>', "<img>"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ('{"a": "<b onclick=x>"}', '{"a": "<b onclick=x>"}'),
    ],
)
def test_sanitize(value: str, wanted: str) -> None:
    assert text.sanitize_html(value) == wanted


def test_addresses() -> None:
    assert text.valid_email("李 <li@example.cn>") == "li@example.cn"
    assert text.valid_email("li@@example.cn") == ""
    assert text.valid_phone("+86 138-0000-0000") and not text.valid_phone("12a")
    assert text.valid_url("https://a.cn/b") and not text.valid_url("a.cn")
    assert text.comma_and(["a", "b", "c"], add_quotes=False) == "a, b and c"
