"""People that do not exist: names by rule, ID numbers with a right check character."""

from cso_management.identifiers import citizen_id, credit_code

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华"
GIVEN = ("建国", "淑珍", "志强", "秀英", "文海", "玉梅", "长青", "春燕", "德明", "桂兰", "永康", "丽华")


def name(number: int) -> str:
	return SURNAMES[number % len(SURNAMES)] + GIVEN[number * 7 % len(GIVEN)]


def id_number(number: int) -> str:
	"""Adults of the demo province."""
	year, month, day = 1950 + number % 45, number % 12 + 1, number % 28 + 1
	body = f"990121{year}{month:02d}{day:02d}{number % 998 + 1:03d}"
	return body + citizen_id.check_character(body)


def mobile(number: int) -> str:
	return f"139{number % 100000000:08d}"


def credit_code_of(body: str) -> str:
	return body + credit_code.check_character(body)
