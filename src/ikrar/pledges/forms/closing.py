"""What an organiser gives after the day."""

from datetime import datetime

from django import forms

from ikrar.kernel.zones import JAKARTA
from ikrar.web.languages import t


class MomentForm(forms.Form):
    """A day and an hour in WIB."""

    day = forms.DateField(label=t("Tanggal", "Day"), widget=forms.DateInput(attrs={"type": "date"}))
    hour = forms.TimeField(
        label=t("Jam (WIB)", "Hour (WIB)"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def moment(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], JAKARTA)


class FurtherSiteForm(MomentForm):
    """A further site for people whom nobody has asked yet."""

    name = forms.CharField(label=t("Nama lokasi lanjutan", "Name of the further site"), max_length=120)
    venue = forms.CharField(label=t("Tempat", "Venue"), max_length=200, required=False)
    leader = forms.CharField(label=t("Pemimpin", "Leader"), max_length=120, required=False)
    field_order = ("name", "venue", "leader", "day", "hour")


class ExtendForm(MomentForm):
    """A later cut-off, with its reason; it is entered in the register."""

    reason = forms.CharField(
        label=t("Alasan", "Reason"),
        help_text=t(
            "Tercatat di register, dapat dibaca umum, dan tidak dapat dihapus. Mohon tidak menyebut nama orang.",
            "Entered in the register, open to everybody, and cannot be deleted. Please name nobody.",
        ),
        max_length=200,
    )
