"""How every refusal of this context is told."""

from ikrar.pledges.refusals.asking import ASKING
from ikrar.pledges.refusals.day import DAY
from ikrar.pledges.refusals.gate import GATE
from ikrar.pledges.refusals.knowing import KNOWING
from ikrar.pledges.refusals.owing import OWING
from ikrar.pledges.refusals.papers import PAPERS
from ikrar.pledges.refusals.planning import PLANNING
from ikrar.web.problems import Refusal

REFUSALS: tuple[Refusal, ...] = (*PLANNING, *GATE, *ASKING, *DAY, *KNOWING, *PAPERS, *OWING)

__all__ = ["REFUSALS"]
