"""First two digits of a region code (GB/T 2260)."""

# North, north-east, east, middle and south, south-west, north-west, Taiwan, Hong Kong and Macao.
RANGES = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
PROVINCES = frozenset(str(code) for low, high in RANGES for code in range(low, high + 1))
DEMO_PROVINCE = "99"


def is_province(code: str, *, allow_demo: bool = False) -> bool:
	return code in PROVINCES or (allow_demo and code == DEMO_PROVINCE)
