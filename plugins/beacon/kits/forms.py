"""Forms on paper: feedback, certificate and poster, filled in by hand."""

from __future__ import annotations

from beacon.kits.filling import filled
from beacon.kits.outline import KitForm, KitSource
from beacon.kits.paper import for_children, funding_blocks, help_notice, on_paper, on_sheet, printed
from beacon.languages.strings import Strings
from beacon.typesetting.document import Blocks

_POSTER_PICTURE = 46  # mm high, so that everything fits on one page


def feedback_name(strings: Strings) -> str:
    """Return what the feedback form is called."""
    return strings.gettext("Feedback form")


def has_feedback(source: KitSource) -> bool:
    """Tell whether a feedback form has been written for those who come."""
    return source.form(_feedback(source)) is not None


def write_feedback(source: KitSource) -> bytes:
    """Return the form on which people say, without their names, what they think."""
    form = _form(source, _feedback(source))
    blocks = (*_blocks(source, form), *funding_blocks(source))
    return printed(source, form.title, blocks, subtitle=source.title)


def _feedback(source: KitSource) -> str:
    return "feedback" if for_children(source) else "feedback-adults"


def certificate_name(strings: Strings) -> str:
    """Return what the certificate is called."""
    return strings.gettext("Certificate of attendance")


def has_certificate(source: KitSource) -> bool:
    """Tell whether a certificate has been written."""
    return source.form("certificate") is not None


def write_certificate(source: KitSource) -> bytes:
    """Return a certificate; the name is written on it by hand and stored nowhere."""
    form = _form(source, "certificate")
    blocks = (*_blocks(source, form), *funding_blocks(source))
    return printed(source, form.title, blocks, paper="a4-landscape", look="certificate")


def poster_name(strings: Strings) -> str:
    """Return what the poster is called."""
    return strings.gettext("Poster")


def has_poster(source: KitSource) -> bool:
    """Tell whether a poster has been written."""
    return source.form("poster") is not None


def write_poster(source: KitSource) -> bytes:
    """Return a poster; day, hour and place are written on it by hand."""
    form = _form(source, "poster")
    blocks = (
        *_picture(source),
        *_blocks(source, form),
        help_notice(source),
        *funding_blocks(source),
    )
    return printed(source, source.title, blocks, subtitle=form.title, look="poster")


def _picture(source: KitSource) -> Blocks:
    """Return the picture of the first slide, where it has one."""
    first = next((slide.picture for slide in source.deck.slides), None)
    return (on_sheet(first, _POSTER_PICTURE),) if first and source.pictures else ()


def _form(source: KitSource, name: str) -> KitForm:
    form = source.form(name)
    assert form is not None
    return form


def _blocks(source: KitSource, form: KitForm) -> Blocks:
    return on_paper(filled(source, form.html))
