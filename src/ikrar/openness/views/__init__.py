"""Pages for everybody."""

from ikrar.openness.views.calendars import calendar_feed, calendar_page, calendars
from ikrar.openness.views.chain import version, versions
from ikrar.openness.views.checking import check
from ikrar.openness.views.data import codebook, figures_csv, figures_json, robots, security
from ikrar.openness.views.institutions import institution, institutions
from ikrar.openness.views.open_data import (
    data,
    data_archive,
    data_by_hash,
    data_catalogue,
    data_entry,
    data_of,
    data_package,
    data_schema,
    data_table,
    data_table_for_spreadsheets,
    data_table_of,
)
from ikrar.openness.views.pages import (
    accessibility,
    declaration,
    declarations,
    evidence,
    front,
    privacy,
    text,
)
from ikrar.openness.views.publishing import publications, republish, times
from ikrar.openness.views.tiling import grid, grid_afresh, grid_file, grid_take

__all__ = [
    "accessibility",
    "calendar_feed",
    "calendar_page",
    "calendars",
    "check",
    "codebook",
    "data",
    "data_archive",
    "data_by_hash",
    "data_catalogue",
    "data_entry",
    "data_of",
    "data_package",
    "data_schema",
    "data_table",
    "data_table_for_spreadsheets",
    "data_table_of",
    "declaration",
    "declarations",
    "evidence",
    "figures_csv",
    "figures_json",
    "front",
    "grid",
    "grid_afresh",
    "grid_file",
    "grid_take",
    "institution",
    "institutions",
    "privacy",
    "publications",
    "republish",
    "robots",
    "security",
    "text",
    "times",
    "version",
    "versions",
]
