"""How the roster's refusals are told."""

from ikrar.kernel.words import Words
from ikrar.roster import operations, queries
from ikrar.roster.importing.columns import ColumnForbidden, ColumnsMissing
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
    Refusal(
        queries.InstitutionNotFound,
        404,
        Words("Lembaga ini tidak ada.", "There is no such institution."),
        Words("Pilih dari halaman Lembaga.", "Pick one from the page of institutions."),
    ),
    Refusal(
        queries.ImportNotFound,
        404,
        Words("Impor ini tidak ada.", "There is no such import."),
        Words("Pilih dari riwayat impor.", "Pick one from the history of imports."),
    ),
    Refusal(
        operations.ImportUnderWay,
        409,
        Words("Daftar lain sedang diterapkan.", "Another list is being applied."),
        Words("Tunggu sebentar, lalu ulangi.", "Wait a moment and try again."),
    ),
    Refusal(
        operations.NoConvenor,
        409,
        Words(
            "Pemerintah penyelenggara belum dicatat.", "The convening government has not been entered yet."
        ),
        Words("Catat dahulu di halaman Lembaga.", "Enter it first on the page of institutions."),
    ),
    Refusal(
        operations.FileTooLarge,
        413,
        Words("Berkas melebihi {megabytes} MB.", "The file is larger than {megabytes} MB."),
        Words(
            "Bagi daftar per unit, atau simpan hanya kolom yang diperlukan, lalu unggah lagi.",
            "Split the list by unit, or keep only the columns needed, and upload it again.",
        ),
    ),
    Refusal(
        operations.StepNotOpen,
        409,
        Words("Langkah ini sudah lewat.", "This step is past."),
        Words(
            "Muat ulang halaman impor untuk melihat keadaannya.",
            "Reload the import's page to see where it stands.",
        ),
    ),
    Refusal(
        operations.RosterHasMoved,
        409,
        Words(
            "Daftar pegawai berubah sejak pratinjau dibuat. Pratinjau sedang diperbarui.",
            "The roster has changed since the preview. The preview is being renewed.",
        ),
        Words(
            "Kembali ke halaman impor, periksa lagi, lalu terapkan.",
            "Go back to the import, check again, and apply.",
        ),
    ),
    Refusal(
        operations.OnlyTheLastCanBeUndone,
        409,
        Words("Ada perubahan yang lebih baru di atasnya.", "A later change stands on this one."),
        Words("Urungkan dahulu yang terbaru.", "Undo the latest one first."),
    ),
    Refusal(
        operations.NotProposed,
        409,
        Words("Tidak ada orang yang diusulkan untuk baris ini.", "No person was proposed for this row."),
        Words(
            "Perbaiki NIP di berkas, lalu unggah lagi.", "Correct the NIP in the file and upload it again."
        ),
    ),
    Refusal(
        operations.NameTaken,
        409,
        Words("Nama {name} sudah ada di sini.", "There is already a {name} here."),
        Words("Pakai yang sudah ada, atau beri nama lain.", "Use the existing one, or give another name."),
    ),
    Refusal(
        operations.AbsenceTooLong,
        422,
        Words("Masa berhalangan tidak sah.", "This absence cannot be recorded."),
        Words(
            "Isi hari terakhir yang tidak mendahului hari pertama, paling lama dua tahun.",
            "Give a last day not before the first, two years at most.",
        ),
    ),
    Refusal(
        ColumnForbidden,
        422,
        Words("Kolom {header} tidak pernah dibaca.", "The column {header} is never read."),
        Words("Pilih kolom lain.", "Choose another column."),
    ),
    Refusal(
        ColumnsMissing,
        422,
        Words("Kolom wajib belum dipilih.", "A needed column has not been chosen."),
        Words(
            "Pilih kolom NIP dan Nama (atau ID, nama, dan ID atasan untuk unit).",
            "Choose the columns for NIP and name (or ID, name and parent ID for units).",
        ),
    ),
)
