"""What an examination of the register may find, in both languages."""

from ikrar.kernel.words import Words

GAP = Words(
    "Nomor daun tidak berurutan di basis data.", "The leaves in the database are not numbered without gaps."
)
BAD_LEAF = Words("Sidik daun ini tidak cocok dengan isinya.", "This leaf's hash does not fit its bytes.")
BAD_KIND = Words(
    "Jenis entri ini bukan yang tertulis di daunnya.", "This entry's kind is not the one in its leaf."
)
BAD_BODY = Words("Catatan ini bukan yang dijanjikan daunnya.", "This record is not what its leaf promises.")
BAD_MOMENT = Words(
    "Waktu yang disimpan bukan waktu semula.", "A moment stored here is not the one it once was."
)
BAD_CHECKPOINT = Words(
    "Titik periksa ini tidak cocok dengan daun-daun di basis data.",
    "This checkpoint does not fit the leaves in the database.",
)
BAD_SEAL = Words("Segel titik periksa ini tidak sah.", "The seal of this checkpoint is not valid.")
BAD_COSIGNATURE = Words(
    "Tanda tangan saksi pada titik periksa ini tidak sah.",
    "A witness's signature on this checkpoint is not valid.",
)
BAD_LOG = Words(
    "Baris register ini tidak cocok dengan pendahulu, penerus, atau entrinya.",
    "This register's row does not fit its predecessor, its successor or its entries.",
)
HELD_BACK = Words(
    "Sebuah mesin menyimpan lebih dari basis data: register ini tidak boleh menyegel lagi.",
    "A host holds more than the database: this register must not seal any more.",
)
BAD_KEY = Words(
    "Kunci segel tidak terbaca, atau batas-batasnya tidak bersambung.",
    "A sealing key cannot be read, or where the keys take turns does not fit.",
)
BAD_OUTAGE = Words(
    "Gangguan ini bukan yang tertulis di register.", "This outage is not the one in the register."
)
BEHIND = Words(
    "Berkas yang sudah terbit lebih maju daripada basis data: ini pemulihan lama. Buka register penerus.",
    "The published files are ahead of the database: this is an old restore. Open a successor register.",
)
ANOTHER = Words(
    "Berkas yang sudah terbit bukan awal dari basis data ini.",
    "The published files are not the beginning of this database.",
)
NO_TOMBSTONE = Words(
    "Daun ini tidak punya catatan yang hidup dan tidak punya nisan.",
    "This leaf has neither a living record nor a tombstone.",
)
NOT_ENTERED = Words(
    "Catatan yang hidup ini tidak ada di register.", "This living record is not in the register."
)
CHANGED = Words(
    "Catatan yang hidup ini berubah sejak masuk register.",
    "This living record was changed since it was entered.",
)
NO_ROW = Words(
    "Entri ini tidak lagi punya baris yang menyatakannya, dan tidak punya nisan.",
    "No row tells of this entry any more, and it has no tombstone.",
)
NOBODY_HOLDS = Words(
    "Entri jenis ini tidak dicocokkan oleh siapa pun: mungkin dari rilis lain.",
    "Entries of this kind are held against nothing: they may be of another release.",
)
