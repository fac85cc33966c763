"""What is typed at a kiosk and when opening one."""

from collections.abc import Iterable

from django import forms

from ikrar.web.languages import t

OUTSIDE = "-"  # the witness belongs to no unit of the roster


class OpenKioskForm(forms.Form):
    """The witness says where he or she belongs."""

    witness_unit = forms.ChoiceField(
        label=t("Unit asal Anda", "The unit you belong to"),
        help_text=t(
            "Orang dari unit ini tidak dapat menandatangani di kios Anda.",
            "People of this unit cannot sign at your kiosk.",
        ),
    )
    will_look = forms.BooleanField(
        label=t(
            "Saya akan memeriksa KTP atau kartu pegawai setiap orang sebelum memasukkan kode saksi.",
            "I will check everybody's identity or staff card before I enter the witness code.",
        )
    )

    def unit(self) -> str:
        """The unit's public id; empty for a witness of another institution."""
        return str(self.cleaned_data["witness_unit"]).replace(OUTSIDE, "")

    def __init__(self, *args: object, units: Iterable[tuple[str, str]] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own long signature
        first = ("", t("Pilih unit Anda", "Choose your unit"))
        outside = (OUTSIDE, t("Lembaga lain (Bawaslu, KPU, …)", "Another institution (Bawaslu, KPU, …)"))
        self.fields["witness_unit"].choices = [first, outside, *units]  # type: ignore[attr-defined]  # a ChoiceField


class IdentifyForm(forms.Form):
    """Who stands at the kiosk, and that the witness is there."""

    typed = forms.CharField(
        label=t("Kode kartu atau NIP", "Card code or NIP"),
        help_text=t(
            "Kode pada kartu Anda; bila kartu tidak ada, NIP lengkap.",
            "The code on your card; without a card, the whole NIP.",
        ),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    pin = forms.CharField(
        label=t("Kode saksi", "Witness code"),
        help_text=t(
            "Diisi oleh saksi, setelah melihat kartu identitas orangnya.",
            "Entered by the witness, after looking at the person's identity card.",
        ),
        max_length=12,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class SignForm(forms.Form):
    """The person's own decision."""

    has_read = forms.BooleanField(
        label=t("Saya sudah membaca naskah ini.", "I have read this text."),
        error_messages={
            "required": t("Silakan baca dulu, lalu beri tanda di sini.", "Please read first, then tick here.")
        },
    )
    stage_code = forms.CharField(
        label=t("Kode layar", "Stage code"),
        help_text=t(
            "Enam huruf dan angka di layar panggung, bila terlihat dari sini.",
            "The six characters on the stage screen, if you can see it from here.",
        ),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class CloseForm(forms.Form):
    pin = forms.CharField(
        label=t("Kode saksi", "Witness code"),
        max_length=12,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
