"""Codes of submissions: each finding about a whole page, why it matters, and what to do."""

from __future__ import annotations

from beacon.problems import N_, Code, Severity


def _code(number: int, meaning: str, remedy: str, severity: Severity = Severity.ERROR) -> Code:
    return Code(f"SAF{number:03}", meaning, remedy, severity)


NO_CONSENT = _code(
    16,
    N_("A picture shows people, and nobody has said in writing that it may be shown."),
    N_(
        "Name the paper in the centre's cabinet, or take the picture out. Where nobody can be "
        'recognised in it, change its "people: true" to "people: false".'
    ),
)
UNKNOWN_CONSENT = _code(
    17,
    N_("A picture names a consent that the centre does not have for this campaign."),
    N_("Correct its number, or let the centre enter the paper in consents.csv."),
)
CONSENT_ENDED = _code(
    18,
    N_("A consent has ended or was withdrawn: the picture may be shown no longer."),
    N_("Take the picture out, or ask for a new consent."),
)
CONSENT_ENDS = _code(
    19,
    N_("A consent ends within thirty days, and the picture has to be gone by then."),
    N_("Ask for a new consent, or let the page end before that day."),
    Severity.WARNING,
)
FACE_AND_NAME = _code(
    20,
    N_("A picture of people stands beside a name: whoever sees it knows the child."),
    N_("Take the name out of the description, the caption and the name of the file."),
    Severity.WARNING,
)
HIDDEN_IN_PICTURE = _code(
    21,
    N_("A picture still holds hidden data, such as the place where it was taken."),
    N_("Make it anew: python3 scripts/submit.py --clean and the name of the folder."),
)
BAD_PICTURE = _code(
    22,
    N_("A picture is too large, damaged, or of another kind than its name says."),
    N_("Make it anew: python3 scripts/submit.py --clean and the name of the folder."),
)
PROFILE = _code(
    23,
    N_("A picture looks like the screen of a phone; it may show somebody's profile or chat."),
    N_("Look at it; if a person can be found by it, draw the scene instead."),
    Severity.WARNING,
)
NO_HELP = _code(
    24,
    N_("The topic touches readers in trouble, and the text does not say where help is."),
    N_("Add a link to the page Help, or the line [[help-channels]]."),
)
NO_WARNING = _code(
    25,
    N_("The topic can upset readers, and nothing warns them before the text."),
    N_('Say under "warning" what follows, and where help is.'),
)
LANGUAGES_DIFFER = _code(
    26,
    N_("The languages of the campaign say different things where all must say the same."),
    N_("Write the same in all languages."),
)
NO_LAST_DAY = _code(
    27,
    N_("The page has no last day, or one too far away, so that nobody would look at it again."),
    N_('Give a day under "expires", within two years: 2027-06-30.'),
)
UNLISTED = _code(
    28,
    N_("A picture is named but not there, or there but not described."),
    N_('Describe each picture under "pictures", in every language.'),
)
PEOPLE_UNSAID = _code(
    29,
    N_("A description speaks of people, but the picture is said to show none."),
    N_("Look at it; if somebody can be recognised, say so and name the consent."),
    Severity.WARNING,
)
UNREAD = _code(
    30,
    N_("No check understands the language of this text."),
    N_("Let somebody who speaks the language read every sentence."),
    Severity.WARNING,
)
CODES = (
    NO_CONSENT, UNKNOWN_CONSENT, CONSENT_ENDED, CONSENT_ENDS, FACE_AND_NAME, HIDDEN_IN_PICTURE,
    BAD_PICTURE, PROFILE, NO_HELP, NO_WARNING, LANGUAGES_DIFFER, NO_LAST_DAY, UNLISTED,
    PEOPLE_UNSAID, UNREAD,
)  # fmt: skip
