"""What a person typed, read and checked; nothing is saved here."""
