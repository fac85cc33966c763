"""What every test may ask for."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings_test")
