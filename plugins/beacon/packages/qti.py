"""QTI 2.1: a quiz as items, a test and their manifest (1EdTech QTI 2.1, content packaging 1.1.4).

An answer's feedback is shown when it has been chosen. On a sensitive topic nothing is scored.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from beacon.content.quizzes import Answer, Question, Quiz
from beacon.packages.markup import document, element, text

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI_PLACE = f"{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_PACKAGING_PLACE = (
    f"{PACKAGING} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
)


class QuizSource(Struct, frozen=True):
    """A quiz to be packed, in one language.

    `name` is unique among all quizzes; `help_lines` are shown below feedback that leads to
    help; `scored` is false where nobody should count points; `notice` is read before the questions.
    """

    name: str
    language: str
    quiz: Quiz
    help_lines: Sequence[str] = ()
    scored: bool = True
    notice: str = ""


def qti_files(source: QuizSource) -> dict[str, bytes]:
    """Return the files of a QTI 2.1 package, its manifest first."""
    questions = source.quiz.questions
    items = {f"items/{q.id}.xml": document(_item(source, q)) for q in questions}
    return {
        "imsmanifest.xml": document(_manifest(source)),
        "assessment.xml": document(_test(source)),
        **items,
    }


def _item(source: QuizSource, question: Question) -> str:
    right = [answer.id for answer in question.answers if answer.right]
    several = len(right) > 1
    outcomes = _outcome("FEEDBACK", "multiple" if several else "single", "identifier")
    counted = source.scored and bool(right)
    if counted:
        default = element("defaultValue", None, element("value", None, "0"))
        outcomes = _outcome("SCORE", "single", "float", default) + outcomes
    return element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": _QTI_PLACE,
            "identifier": f"{source.name}-{question.id}",
            "title": question.text,
            "adaptive": "false",
            "timeDependent": "false",
            "xml:lang": source.language,
        },
        _response(right),
        outcomes,
        element("itemBody", None, _interaction(question, several)),
        _processing(counted),
        *(_feedback(source, answer) for answer in question.answers),
    )


def _response(right: Sequence[str]) -> str:
    values = [element("value", None, name) for name in right]
    correct = element("correctResponse", None, *values) if values else ""
    kind = "multiple" if len(right) > 1 else "single"
    given = {"identifier": "RESPONSE", "cardinality": kind, "baseType": "identifier"}
    return element("responseDeclaration", given, correct)


def _outcome(name: str, cardinality: str, base: str, default: str = "") -> str:
    given = {"identifier": name, "cardinality": cardinality, "baseType": base}
    return element("outcomeDeclaration", given, default)


def _interaction(question: Question, several: bool) -> str:
    choices = (
        element("simpleChoice", {"identifier": answer.id}, text(answer.text))
        for answer in question.answers
    )
    most = "0" if several else "1"  # 0: as many as one likes
    given = {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": most}
    prompt = element("prompt", None, text(question.text))
    return element("choiceInteraction", given, prompt, *choices)


def _processing(counted: bool) -> str:
    chosen = element("variable", {"identifier": "RESPONSE"})
    feedback = element("setOutcomeValue", {"identifier": "FEEDBACK"}, chosen)
    if not counted:
        return element("responseProcessing", None, feedback)
    point = element("baseValue", {"baseType": "float"}, "1")
    matches = element("match", None, chosen, element("correct", {"identifier": "RESPONSE"}))
    score = element("setOutcomeValue", {"identifier": "SCORE"}, point)
    condition = element("responseCondition", None, element("responseIf", None, matches, score))
    return element("responseProcessing", None, condition, feedback)


def _feedback(source: QuizSource, answer: Answer) -> str:
    given = {"outcomeIdentifier": "FEEDBACK", "identifier": answer.id, "showHide": "show"}
    lines = [answer.feedback, *(source.help_lines if answer.leads_to_help else ())]
    return element("modalFeedback", given, *(element("p", None, text(line)) for line in lines))


def _test(source: QuizSource) -> str:
    refs = (
        element(
            "assessmentItemRef",
            {"identifier": f"item-{question.id}", "href": f"items/{question.id}.xml"},
        )
        for question in source.quiz.questions
    )
    title = source.quiz.title
    part = {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"}
    section = {"identifier": "section", "title": title, "visible": "true"}
    said = element("p", None, text(source.notice))
    notice = element("rubricBlock", {"view": "candidate tutor"}, said) if source.notice else ""
    return element(
        "assessmentTest",
        {
            "xmlns": QTI,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": _QTI_PLACE,
            "identifier": source.name,
            "title": title,
        },
        element("testPart", part, element("assessmentSection", section, notice, *refs)),
    )


def _manifest(source: QuizSource) -> str:
    names = [question.id for question in source.quiz.questions]
    items = (
        _resource(f"item-{name}", "imsqti_item_xmlv2p1", f"items/{name}.xml") for name in names
    )
    needs = [element("dependency", {"identifierref": f"item-{name}"}) for name in names]
    return element(
        "manifest",
        {
            "xmlns": PACKAGING,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": _PACKAGING_PLACE,
            "identifier": f"{source.name}-package",
        },
        element(
            "metadata",
            None,
            element("schema", None, "QTIv2.1 Package"),
            element("schemaversion", None, "1.0.0"),
        ),
        element("organizations"),
        element(
            "resources",
            None,
            _resource("test", "imsqti_test_xmlv2p1", "assessment.xml", *needs),
            *items,
        ),
    )


def _resource(name: str, kind: str, href: str, *needs: str) -> str:
    given = {"identifier": name, "type": kind, "href": href}
    return element("resource", given, element("file", {"href": href}), *needs)
