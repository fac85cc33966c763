"""Indonesia's three time zones. Days are counted in Jakarta."""

from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
ZONES: dict[str, str] = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
