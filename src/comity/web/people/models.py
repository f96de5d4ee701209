"""Users, the matters of an office, and the role of each member."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone


class Role(models.TextChoices):
    """What a member of a matter does there."""

    READER = "reader"
    EDITOR = "editor"
    COUNSEL = "counsel"
    CERTIFIER = "certifier"
    ADMINISTRATOR = "administrator"


class Access(models.TextChoices):
    """How confidential something is, from what everybody may read to what is read by those named for it alone."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PRIVILEGED = "privileged"
    RESTRICTED = "restricted"


class Users(BaseUserManager["User"]):
    """Makes users; an address is kept in small letters."""

    def create_user(self, email: str, name: str = "", password: str | None = None) -> User:
        """A user with a password, or with none that fits."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """By address, however it is written."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person of the office. `epoch` goes up when all of the person's sessions are to end."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(default=timezone.now)
    epoch = models.PositiveIntegerField(default=0)
    looked = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Users] = Users()  # pyright: ignore[reportIncompatibleVariableOverride] as Django has it
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ()  # pyright: ignore[reportAssignmentType] the address is all that is required

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Nobody is: there is no back door beside the pages."""
        return False

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        inherited: Any = super()
        return f"{inherited._get_session_auth_hash(secret=secret)}{self.epoch}"

    def end_sessions(self) -> None:
        """End every session of this person, on every machine."""
        User.objects.filter(pk=self.pk).update(epoch=models.F("epoch") + 1)


class Matter(models.Model):
    """What an office works on, with its members; `number` is neutral and stands wherever a name would tell too much."""

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    government = models.CharField(max_length=100)
    opened = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Matter {self.number}"


class Member(models.Model):
    """A person's role in a matter; one may have several. `restricted`: named for what is restricted there."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="members")
    role = models.CharField(max_length=20, choices=Role.choices)
    restricted = models.BooleanField(default=False)
    user_id: int
    matter_id: int

    class Meta:
        """One row a role."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "matter", "role"], name="one_row_a_role"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_known"),
        ]


class Invitation(models.Model):
    """A link that signs a person in once, kept as a digest."""

    user = models.ForeignKey(User, models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)


class Token(models.Model):
    """A token for programs, kept as a digest: of one person and one matter, with scopes, until a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=200)
    made = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    user_id: int
    matter_id: int


class Feed(models.Model):
    """The secret address of a person's calendar of one matter, kept as a digest."""

    user = models.ForeignKey(User, models.CASCADE, related_name="feeds")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    user_id: int
    matter_id: int
