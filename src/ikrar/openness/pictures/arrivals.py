"""When pledges came: a bar for each published span, as wide as it lasted and as high as pledges came in a quarter of an hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ikrar.kernel.zones import JAKARTA
from ikrar.openness.tables import Arrivals

WIDTH, HEIGHT, TOP, FOOT, LEFT = 720, 180, 22, 26, 4
QUARTER = timedelta(minutes=15)
LONGEST = timedelta(
    hours=12
)  # a span over nights would press the morning into a line; then the table tells more


def drawn(spans: Sequence[Arrivals], *, title: str) -> SafeString:
    """Nothing where the spans reach over days."""
    if not spans or spans[-1].until - spans[0].begins_at > LONGEST:
        return mark_safe("")
    begin, length = spans[0].begins_at, spans[-1].until - spans[0].begins_at
    top = max(_pace(one) for one in spans)
    inner = "".join(_bar(one, begin=begin, length=length, top=top) for one in spans)
    base = f'<path class="level" d="M0 {HEIGHT - FOOT}H{WIDTH}"/>'
    head = f'<svg class="chart came" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
    return mark_safe(f"{head}{base}{inner}</svg>")  # noqa: S308 (numbers of our own and escaped texts)


def _bar(one: Arrivals, *, begin: datetime, length: timedelta, top: float) -> str:
    x = LEFT + (WIDTH - 2 * LEFT) * ((one.begins_at - begin) / length)
    width = (WIDTH - 2 * LEFT) * ((one.until - one.begins_at) / length)
    height = (HEIGHT - TOP - FOOT) * _pace(one) / top
    y = HEIGHT - FOOT - height
    hour = f"{one.begins_at.astimezone(JAKARTA):%H.%M}"
    return (
        f'<g><rect class="c5" x="{x + 1:.1f}" y="{y:.1f}" width="{max(2, width - 2):.1f}" height="{height:.1f}" rx="2"/>'
        f'<text class="count" x="{x + width / 2:.1f}" y="{y - 5:.1f}">{one.count}</text>'
        f'<text class="hour" x="{x + 1:.1f}" y="{HEIGHT - 8}">{hour}</text></g>'
    )


def _pace(one: Arrivals) -> float:
    """Pledges in a quarter of an hour."""
    return one.count / max(1.0, (one.until - one.begins_at) / QUARTER)
