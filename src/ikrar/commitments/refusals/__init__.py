"""How the refusals of joint commitments are told."""

from ikrar.commitments.refusals.certificates import CERTIFICATES
from ikrar.commitments.refusals.planning import PLANNING
from ikrar.commitments.refusals.signing import SIGNING

REFUSALS = (*PLANNING, *SIGNING, *CERTIFICATES)
