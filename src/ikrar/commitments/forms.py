"""What is typed for a joint commitment."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ikrar.commitments.domain.certificates import fingerprint
from ikrar.kernel.text import has_hidden_characters
from ikrar.kernel.words import Words
from ikrar.pledges.domain import TextIsHidden
from ikrar.pledges.domain.texts import normalised
from ikrar.web.languages import say, t

NONE_CHOSEN = ("", "—")


class BeginForm(forms.Form):
    """A name is enough."""

    title = forms.CharField(label=t("Nama komitmen", "Name of the commitment"), max_length=200)


class PlanForm(BeginForm):
    """The rest of the plan."""

    declaration = forms.ChoiceField(
        label=t("Bagian dari deklarasi", "Part of a declaration"),
        required=False,
        help_text=t("Kosongkan bila berdiri sendiri.", "Leave empty where it stands alone."),
    )
    held_on = forms.DateField(
        label=t("Hari", "Day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    place = forms.CharField(label=t("Tempat", "Place"), max_length=200, required=False)
    is_ordered = forms.BooleanField(
        label=t("Menandatangani menurut urutan yang disepakati", "Sign in the order that was agreed"),
        required=False,
    )

    def __init__(self, *args: Any, declarations: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["declaration"].choices = [NONE_CHOSEN, *declarations]  # type: ignore[attr-defined]  # a ChoiceField


class WordsForm(forms.Form):
    """The words that all sign."""

    body = forms.CharField(
        label=t("Naskah komitmen", "Text of the commitment"),
        widget=forms.Textarea(attrs={"rows": 20}),
        max_length=16000,
    )

    def clean_body(self) -> str:
        try:
            return normalised(self.cleaned_data["body"])
        except TextIsHidden:
            raise forms.ValidationError(
                t(
                    "Ada tanda arah atau tanda kendali yang tidak terlihat. Ketik ulang bagian itu.",
                    "There are invisible direction or control characters. Type that part again.",
                ),
            ) from None


class ApproveForm(forms.Form):
    """Exactly these words."""

    text_sha256 = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)


class InstitutionForm(forms.Form):
    """Another institution."""

    institution = forms.ChoiceField(label=t("Lembaga", "Institution"))

    def __init__(self, *args: Any, institutions: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].choices = list(institutions)  # type: ignore[attr-defined]  # a ChoiceField


class OrderForm(forms.Form):
    """One number for each institution."""

    def __init__(self, *args: Any, places: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = list(places)
        self.numbers = [f"place_{place}" for place, _ in told]
        self.present = [place for place, _ in told]
        for name, (place, institution) in zip(self.numbers, told, strict=True):
            self.fields[name] = forms.IntegerField(
                label=institution, initial=place, min_value=1, max_value=len(told)
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        told = [said.get(name) for name in self.numbers]
        numbers = [number for number in told if number is not None]
        if len(numbers) == len(told) and sorted(numbers) != sorted(self.present):
            raise forms.ValidationError(
                t("Setiap nomor dipakai tepat sekali.", "Each number is used exactly once.")
            )
        return said

    @property
    def places(self) -> list[int]:
        """The present places in the sequence that was typed."""
        typed = {
            self.cleaned_data[name]: place for name, place in zip(self.numbers, self.present, strict=True)
        }
        return [typed[number] for number in sorted(typed)]


class DelegateForm(forms.Form):
    """Who signs for the institution."""

    representative = forms.TypedChoiceField(
        label=t("Wakil", "Representative"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=t(
            "Hanya yang tercatat mewakili lembaga ini pada hari itu.",
            "Only those on record as speaking for this institution that day.",
        ),
    )
    reason = forms.CharField(
        label=t("Alasan penggantian", "Reason for the replacement"), max_length=300, required=False
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[tuple[int, str]] = (),
        is_replacement: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["representative"].choices = list(people)  # type: ignore[attr-defined]  # a ChoiceField
        if is_replacement:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=t("Alasan", "Reason"), max_length=300)


class WitnessForm(forms.Form):
    """Somebody who sees it."""

    name = forms.CharField(label=t("Nama saksi", "Name of the witness"), max_length=200)
    office = forms.CharField(label=t("Jabatan dan lembaga", "Office and institution"), max_length=200)


class CertificateForm(forms.Form):
    """How certificates name the institution, or which certificate it is."""

    organisation = forms.CharField(
        label=t("Organisasi dalam sertifikat", "Organisation in the certificate"),
        max_length=300,
        required=False,
        help_text=t(
            "Persis seperti tertulis (O), misalnya Kepolisian Negara Republik Indonesia. Kosong: nama lembaga di sini.",
            "Exactly as written (O), such as Kepolisian Negara Republik Indonesia. Empty: the institution's name here.",
        ),
    )
    unit = forms.CharField(
        label=t("Bagian organisasi (OU), bila ada", "Part of the organisation (OU), if any"),
        max_length=300,
        required=False,
        help_text=t(
            "Bila diisi, sertifikat harus menyebut bagian ini juga.",
            "If filled in, the certificate must name this part too.",
        ),
    )
    certificate_sha256 = forms.CharField(
        label=t("Sidik SHA-256 sertifikat wakil, bila diberitahukan", "SHA-256 of the certificate, if told"),
        max_length=120,
        required=False,
        help_text=t(
            "64 huruf dan angka. Paling pasti: hanya sertifikat itu yang diterima. Perlu bila namanya satu kata atau "
            "sertifikatnya tidak menyebut organisasi.",
            "64 letters and digits. The surest: that certificate alone is accepted. Needed where it names no organisation.",
        ),
    )
    source = forms.CharField(
        label=t("Menurut surat", "By which letter"),
        max_length=300,
        help_text=t("Nomor dan tanggal surat lembaga.", "Number and day of the institution's letter."),
    )

    def clean_certificate_sha256(self) -> str:
        typed = str(self.cleaned_data["certificate_sha256"])
        try:
            return fingerprint(typed) if typed.strip() else ""
        except ValueError:
            raise forms.ValidationError(
                t(
                    "Sidik SHA-256 terdiri dari 64 angka dan huruf a sampai f. Salin lagi dari surat.",
                    "A SHA-256 has 64 digits and letters from a to f. Copy it again from the letter.",
                ),
            ) from None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("organisation", "unit"):
            if has_hidden_characters(said.get(name, "")):
                self.add_error(
                    name,
                    t(
                        "Ada tanda yang tidak terlihat. Ketik ulang.",
                        "It holds invisible characters. Type it again.",
                    ),
                )
        if not self.errors and not said.get("organisation") and not said.get("certificate_sha256"):
            raise forms.ValidationError(
                t(
                    "Isi organisasi atau sidik sertifikatnya.",
                    "Fill in the organisation or the certificate's fingerprint.",
                )
            )
        return said


class FileForm(forms.Form):
    """One file of a kind."""

    file = forms.FileField()

    def __init__(self, *args: Any, label: Words, hint: Words, accept: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label, self.fields["file"].help_text = say(label), say(hint)
        self.fields["file"].widget.attrs["accept"] = accept


class PhotographForm(forms.Form):
    """A photograph and what can be seen on it."""

    photograph = forms.FileField(
        label=t("Foto", "Photograph"),
        help_text=t(
            "JPEG atau PNG, paling besar 12 MB. Lokasi dan data kamera dibuang dari salinan yang ditampilkan.",
            "JPEG or PNG, at most 12 MB. Place and camera are removed from the copy that is shown.",
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    caption = forms.CharField(
        label=t("Keterangan", "Caption"),
        max_length=300,
        help_text=t("Apa yang tampak, tanpa nama orang.", "What can be seen, without names."),
    )
