"""`python -m ikrar.project.gate`: one gate, until told to stop."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
os.environ.setdefault("IKRAR_STATEMENT_SECONDS", "15")

import django

django.setup()

from ikrar.project.gate.running import main  # noqa: E402 (settings come first)

if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)  # all is answered and kept; the interpreter's own end has nothing to add
