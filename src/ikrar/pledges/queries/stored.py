"""What is stored about one official: every category, why, until when. A test holds it against the tables."""

from dataclasses import dataclass

from ikrar.kernel.words import Words
from ikrar.pledges.models import (
    CodeCard,
    DeviceKey,
    Dispute,
    Duty,
    KioskEntry,
    Obligation,
    OneTimeCode,
    PaperEntry,
    Passkey,
    Pledge,
    Refusal,
    Reminder,
)
from ikrar.roster import queries as roster

_ARCHIVE = Words(
    "sampai masa simpan arsip berakhir, atau dihapus atas permintaan yang sah",
    "until the archive period ends, or it is erased on a lawful request",
)
_CARD = Words(
    "sampai kartu diganti atau deklarasi dibatalkan; sesudah harinya kartu masih membuka Ikrar saya",
    "until the card is replaced or the declaration cancelled; after its day the card still opens My pledge",
)


@dataclass(frozen=True, slots=True)
class StoredItem:
    """One category of what is stored about a person."""

    what: Words
    why: Words
    until: Words
    count: int


_CATEGORIES: tuple[tuple[str, Words, Words, Words], ...] = (
    (
        "roster",
        Words(
            "Data kepegawaian: nama, NIP, status, jabatan, unit",
            "Roster data: name, NIP, status, position, unit",
        ),
        Words(
            "Untuk mengetahui siapa yang wajib ikut; berasal dari daftar kepegawaian",
            "To know who has the duty; it comes from the personnel list",
        ),
        Words(
            "selama Anda pegawai di sini, lalu sesuai masa simpan arsip",
            "while you work here, then for the archive period",
        ),
    ),
    (
        "contact",
        Words("Alamat surel", "Mail address"),
        Words("Untuk kode sekali pakai dan pemberitahuan", "For one-time codes and notices"),
        Words("sampai diganti atau Anda keluar", "until it is changed or you leave"),
    ),
    (
        "duties",
        Words(
            "Kewajiban ikut deklarasi, dan bahwa Anda sudah ditanya",
            "Duties to pledge, and that you were asked",
        ),
        Words("Untuk undangan dan angka cakupan", "For invitations and coverage"),
        _ARCHIVE,
    ),
    (
        "owed",
        Words(
            "Sebab kewajiban berikrar, batasnya, dan pengingat yang dikirim",
            "Why you owe a pledge, until when, and reminders that were sent",
        ),
        Words(
            "Supaya petugas unit tahu siapa yang masih perlu diundang; yang sudah menjawab tidak dilihatnya lagi",
            "So that your unit's officers know whom to invite; whoever has answered they see no more",
        ),
        _ARCHIVE,
    ),
    (
        "cards",
        Words("Kode kartu (hanya sidiknya)", "Card codes (only a hash)"),
        Words("Untuk mengenali Anda", "To identify you"),
        _CARD,
    ),
    (
        "one_time",
        Words("Kode sekali pakai (hanya sidiknya)", "One-time codes (only a hash)"),
        Words("Untuk mengenali Anda tanpa kartu", "To identify you without a card"),
        Words("berlaku 15 menit", "valid for 15 minutes"),
    ),
    (
        "pledges",
        Words(
            "Ikrar: pernyataan, tanda tangan, kunci, waktu, kehadiran",
            "Pledges: statement, signature, key, time, presence",
        ),
        Words("Untuk membuktikan ikrar Anda", "To prove your pledge"),
        _ARCHIVE,
    ),
    (
        "leaves",
        Words("Jejak hash di register umum", "A hash in the public register"),
        Words("Supaya tidak ada yang dapat diubah diam-diam", "So that nothing can be changed quietly"),
        Words(
            "selamanya; tanpa catatan ikrarnya, jejak ini tidak membuka apa pun",
            "for ever; without the pledge's record it opens nothing",
        ),
    ),
    (
        "keys",
        Words("Kunci perangkat dan passkey (bagian umumnya)", "Device keys and passkeys (their public part)"),
        Words("Untuk mengenali Anda lain kali", "To identify you next time"),
        Words("sampai Anda mencabutnya", "until you revoke them"),
    ),
    (
        "refusals",
        Words("Pilihan tidak menandatangani", "The choice not to sign"),
        Words(
            "Supaya Anda tidak ditanya lagi; atasan hanya melihat “sudah ditanya”",
            "So that you are not asked again; your superior only sees “already asked”",
        ),
        Words(
            "sampai Anda menariknya atau deklarasi diarsipkan",
            "until you take it back or the declaration is archived",
        ),
    ),
    (
        "disputes",
        Words("Sanggahan “bukan saya”", "Disputes, “not me”"),
        Words("Untuk diputus petugas", "For an officer to decide"),
        _ARCHIVE,
    ),
    (
        "entries",
        Words("Catatan kios dan lembar kertas", "Entries at a kiosk or on paper"),
        Words("Untuk mencocokkan ikrar tanpa ponsel", "To match pledges made without a phone"),
        _ARCHIVE,
    ),
)


def stored(*, official_id: int) -> list[StoredItem]:
    """Every category, with how many entries there are now."""
    counts = _counts(official_id)
    return [StoredItem(what, why, until, counts[key]) for key, what, why, until in _CATEGORIES]


def _counts(official_id: int) -> dict[str, int]:
    mine = {"duty__official": official_id}
    pledges = Pledge.objects.filter(**mine).count()
    return {
        "roster": 1,
        "contact": 1 if roster.contact(official_id=official_id) else 0,
        "duties": Duty.objects.filter(official=official_id).count(),
        "owed": Obligation.objects.filter(official=official_id).count()
        + Reminder.objects.filter(official=official_id).count(),
        "cards": CodeCard.objects.filter(**mine).count(),
        "one_time": OneTimeCode.objects.filter(**mine).count(),
        "pledges": pledges,
        "leaves": pledges,
        "keys": DeviceKey.objects.filter(official=official_id).count()
        + Passkey.objects.filter(official=official_id).count(),
        "refusals": Refusal.objects.filter(**mine).count(),
        "disputes": Dispute.objects.filter(pledge__duty__official=official_id).count(),
        "entries": KioskEntry.objects.filter(**mine).count() + PaperEntry.objects.filter(**mine).count(),
    }
