"""What the acts of this context are called in the audit trail."""

from ikrar.kernel.words import Words

ACTS: dict[str, Words] = {
    "figures.republished": Words("Angka diterbitkan ulang", "Figures published again"),
}
