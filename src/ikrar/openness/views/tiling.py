"""Laying out the tile map: by row and column, from a file, or afresh from the tree. Keyboard and no script."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ikrar.kernel.zones import JAKARTA
from ikrar.openness import operations
from ikrar.openness.domain import MOST_COLUMNS, MOST_ROWS, MOST_TILES
from ikrar.openness.forms import LayoutFileForm, SpotsForm
from ikrar.openness.operations.tiling import COLUMNS
from ikrar.openness.pictures import tiles as pictures
from ikrar.openness.queries import tiles
from ikrar.web.access import may
from ikrar.web.page import page

LINES = 150  # on one page; larger levels are laid out by file


@may("figures.publish")
def grid(request: HttpRequest, institution: str) -> HttpResponse:
    """One level of units with their spots, and the map as it stands."""
    at = timezone.now()
    unit = request.GET.get("unit", "")
    found = tiles.grid(institution=institution, unit=unit, on=at.astimezone(JAKARTA).date())
    lines = found.lines[:LINES]
    form = SpotsForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        among = {line.unit for line in lines}
        operations.lay_out(institution=institution, placed=form.placed(), among=among, by=request.user, at=at)
        return _back(institution, unit)
    return page(
        request,
        "openness/grid.html",
        status=422 if form.errors else 200,
        found=found,
        form=form,
        rows=form.rows(),
        more=len(found.lines) - len(lines),
        preview=pictures.preview(found.layout, found.names, here={line.unit for line in lines}),
        file_form=LayoutFileForm(),
        unit=unit,
        most_rows=MOST_ROWS,
        most_columns=MOST_COLUMNS,
        most=MOST_TILES,
    )


@may("figures.publish")
def grid_file(_request: HttpRequest, institution: str) -> HttpResponse:
    """Every unit with its spot, to be laid out in a spreadsheet and sent back."""
    on = timezone.now().astimezone(JAKARTA).date()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="petak-{institution}.csv"'
    rows = csv.writer(response)
    rows.writerow(COLUMNS)
    for one, placed in tiles.every_line(institution=institution, on=on):
        spot = (placed.spot.row, placed.spot.column, placed.label) if placed else ("", "", "")
        rows.writerow((one.public_id, *map(_inert, (*spot, one.name))))
    return response


@may("figures.publish")
def grid_take(request: HttpRequest, institution: str) -> HttpResponse:
    """Take a file as the whole layout."""
    form = LayoutFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"].read(operations.LARGEST_FILE + 1)
        operations.read_layout(institution=institution, file=file, by=request.user, at=timezone.now())
    return _back(institution, "")


@may("figures.publish")
def grid_afresh(request: HttpRequest, institution: str) -> HttpResponse:
    """A first layout from the tree."""
    unit = request.POST.get("unit", "")
    if request.method == "POST":
        operations.lay_out_afresh(institution=institution, unit=unit, by=request.user, at=timezone.now())
    return _back(institution, unit)


def _back(institution: str, unit: str) -> HttpResponse:
    address = reverse("openness:grid", args=[institution])
    return redirect(f"{address}?{urlencode({'unit': unit})}" if unit else address)


def _inert(value: object) -> object:
    """A name that a spreadsheet would take for a formula is told as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
