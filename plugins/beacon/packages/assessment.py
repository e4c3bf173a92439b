"""Assessment: a quiz in the form of QTI 1.2.1 that common cartridges hold (CC profile).

The profile knows no question without points: where nothing is to be scored, any answer has them.
"""

from __future__ import annotations

from collections.abc import Iterable

from beacon.content.quizzes import Answer, Question
from beacon.packages.markup import document, element, text
from beacon.packages.qti import XSI, QuizSource

ASSESSMENT = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


def assessment_file(source: QuizSource, version: str) -> bytes:
    """Return a quiz as an assessment of a cartridge; `version` is that of its profile, `v1p3`."""
    schema = f"http://www.imsglobal.org/profile/cc/cc{version}/cc{version}_qtiasiv1p2p1_v1p0.xsd"
    about = {
        "cc_profile": "cc.exam.v0p1",
        "qmd_assessmenttype": "Examination",
        "qmd_scoretype": "Percentage",
        "qmd_feedbackpermitted": "Yes",
        "qmd_hintspermitted": "Yes",
        "qmd_solutionspermitted": "Yes",
        "cc_maxattempts": "unlimited",
    }
    items = (_item(source, question) for question in source.quiz.questions)
    return document(
        element(
            "questestinterop",
            {
                "xmlns": ASSESSMENT,
                "xmlns:xsi": XSI,
                "xsi:schemaLocation": f"{ASSESSMENT} {schema}",
            },
            element(
                "assessment",
                {"ident": source.name, "title": source.quiz.title},
                _fields(about),
                element("rubric", None, _material([source.notice])) if source.notice else "",
                element("section", {"ident": "questions"}, *items),
            ),
        )
    )


def _item(source: QuizSource, question: Question) -> str:
    right = [answer.id for answer in question.answers if answer.right]
    several = len(right) > 1
    profile = "cc.multiple_response.v0p1" if several else "cc.multiple_choice.v0p1"
    return element(
        "item",
        {"ident": f"{source.name}-{question.id}", "title": question.text},
        element("itemmetadata", None, _fields({"cc_profile": profile})),
        element("presentation", None, _material([question.text]), _choices(question, several)),
        element(
            "resprocessing",
            None,
            element("outcomes", None, _score()),
            *(_told(answer) for answer in question.answers),
            *_points(question, right if source.scored else []),
        ),
        *(_feedback(source, answer) for answer in question.answers),
    )


def _fields(values: dict[str, str]) -> str:
    fields = (
        element(
            "qtimetadatafield",
            None,
            element("fieldlabel", None, label),
            element("fieldentry", None, entry),
        )
        for label, entry in values.items()
    )
    return element("qtimetadata", None, *fields)


def _material(lines: Iterable[str]) -> str:
    html = "".join(element("p", None, text(line)) for line in lines)
    return element("material", None, element("mattext", {"texttype": "text/html"}, text(html)))


def _choices(question: Question, several: bool) -> str:
    labels = (
        element("response_label", {"ident": answer.id}, _material([answer.text]))
        for answer in question.answers
    )
    given = {"ident": "response", "rcardinality": "Multiple" if several else "Single"}
    return element("response_lid", given, element("render_choice", {"shuffle": "No"}, *labels))


def _score() -> str:
    given = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    return element("decvar", given)


def _told(answer: Answer) -> str:
    feedback = {"feedbacktype": "Response", "linkrefid": f"{answer.id}-feedback"}
    return element(
        "respcondition",
        {"continue": "Yes"},
        element("conditionvar", None, _equal(answer.id)),
        element("displayfeedback", feedback),
    )


def _points(question: Question, right: list[str]) -> Iterable[str]:
    """Yield the conditions that give points; where every answer is fine, each of them does."""
    full = element("setvar", {"action": "Set", "varname": "SCORE"}, "100")
    if len(right) > 1:
        wanted = [_equal(name) for name in right]
        others = [answer.id for answer in question.answers if not answer.right]
        unwanted = [element("not", None, _equal(name)) for name in others]
        wholes = [element("and", None, *wanted, *unwanted)]
    else:
        wholes = [_equal(name) for name in right or [answer.id for answer in question.answers]]
    for whole in wholes:
        variable = element("conditionvar", None, whole)
        yield element("respcondition", {"continue": "No"}, variable, full)


def _equal(name: str) -> str:
    return element("varequal", {"respident": "response"}, name)


def _feedback(source: QuizSource, answer: Answer) -> str:
    lines = [answer.feedback, *(source.help_lines if answer.leads_to_help else ())]
    flow = element("flow_mat", None, _material(lines))
    return element("itemfeedback", {"ident": f"{answer.id}-feedback"}, flow)
