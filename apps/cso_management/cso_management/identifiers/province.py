"""First two digits of a region code (GB/T 2260)."""

PROVINCES = frozenset(
	"11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
DEMO_PROVINCE = "99"


def is_province(code: str, *, allow_demo: bool = False) -> bool:
	return code in PROVINCES or (allow_demo and code == DEMO_PROVINCE)
