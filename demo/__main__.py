"""`python -m demo`: build the demonstration into IKRAR_DATA."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
django.setup()

from demo.build import main  # noqa: E402 (models can be imported only after the set-up)

main()
