"""Forms of the public site."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django_stubs_ext import StrPromise

from ikrar.openness.domain import (
    EARLIEST,
    LATEST,
    LONGEST_LABEL,
    MOST_COLUMNS,
    MOST_DAYS,
    MOST_ROWS,
    Placed,
    Spot,
)
from ikrar.openness.queries.tiles import Line
from ikrar.web.languages import t


class TimesForm(forms.Form):
    """When figures appear."""

    daily_at = forms.TimeField(
        label=t("Angka harian, pukul (WIB)", "Daily figures, at (WIB)"),
        help_text=t(
            "Sekali sehari selama deklarasi masih terbuka, antara 06.00 dan 22.00.",
            "Once a day while the declaration is open, between 06:00 and 22:00.",
        ),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    closing_days = forms.IntegerField(
        label=t(
            "Angka penutupan, berapa hari sesudah acara", "Closing figures, how many days after the event"
        ),
        min_value=1,
        max_value=MOST_DAYS,
    )
    closing_at = forms.TimeField(
        label=t("Angka penutupan, pukul (WIB)", "Closing figures, at (WIB)"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def clean_daily_at(self) -> time:
        return _within_the_day(self.cleaned_data["daily_at"])

    def clean_closing_at(self) -> time:
        return _within_the_day(self.cleaned_data["closing_at"])


def _within_the_day(hour: time) -> time:
    if not EARLIEST <= hour <= LATEST:
        raise forms.ValidationError(
            t("Pilih jam antara 06.00 dan 22.00.", "Choose an hour between 06:00 and 22:00.")
        )
    return hour


class SpotsForm(forms.Form):
    """Row, column and label of each unit of a page; a unit without row and column leaves the map."""

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            placed = line.placed
            self.fields[f"row-{line.unit}"] = _place(
                t("Baris", "Row"), line, MOST_ROWS, placed.spot.row if placed else None
            )
            self.fields[f"column-{line.unit}"] = _place(
                t("Kolom", "Column"), line, MOST_COLUMNS, placed.spot.column if placed else None
            )
            self.fields[f"label-{line.unit}"] = forms.CharField(
                label=f"{line.name}: label",
                required=False,
                max_length=LONGEST_LABEL,
                initial=placed.label if placed else "",
                widget=forms.TextInput(attrs={"size": "10", "aria-label": f"{line.name}: label"}),
            )

    def rows(self) -> list[tuple[Line, BoundField, BoundField, BoundField]]:
        """Each unit with its three fields."""
        return [
            (line, self[f"row-{line.unit}"], self[f"column-{line.unit}"], self[f"label-{line.unit}"])
            for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        """A row needs its column, and the other way round."""
        for line in self.lines:
            row, column = self._said(line)
            if (row is None) != (column is None):
                self.add_error(
                    f"row-{line.unit}" if row is None else f"column-{line.unit}",
                    t("Isi baris dan kolom, atau kosongkan keduanya.", "Give row and column, or neither."),
                )
        return self.cleaned_data

    def placed(self) -> list[Placed]:
        """The units that have a spot."""
        found = []
        for line in self.lines:
            row, column = self._said(line)
            if row is not None and column is not None:
                label = self.cleaned_data[f"label-{line.unit}"].strip()
                found.append(Placed(line.unit, Spot(row, column), label))
        return found

    def _said(self, line: Line) -> tuple[int | None, int | None]:
        said = self.cleaned_data
        return said.get(f"row-{line.unit}"), said.get(f"column-{line.unit}")


def _place(word: StrPromise, line: Line, most: int, initial: int | None) -> forms.IntegerField:
    return forms.IntegerField(
        label=f"{line.name}: {word}",
        required=False,
        min_value=1,
        max_value=most,
        initial=initial,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "size": "3", "aria-label": f"{line.name}: {word}"}
        ),
    )


class LayoutFileForm(forms.Form):
    """A layout that was made in a spreadsheet."""

    file = forms.FileField(
        label=t("Berkas CSV", "CSV file"),
        help_text=t(
            "Kolom id, baris, kolom, label. Isinya menggantikan seluruh peta.",
            "Columns id, baris, kolom, label. It takes the place of the whole map.",
        ),
    )


class CorrectionForm(forms.Form):
    """Why figures are published again."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput())
    note = forms.CharField(
        label=t("Apa yang dibetulkan, dan mengapa?", "What is corrected, and why?"),
        help_text=t(
            "Diterbitkan bersama angkanya. Jangan menyebut nama orang.",
            "Published with the figures. Do not name anybody.",
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PaperForm(forms.Form):
    """A checkpoint as it stands on signed minutes."""

    ukuran = forms.IntegerField(
        label=t("Jumlah catatan", "Number of entries"),
        min_value=1,
        max_value=10**15,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    akar = forms.CharField(
        label=t("Akar, dalam kelompok empat", "Root, in groups of four"),
        help_text=t("Spasi dan huruf besar tidak menjadi soal.", "Blanks and capitals do not matter."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_akar(self) -> str:
        """Sixty-four hexadecimal digits, as the minutes print them."""
        root = re.sub(r"\s", "", str(self.cleaned_data["akar"])).lower()
        if not re.fullmatch(r"[0-9a-f]{64}", root):
            raise forms.ValidationError(
                t(
                    "Akar terdiri dari 16 kelompok berisi empat angka atau huruf a sampai f.",
                    "A root has 16 groups of four digits or letters a to f.",
                )
            )
        return root
