"""The codes of all findings, and what stands behind one."""

from enum import StrEnum
from typing import NamedTuple

from ikrar.kernel.words import Words
from ikrar.papers.checking.shapes import Weight


class Code(StrEnum):
    """The codes; they stand in kept findings and never change."""

    # the file
    NOT_A_PDF = "not-a-pdf"
    TOO_LARGE = "too-large"
    TOO_HEAVY = "too-heavy"
    TOO_MANY_SIGNATURES = "too-many-signatures"
    ENCRYPTED = "encrypted"
    BROKEN_FILE = "broken-file"
    FOREIGN_BYTES = "foreign-bytes"
    DUPLICATED_OBJECT = "duplicated-object"
    HIDDEN_CONTENT = "hidden-content"
    ACTIVE_CONTENT = "active-content"
    OUTSIDE_CONTENT = "outside-content"
    LAYERS = "layers"
    OVERLAY = "overlay"
    ANNOTATIONS = "annotations"
    FORM_FIELDS = "form-fields"
    ATTACHMENTS = "attachments"
    BUSY = "busy"
    # what was signed
    NO_SIGNATURE = "no-signature"
    EMPTY_SIGNATURE = "empty-signature"
    BROKEN_SIGNATURE = "broken-signature"
    BYTE_RANGE = "byte-range"
    NOT_INTACT = "not-intact"
    WEAK_ALGORITHM = "weak-algorithm"
    CHANGED_PAGES = "changed-pages"
    CHANGED_ANNOTATIONS = "changed-annotations"
    CHANGED_FORM = "changed-form"
    CHANGED_SINCE = "changed-since"
    NOT_ALLOWED = "not-allowed"
    DIFFERENT_TEXTS = "different-texts"
    # who signed
    NO_ROOTS = "no-roots"
    SELF_MADE = "self-made"
    UNKNOWN_ROOT = "unknown-root"
    BROKEN_CHAIN = "broken-chain"
    WRONG_USE = "wrong-use"
    NOT_YET_VALID = "not-yet-valid"
    EXPIRED_WHEN_SIGNED = "expired-when-signed"
    EXPIRED_SINCE = "expired-since"
    EXPIRED_UNPROVED = "expired-unproved"
    SIGNED_IN_THE_FUTURE = "signed-in-the-future"
    REVOKED = "revoked"
    REVOKED_LATER = "revoked-later"
    REVOCATION_NOT_KNOWN = "revocation-not-known"
    NO_TIMESTAMP = "no-timestamp"
    TIMESTAMP_NOT_TRUSTED = "timestamp-not-trusted"
    TIMESTAMP_BROKEN = "timestamp-broken"
    OWN_SEAL = "own-seal"
    OWN_SEAL_FORMER = "own-seal-former"
    OWN_SEAL_LATE = "own-seal-late"
    NOT_CERTIFIED = "not-certified"
    # what was expected
    TEXT_DIFFERS = "text-differs"
    BLANKS_FILLED = "blanks-filled"
    NO_TEXT = "no-text"
    NUMBER_MISSING = "number-missing"
    SIGNER_MISSING = "signer-missing"


class Told(NamedTuple):
    weight: Weight
    words: Words
