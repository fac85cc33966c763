"""`ikrar-witness`: a second pair of eyes on a register (C2SP tlog-witness). A program of its own, no Django.

It remembers the largest tree it has cosigned of each register and cosigns only what grows from there.
"""

from ikrar.register.witness.program import main

__all__ = ["main"]
