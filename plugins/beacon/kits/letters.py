"""Letters: the invitation and the consent form as documents that a school can edit."""

from __future__ import annotations

from beacon.kits.outline import KitForm, KitSource
from beacon.kits.paper import for_children
from beacon.languages.strings import Strings

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def invitation_name(strings: Strings) -> str:
    """Return what the invitation is called."""
    return strings.gettext("Invitation letter")


def has_invitation(source: KitSource) -> bool:
    """Tell whether an invitation has been written for those who come."""
    return source.form(_invitation(source)) is not None


def write_invitation(source: KitSource) -> bytes:
    """Return the letter to parents, or the invitation of adults."""
    return _letter(source, source.form(_invitation(source)))


def _invitation(source: KitSource) -> str:
    return "invitation" if for_children(source) else "invitation-adults"


def consent_name(strings: Strings) -> str:
    """Return what the consent form is called."""
    return strings.gettext("Consent form")


def needs_consent(source: KitSource) -> bool:
    """Tell a kit for children, who must be asked before anything is recorded."""
    return for_children(source) and source.form("consent") is not None


def write_consent(source: KitSource) -> bytes:
    """Return the consent form for recording and publishing."""
    return _letter(source, source.form("consent"))


def _letter(source: KitSource, form: KitForm | None) -> bytes:
    from beacon.kits.word import letter  # noqa: PLC0415 (python-docx is slow to load)

    assert form is not None
    return letter(source, form)
