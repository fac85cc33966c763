"""How refusals of the engine about norms, sanctions and quotations are told."""

from ikrar.kernel.words import Words
from ikrar.law import engine
from ikrar.web.problems import Refusal

_CHOOSE = Words("Yang dikenal: {known}.", "Known are: {known}.")

ENGINE = (
    Refusal(
        engine.NormDoesNotHold,
        422,
        Words(
            "{norm} tidak berlaku pada {day} (berlaku {begins_on} sampai sebelum {ends_before}).",
            "{norm} was not in force on {day} (in force from {begins_on}, ended before {ends_before}).",
        ),
        Words(
            "Perbuatan dinilai menurut aturan hari itu; cari norma yang berlaku pada hari itu.",
            "An act is judged by the law of its day; look for the norm that was in force then.",
        ),
    ),
    Refusal(
        engine.NormDoesNotBind,
        422,
        Words(
            "{norm} tidak berbicara tentang keadaan ini: {why}", "{norm} does not speak of this case: {why}"
        ),
        Words(
            "Pilih norma lain, atau perbaiki golongan dan pemilihannya.",
            "Choose another norm, or correct group and election.",
        ),
    ),
    Refusal(
        engine.SwitchIsUnknown,
        422,
        Words("Tidak ada aturan peralihan “{switch}”.", "There is no transitional rule “{switch}”."),
        _CHOOSE,
    ),
    Refusal(
        engine.OfficeIsUnknown,
        422,
        Words("Jabatan “{office}” tidak dikenal.", "No such office: “{office}”."),
        _CHOOSE,
    ),
    Refusal(
        engine.QuotationIsEmpty,
        422,
        Words("Tidak ada kutipan yang ditulis.", "No quotation was written."),
        Words("Tulis misalnya PP 94/2021 pasal 5 huruf n.", "Write for example PP 94/2021 pasal 5 huruf n."),
    ),
    Refusal(
        engine.QuotationIsTooLong,
        422,
        Words(
            "Kutipan itu terlalu panjang: {length} huruf, paling banyak {longest}.",
            "That quotation is too long: {length} letters, at most {longest}.",
        ),
        Words("Tulis hanya peraturan dan pasalnya.", "Write only the instrument and its article."),
    ),
)
