"""What the closed lists of an import are called, in both languages; each refusal says what to do next."""

from ikrar.kernel.words import Words
from ikrar.roster.domain.lists import FileFault, Kind, Reason, State, Verdict
from ikrar.roster.importing.columns import Field

KINDS = {
    Kind.OFFICIALS: Words(
        "Pegawai ASN (SIASN, nominatif, DUK, PPPK)", "Civil servants (SIASN, nominatif, DUK, PPPK)"
    ),
    Kind.LOCAL: Words("Pegawai non-ASN", "Other staff (non-ASN)"),
    Kind.UNITS: Words("Susunan unit (hierarki UNOR)", "Unit tree (UNOR hierarchy)"),
    Kind.APPOINTMENT: Words("Pengangkatan dalam jabatan", "Appointments"),
    Kind.EDIT: Words("Perubahan tunggal", "Single change"),
}
STATES = {
    State.INSPECTING: Words("sedang dibuka", "being opened"),
    State.MAPPING: Words("menunggu pilihan kolom", "waiting for columns"),
    State.CONVERTING: Words("sedang dibaca", "being read"),
    State.STAGING: Words("sedang dibandingkan", "being compared"),
    State.READY: Words("siap diterapkan", "ready to apply"),
    State.APPLYING: Words("sedang diterapkan", "being applied"),
    State.APPLIED: Words("berlaku", "in force"),
    State.DISCARDING: Words("sedang dibuang", "being discarded"),
    State.DISCARDED: Words("dibuang", "discarded"),
    State.UNDOING: Words("sedang dibatalkan", "being undone"),
    State.UNDONE: Words("dibatalkan", "undone"),
    State.REFUSED: Words("berkas ditolak", "file refused"),
}
VERDICTS = {
    Verdict.NEW: Words("Baru", "New"),
    Verdict.MOVED: Words("Pindah", "Moved"),
    Verdict.CHANGED: Words("Berubah", "Changed"),
    Verdict.LEFT: Words("Keluar", "Left"),
    Verdict.UNCHANGED: Words("Tetap", "Unchanged"),
    Verdict.REFUSED: Words("Ditolak", "Refused"),
}
REASONS = {
    Reason.NUMBER_MISSING: Words(
        "NIP kosong. Lengkapi NIP di baris ini.", "No NIP. Fill in the NIP in this row."
    ),
    Reason.NUMBER_NUMERIC: Words(
        "NIP tersimpan sebagai angka, jadi digit akhirnya sudah hilang. Simpan kolom NIP sebagai teks, atau unduh ulang "
        "dari SIASN, lalu unggah lagi.",
        "The NIP is stored as a number, so its last digits are gone. Save the NIP column as text, or download it again "
        "from SIASN, and upload it again.",
    ),
    Reason.NUMBER_WRONG: Words(
        "Ini bukan NIP: harus 18 angka dan berawal tanggal lahir.",
        "This is no NIP: it must be 18 digits and begin with a day of birth.",
    ),
    Reason.NUMBER_UNKNOWN: Words(
        "NIP ini belum ada di daftar. Impor daftar pegawainya lebih dulu.",
        "This NIP is not in the roster yet. Import the staff list first.",
    ),
    Reason.NAME_MISSING: Words(
        "Nama kosong. Lengkapi nama di baris ini.", "No name. Fill in the name in this row."
    ),
    Reason.NAME_UNCLEAN: Words(
        "Ada tanda yang tidak dipakai dalam nama (misalnya < > atau huruf tak terlihat). Ketik ulang sel itu.",
        "It holds characters that no name has (such as < > or invisible ones). Type the cell again.",
    ),
    Reason.TOO_LONG: Words(
        "Isi sel terlalu panjang. Periksa kolomnya.", "The cell is too long. Check the column."
    ),
    Reason.TWICE: Words(
        "Sudah ada di baris lebih atas. Hapus salah satunya.",
        "It stands in a row above already. Delete one of them.",
    ),
    Reason.AMBIGUOUS: Words(
        "Lebih dari satu orang cocok dengan nama, unit, dan jabatan ini. Bedakan jabatannya.",
        "More than one person fits this name, unit and position. Tell their positions apart.",
    ),
    Reason.UNIT_MISSING: Words(
        "Unit kosong. Isi unitnya, atau sebutkan unit daftar ini saat mengunggah.",
        "No unit. Fill it in, or name the unit of this list when uploading.",
    ),
    Reason.UNIT_UNKNOWN: Words(
        "Unit ini tidak ditemukan. Tulis alamat unit lengkap (misalnya Seksi - Kelurahan - Kecamatan) atau UNOR ID; "
        "nama seksi saja tidak cukup.",
        "This unit was not found. Write its whole path (such as section - kelurahan - kecamatan) or its UNOR ID; the "
        "name of a section alone is not enough.",
    ),
    Reason.UNIT_OUTSIDE: Words(
        "Unit ini di luar wewenang atau di luar unit daftar. Mintalah kantor kepegawaian kota.",
        "This unit lies outside your grant or the list's unit. Ask the city's personnel office.",
    ),
    Reason.FROM_OUTSIDE: Words(
        "Orang ini tercatat di unit lain di luar wewenang Anda. Mintalah kantor kepegawaian kota memindahkannya.",
        "This person belongs to a unit outside your grant. Ask the city's personnel office to move them.",
    ),
    Reason.PARENT_UNKNOWN: Words(
        "Unit atasannya tidak ditemukan di berkas maupun di daftar.",
        "Its parent is neither in the file nor in the roster.",
    ),
    Reason.CIRCLE: Words("Unit ini menjadi atasan dirinya sendiri.", "This unit would be its own parent."),
    Reason.DATE_WRONG: Words(
        "Tanggal tidak terbaca. Tulis hari-bulan-tahun, misalnya 03-04-2025.",
        "The date cannot be read. Write day-month-year, such as 03-04-2025.",
    ),
}
FAULTS = {
    FileFault.TYPE: Words(
        "Ini bukan daftar yang bisa dibaca. Unggah berkas XLSX, XLS, ODS, atau CSV.",
        "This is no list we can read. Upload an XLSX, XLS, ODS or CSV file.",
    ),
    FileFault.BROKEN: Words(
        "Berkas rusak atau terpotong. Buka di komputer Anda, simpan ulang sebagai XLSX, lalu unggah lagi.",
        "The file is broken or cut short. Open it on your computer, save it as XLSX again and upload it.",
    ),
    FileFault.LOCKED: Words(
        "Berkas ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.",
        "The file is locked by a password. Save it without one and upload it again.",
    ),
    FileFault.TOO_LARGE: Words(
        "Isi berkas terlalu besar untuk dibaca. Bagi per unit, lalu unggah satu per satu.",
        "The file holds too much to be read. Split it by unit and upload the parts.",
    ),
    FileFault.BOMB: Words(
        "Berkas ini mengembang jauh melebihi ukurannya, jadi tidak dibuka. Simpan ulang datanya sebagai CSV.",
        "The file would swell far beyond its size, so it was not opened. Save the data as CSV.",
    ),
    FileFault.MACROS: Words(
        "Berkas ini memuat makro. Simpan sebagai XLSX (tanpa makro), lalu unggah lagi.",
        "The file holds macros. Save it as XLSX (without macros) and upload it again.",
    ),
    FileFault.NO_HEADER: Words(
        "Baris judul kolom tidak ditemukan. Pastikan ada kolom seperti NIP, NAMA, atau ID di 40 baris pertama.",
        "No row of column headings was found. See that columns such as NIP, NAMA or ID stand in the first 40 rows.",
    ),
    FileFault.EMPTY: Words(
        "Tidak ada baris berisi di berkas ini. Periksa lembar yang Anda simpan.",
        "There is no filled row in this file. Check which sheet you saved.",
    ),
}
FIELDS = {
    Field.NUMBER: Words("NIP", "NIP (staff number)"),
    Field.NAME: Words("Nama", "Name"),
    Field.NAME_NUMBER: Words("Nama dan NIP dalam satu sel", "Name and NIP in one cell"),
    Field.TITLE_BEFORE: Words("Gelar depan", "Title before"),
    Field.TITLE_AFTER: Words("Gelar belakang", "Title after"),
    Field.STATUS: Words("Status (PNS, CPNS, PPPK …)", "Status (PNS, CPNS, PPPK …)"),
    Field.POSITION: Words("Jabatan", "Position"),
    Field.ECHELON: Words("Eselon", "Echelon"),
    Field.RANK: Words("Pangkat/golongan", "Rank"),
    Field.UNIT_ID: Words("UNOR ID", "UNOR ID"),
    Field.UNIT_PATH: Words("Unit (alamat lengkap)", "Unit (whole path)"),
    Field.UNIT_ABOVE: Words("Unit induk", "Unit above"),
    Field.EMAIL: Words("Surel dinas", "Work e-mail"),
    Field.EFFECTIVE_ON: Words("TMT (berlaku sejak)", "TMT (holds from)"),
    Field.UNIT_NAME: Words("Nama unit", "Unit name"),
    Field.PARENT_ID: Words("ID unit atasan", "Parent unit's ID"),
}
