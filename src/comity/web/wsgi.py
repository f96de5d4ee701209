"""The entry point for web servers: Django, with the application's static files in front."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import django_htmx
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.web.settings")

application: Any = WhiteNoise(get_wsgi_application(), max_age=3600)
application.add_files(str(Path(__file__).parent / "look" / "static"), prefix="static/")
application.add_files(str(Path(django_htmx.__file__).parent / "static" / "django_htmx"), prefix="static/htmx/")
