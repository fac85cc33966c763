"""What a representative's passkey signs: the RFC 8785 bytes of exactly these members."""

from dataclasses import dataclass

from ikrar.kernel.canonical import Value, canonical

KIND = "ikrar.commitment/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One institution stands by one text through one named person."""

    commitment: str
    institution: str
    nonce: str
    position: str
    register: str
    representative: str
    text_sha256: str

    @property
    def members(self) -> dict[str, Value]:
        return {
            "commitment": self.commitment,
            "institution": self.institution,
            "kind": KIND,
            "nonce": self.nonce,
            "position": self.position,
            "register": self.register,
            "representative": self.representative,
            "text_sha256": self.text_sha256,
        }

    def as_bytes(self) -> bytes:
        """The bytes that are signed.

        >>> Statement(commitment="C", institution="KPU", nonce="n", position="Ketua", register="r", representative="A",
        ...     text_sha256="aa").as_bytes()[:55]
        b'{"commitment":"C","institution":"KPU","kind":"ikrar.com'
        """
        return canonical(self.members)
