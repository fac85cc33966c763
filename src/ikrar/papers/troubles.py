"""What may be wrong with a paper or a seal, as sentences.

Here and not beside the code that raises them: that loads pyHanko, a second that most processes have no reason to spend.
"""


class PaperIsNoPDF(Exception):
    """These bytes are no PDF, or none that can be added to."""


class PaperTakesNoSeal(Exception):
    """The paper bears this seal already, or somebody certified it against any addition."""


class NameIsTaken(Exception):
    """The PDF holds an attachment of this name already."""


class SealHasExpired(Exception):
    """The certificate of the seal's key holds no longer, or not yet."""


class SealNeedsTimestamp(Exception):
    """This installation seals nothing without a timestamp, and the authority gave none; the text says why."""


class KeyFileIsOpen(Exception):
    """Others than its owner can read the file of the seal's key."""


class KeyFileIsBroken(Exception):
    """The file holds no private key with the certificate that belongs to it."""


class TokenIsMissing(Exception):
    """The token with the seal's key cannot be reached; the text says what the module answered."""


class PaperWasNotMade(Exception):
    """The press could not make this paper; the text names the trouble, which stands in the log."""


class PressTookTooLong(Exception):
    """The press was stopped in the middle of this paper; the text says after how many seconds."""


class RootsAreBroken(Exception):
    """The file that IKRAR_TSA_ROOTS names holds no certificates in PEM."""


TROUBLES: tuple[type[Exception], ...] = (
    PaperIsNoPDF, PaperTakesNoSeal, NameIsTaken, SealHasExpired, SealNeedsTimestamp,
    KeyFileIsOpen, KeyFileIsBroken, TokenIsMissing, PaperWasNotMade, PressTookTooLong, RootsAreBroken,
)  # fmt: skip
