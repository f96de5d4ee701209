"""Django's configuration for people."""

from django.apps import AppConfig


class People(AppConfig):
    """Users, matters, members, tokens."""

    name = "comity.web.people"
    label = "people"
