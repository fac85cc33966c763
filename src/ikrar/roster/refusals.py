"""How the roster's refusals are told."""

from ikrar.kernel.words import Words
from ikrar.roster import queries
from ikrar.web.problems import Refusal

REFUSALS: tuple[Refusal, ...] = (
    Refusal(
        queries.UnitNotFound,
        404,
        Words("Unit ini tidak ada pada hari itu.", "There is no such unit on that day."),
        Words(
            "Periksa alamat halaman atau pilih unit dari daftar.",
            "Check the address or pick the unit from the list.",
        ),
    ),
    Refusal(
        queries.OfficialNotFound,
        404,
        Words("Pegawai ini tidak ada pada hari itu.", "There is no such official on that day."),
        Words("Cari namanya dari halaman unit.", "Look for the name on the unit's page."),
    ),
)
