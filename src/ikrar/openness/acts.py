"""What the acts of this context are called in the audit trail."""

from ikrar.kernel.words import Words

ACTS: dict[str, Words] = {
    "figures.times-chosen": Words("Waktu terbit angka dipilih", "Times of publication chosen"),
    "tiles.laid-out": Words("Peta petak ditata", "Tile map laid out"),
    "figures.republished": Words("Angka diterbitkan ulang", "Figures published again"),
}
