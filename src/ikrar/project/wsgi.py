"""What granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from ikrar.web import logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ikrar.project.settings")
os.environ.setdefault("IKRAR_STATEMENT_SECONDS", "15")  # a page that takes longer is answered with 503
logs.speak_as("pages")
application = get_wsgi_application()

from ikrar.project import metrics  # noqa: E402 (settings come first)

metrics.keep("pages")
