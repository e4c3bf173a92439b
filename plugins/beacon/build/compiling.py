"""Compiling: turns templates into Python that calls and escapes without detours."""

from __future__ import annotations

import io
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

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


def imported(environment: Environment, context: Context, name: str) -> TemplateModule:
    """Return the macros of a template, which see what the importing template sees.

    They are made once for all templates whose contexts share a dictionary `IMPORTED`.
    """
    known = context.parent.get(IMPORTED)
    found: TemplateModule | None = None if known is None else known.get(name)
    if found is None:
        found = environment.get_template(name).make_module(context.get_all(), shared=True)
        if known is not None:
            known[name] = found
    return found


class DirectCode(CodeGenerator):
    """Writes calls as calls, and lets only what must be escaped become markup.

    Jinja asks at each call whether the function wants its context, and makes markup of every
    text that it shows; both took longer than most of what was called or shown. Macros are made
    once for a page, where Jinja makes them for each of its templates; none sees variables that a
    template sets.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Begin a module with the name that outputs use."""
        self.writeline(f"from {__name__} import escaped, imported")
        super().visit_Template(node, frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if not node.with_context:
            super()._import_common(node, frame)
            return
        self.write("imported(environment, context, ")
        self.visit(node.template, frame)
        self.write(")")

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
