"""The structure of QTI and cartridge files, as the 1EdTech specifications describe it.

No package registry carries the official XML schemas, so the parts we use are written down
here: for each element what may stand in it, in which order, and which attributes it must and
may have (QTI 2.1 information model; QTI 1.2.1 and content packaging in their Common Cartridge
profiles, with the rule sets of the profile for resources and items).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

Model = Mapping[str, tuple[str, str, str]]
"""By element: children as a pattern of names, needed attributes, attributes it may have."""

TEXT = "#text"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

QTI_2_1: Model = {
    "assessmentItem": (
        "responseDeclaration+ outcomeDeclaration* itemBody responseProcessing? modalFeedback*",
        "identifier title adaptive timeDependent", f"{LANG} {XSI}",
    ),
    "responseDeclaration": ("correctResponse?", "identifier cardinality baseType", ""),
    "correctResponse": ("value+", "", ""),
    "outcomeDeclaration": ("defaultValue?", "identifier cardinality baseType", ""),
    "defaultValue": ("value+", "", ""),
    "value": (TEXT, "", ""),
    "itemBody": ("choiceInteraction+", "", ""),
    "choiceInteraction": ("prompt? simpleChoice+", "responseIdentifier shuffle maxChoices", ""),
    "prompt": (TEXT, "", ""),
    "simpleChoice": (TEXT, "identifier", "fixed"),
    "responseProcessing": ("responseCondition* setOutcomeValue*", "", ""),
    "responseCondition": ("responseIf", "", ""),
    "responseIf": ("match setOutcomeValue+", "", ""),
    "match": ("variable correct", "", ""),
    "variable": ("", "identifier", ""),
    "correct": ("", "identifier", ""),
    "baseValue": (TEXT, "baseType", ""),
    "setOutcomeValue": ("(variable|baseValue)", "identifier", ""),
    "modalFeedback": ("p+", "outcomeIdentifier identifier showHide", "title"),
    "p": (TEXT, "", ""),
    "assessmentTest": ("testPart+", "identifier title", XSI),
    "testPart": ("assessmentSection+", "identifier navigationMode submissionMode", ""),
    "assessmentSection": ("rubricBlock? assessmentItemRef+", "identifier title visible", ""),
    "assessmentItemRef": ("", "identifier href", ""),
    "rubricBlock": ("p+", "view", ""),
}  # fmt: skip
PACKAGING: Model = {
    "manifest": ("metadata organizations resources", "identifier", XSI),
    "metadata": ("schema schemaversion lom?", "", ""),
    "schema": (TEXT, "", ""),
    "schemaversion": (TEXT, "", ""),
    "organizations": ("organization?", "", ""),
    "organization": ("item", "identifier structure", ""),
    "item": ("title? item*", "identifier", "identifierref"),
    "title": (f"{TEXT}|string", "", ""),
    "resources": ("resource+", "", ""),
    "resource": ("file* dependency*", "identifier type", "href"),
    "file": ("", "href", ""),
    "dependency": ("", "identifierref", ""),
    "lom": ("general rights", "", ""),
    "general": ("title language description", "", ""),
    "language": (TEXT, "", ""),
    "description": ("string", "", ""),
    "string": (TEXT, "language", ""),
    "rights": ("copyrightAndOtherRestrictions description", "", ""),
    "copyrightAndOtherRestrictions": ("value", "", ""),
    "value": (TEXT, "", ""),
}
ASSESSMENT: Model = {
    "questestinterop": ("assessment", "", XSI),
    "assessment": ("qtimetadata rubric? section", "ident title", ""),
    "rubric": ("material", "", ""),
    "qtimetadata": ("qtimetadatafield+", "", ""),
    "qtimetadatafield": ("fieldlabel fieldentry", "", ""),
    "fieldlabel": (TEXT, "", ""),
    "fieldentry": (TEXT, "", ""),
    "section": ("item+", "ident", ""),
    "item": ("itemmetadata presentation resprocessing itemfeedback*", "ident title", ""),
    "itemmetadata": ("qtimetadata", "", ""),
    "presentation": ("material response_lid", "", ""),
    "material": ("mattext", "", ""),
    "mattext": (TEXT, "texttype", ""),
    "response_lid": ("render_choice", "ident rcardinality", ""),
    "render_choice": ("response_label+", "shuffle", ""),
    "response_label": ("material", "ident", ""),
    "resprocessing": ("outcomes respcondition+", "", ""),
    "outcomes": ("decvar", "", ""),
    "decvar": ("", "maxvalue minvalue varname vartype", ""),
    "respcondition": ("conditionvar (displayfeedback|setvar)", "continue", ""),
    "conditionvar": ("(varequal|and)", "", ""),
    "and": ("varequal+ not*", "", ""),
    "not": ("varequal", "", ""),
    "varequal": (TEXT, "respident", ""),
    "setvar": (TEXT, "action varname", ""),
    "displayfeedback": ("", "feedbacktype linkrefid", ""),
    "itemfeedback": ("flow_mat", "ident", ""),
    "flow_mat": ("material", "", ""),
}
WEB_LINK: Model = {
    "webLink": ("title url", "", XSI),
    "title": (TEXT, "", ""),
    "url": ("", "href", "target"),
}


def faults(data: bytes, model: Model, *spaces: str) -> Iterator[str]:
    """Yield where a document is not as its model says; `spaces` are its namespaces."""
    root = etree.fromstring(data)
    for node in root.iter():
        name = etree.QName(node)
        if name.namespace not in spaces:
            yield f"<{name.localname}> is in the namespace {name.namespace}"
        if name.localname not in model:
            yield f"<{name.localname}> is not known"
            continue
        children, needed, possible = model[name.localname]
        names = "".join(f"{etree.QName(child).localname} " for child in node)
        words = (node.text or "").strip()
        pattern = children.removeprefix(f"{TEXT}|")
        if TEXT in children and not names:
            if not words:
                yield f"<{name.localname}> is empty"
        elif not re.fullmatch(re.sub(r"(\w+) ?([+*?]?) ?", r"(?:\1 )\2", pattern), names):
            yield f"<{name.localname}> holds {names or 'nothing'}"
        elif words:
            yield f"<{name.localname}> holds text"
        given = set(node.attrib)
        if not set(needed.split()) <= given <= {*needed.split(), *possible.split()}:
            yield f"<{name.localname}> has {sorted(given)}"


def identifier_faults(data: bytes, *names: str) -> Iterator[str]:
    """Yield identifiers that are no names of XML, or that stand twice in one document."""
    seen: set[str] = set()
    for node in etree.fromstring(data).iter():
        for attribute in names:
            value = node.get(attribute)
            if value is None or etree.QName(node).localname in ("setOutcomeValue", "variable"):
                continue
            if not re.fullmatch(r"[A-Za-z_][\w.-]*", value):
                yield f"{value!r} is no name"
            key = f"{etree.QName(node).localname} {value}"
            if key in seen:
                yield f"{key} stands twice"
            seen.add(key)
