"""Compiling: turns templates into Python that calls and escapes without detours."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, MutableMapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape
from msgspec import Struct, field

from beacon.patterns import regex

_SPECIAL = regex("[&<>'\"]").search


def escaped(value: object) -> str:
    """Return a value as it may stand in a page; most texts stay as they are."""
    kind = value.__class__
    if kind is str:
        return escape(value) if _SPECIAL(value) else value  # type: ignore[call-overload, return-value]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


IMPORTED = "imported_templates"
"""Under this name a context may hold a dictionary for the macros that its templates import."""
OF_LANGUAGE = "templates_of_language"
"""Under this name a context may hold the `Shared` of its language."""


class Shared(Struct, frozen=True):
    """Macros that all pages of a language share: their templates see `context` and no page."""

    context: dict[str, Any]
    names: frozenset[str]
    made: dict[str, TemplateModule] = field(default_factory=dict)


def imported(environment: Environment, context: Context, name: str) -> TemplateModule:
    """Return the macros of a template, which see what the importing template sees.

    They are made once for all templates whose contexts share a dictionary `IMPORTED`, and those
    that a `Shared` names once for all pages of a language.
    """
    shared: Shared | None = context.parent.get(OF_LANGUAGE)
    if shared is not None and name in shared.names:
        if name not in shared.made:
            template = environment.get_template(name)
            shared.made[name] = template.make_module(shared.context, shared=True)
        return shared.made[name]
    known = context.parent.get(IMPORTED)
    found: TemplateModule | None = None if known is None else known.get(name)
    if found is None:
        found = environment.get_template(name).make_module(context.get_all(), shared=True)
        if known is not None:
            known[name] = found
    return found


def included(
    environment: Environment, context: Context, name: str, here: dict[str, Any]
) -> Iterator[str]:
    """Return what a template makes where it is included: it sees what is seen `here`."""
    seen = {key: value for key, value in here.items() if value is not missing}
    template = environment.get_template(name)
    values = {**context.parent, **context.vars, **seen}
    return template.root_render_func(Context(environment, values, name, template.blocks))


class FlatEnvironment(Environment):
    """Gives templates what all of them see as one dictionary, which is looked through faster."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template sees; Jinja returns two dictionaries behind one another."""
        return {**self.globals, **(d or {})}


_BUFFER = "pieces"
# At the beginning of a line, where no text of a template stands.
_INTO_BUFFER = regex(rf"^( *){_BUFFER}\.(append\(|extend\(\()", re.MULTILINE)
_AT_ONCE = {"append(": "yield from (", "extend((": "yield concat(("}


def _at_once(match: re.Match[str]) -> str:
    return match.group(1) + _AT_ONCE[match.group(2)]


class DirectCode(CodeGenerator):
    """Writes calls as calls, and lets only what must be escaped become markup.

    Jinja asks at each call whether the function wants its context, and makes markup of every
    text that it shows; both took longer than most of what was called or shown. Macros are made
    once for a page, where Jinja makes them for each of its templates; none sees variables that a
    template sets.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Begin a module with the name that outputs use."""
        self.writeline(f"from {__name__} import escaped, imported, included")
        super().visit_Template(node, frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if not node.with_context:
            super()._import_common(node, frame)
            return
        self.write("imported(environment, context, ")
        self.visit(node.template, frame)
        self.write(")")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        """Hand on what an included template makes, without looking at it."""
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        known = isinstance(name, str) and node.with_context and not node.ignore_missing
        if frame.buffer is not None or not known:
            super().visit_Include(node, frame)
            return
        here = self.dump_local_context(frame)
        self.writeline(f"yield from included(environment, context, {name!r}, {here})", node)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Put the pieces of an output together before they pass through all templates around."""
        if frame.buffer is not None:
            super().visit_Output(node, frame)
            return
        outer, self.stream = self.stream, io.StringIO()
        frame.buffer = _BUFFER
        try:
            super().visit_Output(node, frame)
        finally:
            frame.buffer = None
            written, self.stream = self.stream.getvalue(), outer
        self.stream.write(_INTO_BUFFER.sub(_at_once, written, 1))

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write `function(arguments)`."""
        self.visit(node.node, frame)
        outer, self.stream = self.stream, io.StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), outer
        self.write(f"({arguments.removeprefix(', ')})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped(")
