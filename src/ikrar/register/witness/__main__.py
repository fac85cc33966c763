"""`python -m ikrar.register.witness`, where the program itself is not installed."""

import sys

from ikrar.register.witness.program import main

sys.exit(main())
