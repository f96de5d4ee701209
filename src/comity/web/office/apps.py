"""Django's configuration for what an office holds."""

from django.apps import AppConfig


class Office(AppConfig):
    """Facts, documents, holds, disposals, jobs, the log of access."""

    name = "comity.web.office"
    label = "office"
