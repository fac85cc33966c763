"""A picture with what stands beside it, ready for a template: never more than the published file says."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ikrar.kernel.words import Words
from ikrar.openness.domain import Placed
from ikrar.openness.pictures import tiles, trend
from ikrar.openness.queries.trend import Trend
from ikrar.openness.tables import Figures
from ikrar.web.languages import say

MAP_TITLE = Words(
    "Peta petak cakupan: {n} unit. Tabelnya di bawah.", "Tile map of coverage: {n} units. The table is below."
)
TREND_TITLE = Words(
    "Bagian yang telah berikrar menurut terbitan, dari tujuh hari sebelum acara sampai penutupan. Kata-katanya di bawah.",
    "Share that has pledged by publication, from seven days before the event to the close. In words below.",
)


@dataclass(frozen=True, slots=True)
class ShownMap:
    """The tile map, its legend and its tiles for the table."""

    picture: SafeString
    legend: tuple[tuple[SafeString, Words], ...]
    tiles: tuple[tiles.Tile, ...]
    is_laid_out: bool
    left_out: int


@dataclass(frozen=True, slots=True)
class ShownTrend:
    """The line of days and its days in words."""

    picture: SafeString
    told: Trend


def map_of(figures: Figures, layout: Sequence[Placed], *, unit: str = "") -> ShownMap | None:
    """Nothing where there are fewer than two units. Raises `NoSuchUnit`."""
    found = tiles.tile_map(figures, layout, unit=unit)
    if len(found.tiles) < 2:  # noqa: PLR2004 (one tile is no map)
        return None
    title = say(MAP_TITLE, n=len(found.tiles))
    return ShownMap(
        tiles.drawn(found, title=title),
        tiles.legend(found),
        found.tiles,
        found.is_laid_out,
        found.left_out,
    )


def trend_of(told: Trend | None) -> ShownTrend | None:
    """Nothing before there is a figure."""
    if told is None:
        return None
    return ShownTrend(trend.drawn(told.points, told.span, title=say(TREND_TITLE)), told)
