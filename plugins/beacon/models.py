"""Models: what front matter and data files may say, with the rules for every value.

A model is a msgspec struct: quick to import, to read back from a file and small. Its rules are
held against data twice at most. First quickly, by msgspec and by what stands here; that says yes
or nothing. Where it does not say yes, pydantic decides on a twin of the model, made then: it
takes values that are meant but written otherwise, and tells all faults of an entry at once. So
most builds, in which little was changed and rightly, never load pydantic, which was a fifth of
the time of a small edit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import time
from functools import cache
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    NamedTuple,
    TypeVar,
    dataclass_transform,
    get_type_hints,
)

import msgspec
from msgspec import Struct, StructMeta

from beacon.patterns import regex

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Self = TypeVar("Self", bound="Model")
Check = Callable[[Any], Any]
_REQUIRED: Any = msgspec.NODEFAULT


class Rule(NamedTuple):
    """What holds for a value: lengths are letters of a text or entries of a list."""

    default: Any = _REQUIRED
    default_factory: Callable[[], Any] | None = None
    min_length: int | None = None
    max_length: int | None = None
    ge: int | None = None
    le: int | None = None
    pattern: str | None = None

    def holds(self, value: Any) -> bool:
        """Tell whether a value of the right type keeps the rule; None keeps every one."""
        if value is None:
            return True
        return not (
            (self.min_length is not None and len(value) < self.min_length)
            or (self.max_length is not None and len(value) > self.max_length)
            or (self.ge is not None and value < self.ge)
            or (self.le is not None and value > self.le)
            or (self.pattern is not None and not re.search(self.pattern, value))
        )

    def as_field(self) -> Any:
        """Return the rule as pydantic knows it."""
        from pydantic import Field  # noqa: PLC0415 (see the top)

        given = {key: value for key, value in self._asdict().items() if value is not None}
        given.pop("default", None)
        if self.default is not _REQUIRED and self.default_factory is None:
            given["default"] = self.default
        return Field(**given)


def rule(
    *,
    default: Any = _REQUIRED,
    default_factory: Callable[[], Any] | None = None,
    min_length: int | None = None,
    max_length: int | None = None,
    ge: int | None = None,
    le: int | None = None,
    pattern: str | None = None,
) -> Any:
    """Say what holds for the value of a field; it must be given where there is no default."""
    return Rule(default, default_factory, min_length, max_length, ge, le, pattern)


class _Step(NamedTuple):
    """A check of a model: of the values of `fields`, or of all of them where none is named."""

    check: Check
    fields: tuple[str, ...]
    first: bool


def reads(*fields: str) -> Callable[[Check], Any]:
    """Mark what makes a value of what was written; it raises ValueError where that cannot be."""
    return lambda check: _Step(check, fields, first=True)


def checks(*fields: str) -> Callable[[Check], Any]:
    """Mark what returns a value of the right type as it is, or raises ValueError."""
    return lambda check: _Step(check, fields, first=False)


def reads_all(check: Check) -> Any:
    """Mark what makes the data of a model of what was written."""
    return _Step(check, (), first=True)


def checks_all(check: Callable[[Any], None]) -> Any:
    """Mark a method that raises ValueError where values of a model contradict each other."""
    return _Step(check, (), first=False)


class Checked:
    """In `Annotated[type, Checked(check)]`: what returns a value of this type, or a better one.

    It raises ValueError where the value is wrong.
    """

    def __init__(self, check: Check) -> None:
        self.check = check

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema  # noqa: PLC0415 (see the top)

        return core_schema.no_info_after_validator_function(self.check, handler(source))


class _Gathering(StructMeta):
    """Takes rules and checks out of the body of a class, and makes a struct of the rest."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **options: Any
    ) -> Any:
        rules: dict[str, Rule] = {}
        steps: dict[str, _Step] = {}
        for key, value in list(namespace.items()):
            if isinstance(value, _Step):
                steps[key] = value
                del namespace[key]
            elif isinstance(value, Rule):
                rules[key] = value
                if value.default_factory is not None:
                    namespace[key] = msgspec.field(default_factory=value.default_factory)
                elif value.default is _REQUIRED:
                    del namespace[key]
                else:
                    namespace[key] = value.default
        made: Any = super().__new__(mcs, name, bases, namespace, kw_only=True, **options)
        above = [base for base in bases if isinstance(base, _Gathering)]
        own = namespace.get("__annotations__", {})
        inherited = {k: r for base in above for k, r in base._rules.items() if k not in own}
        made._rules = inherited | rules
        made._steps = {k: s for base in above for k, s in base._steps.items()} | steps
        return made

    _rules: dict[str, Rule]
    _steps: dict[str, _Step]


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(rule,))
class Model(Struct, metaclass=_Gathering, frozen=True, forbid_unknown_fields=True):
    """Data with rules: no unknown keys, no blanks around texts, no change after reading.

    What is made by its name and values alone is not checked.
    """

    _rules: ClassVar[dict[str, Rule]]
    _steps: ClassVar[dict[str, _Step]]

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema  # noqa: PLC0415 (see the top)

        def read(value: Any, validate: Callable[[Any], Any]) -> Any:
            return value if isinstance(value, cls) else _of_twin(cls, validate(value))

        return core_schema.no_info_wrap_validator_function(read, handler(_twin(cls)))


class Faults(Exception):
    """Data that break rules; `faults` are those that pydantic tells of them."""

    def __init__(self, faults: list[ErrorDetails]) -> None:
        super().__init__(*(f"{fault['loc']}: {fault['msg']}" for fault in faults))
        self.faults = faults


def validated(model: type[Self], data: dict[str, Any]) -> Self:
    """Return data as a model; raises Faults with all that is wrong with them."""
    found = _read_quickly(model, data)
    if found is not None:
        return found
    from pydantic import ValidationError  # noqa: PLC0415 (see the top)

    try:
        told: Self = _validator(model).validate_python(data)
    except ValidationError as error:
        raise Faults(error.errors(include_url=False)) from error
    return told


def most_letters(model: type[Model], field: str) -> int | None:
    """Return how many letters a field may have; None where the model does not say."""
    return model._rules[field].max_length if field in model._rules else None


def inner_model(model: type[Model], field: str) -> type[Model] | None:
    """Return the model that a field holds, alone or several; None where it holds none."""
    return next(_models(_types(model).get(field)), None)


def _read_quickly(model: type[Self], data: dict[str, Any]) -> Self | None:
    """Return data that certainly keep all rules as they stand there; None for all others."""
    if not _slow_fields(model).isdisjoint(data) or not _is_trimmed(data):
        return None
    try:
        found = msgspec.convert(_prepared(model, data), model)
        return found if _holds(found) else None
    except (msgspec.ValidationError, ValueError):
        return None


def _prepared(model: type[Model], data: dict[str, Any]) -> dict[str, Any]:
    """Return data after what makes values of them; cells of tables hold numbers as texts."""
    first = [step for step in model._steps.values() if step.first]
    if not first:
        return data
    found = data
    for step in first:
        if not step.fields:
            found = step.check(found)
    found = dict(found)
    for step in reversed(first):  # the last that is written down is asked first, by pydantic too
        for field in step.fields:
            if field in found:
                found[field] = step.check(found[field])
    kinds = _types(model)
    return {
        field: _coerced(kinds.get(field), value) if type(value) is str else value
        for field, value in found.items()
    }


def _coerced(kind: Any, value: str) -> Any:
    """Return the number, answer or hour that a text plainly is, where one belongs."""
    kinds = (kind, *getattr(kind, "__args__", ()))
    if str in kinds:
        return value
    if int in kinds and _WHOLE.fullmatch(value):
        return int(value)
    if bool in kinds:
        return _ANSWERS.get(value, value)
    return time.fromisoformat(value) if time in kinds and _CLOCK.fullmatch(value) else value


_WHOLE = regex(r"0|[1-9][0-9]{0,17}")
_CLOCK = regex(r"[0-2][0-9]:[0-5][0-9]")
_ANSWERS = {"yes": True, "no": False}


def _is_trimmed(data: Any) -> bool:
    """Tell whether no text in data has blanks around it."""
    if isinstance(data, str):
        return data.strip() == data
    if isinstance(data, dict):
        return all(_is_trimmed(key) and _is_trimmed(value) for key, value in data.items())
    return not isinstance(data, list) or all(map(_is_trimmed, data))


def _holds(value: Any) -> bool:
    """Tell whether a value, and all models in it, keep their rules and pass their checks."""
    if isinstance(value, tuple):
        return all(map(_holds, value))
    if not isinstance(value, Model):
        return True
    if not all(kept.holds(getattr(value, key)) for key, kept in value._rules.items()):
        return False
    for field, check in _checks(type(value)):
        given = getattr(value, field)
        if given is not None and check(given) != given:
            return False
    for step in value._steps.values():
        if not step.fields and not step.first:
            step.check(value)
    return all(_holds(getattr(value, field)) for field in _nested(type(value)))


@cache
def _nested(model: type[Model]) -> tuple[str, ...]:
    """Return the fields that hold models."""
    return tuple(field for field, kind in _types(model).items() if next(_models(kind), None))


@cache
def _checks(model: type[Model]) -> tuple[tuple[str, Check], ...]:
    """Return the fields whose values are checked one by one, with their checks."""
    steps = [step for step in model._steps.values() if not step.first]
    found = [(field, step.check) for step in steps for field in step.fields]
    return (
        *((field, part.check) for field, kind in _types(model).items() for part in _outer(kind)),
        *found,
    )


@cache
def _slow_fields(model: type[Model]) -> frozenset[str]:
    """Return the fields that cannot be read quickly: something inside is changed or checked."""
    return frozenset(
        field
        for field, kind in _types(model).items()
        if len(_outer(kind)) < _checked_in(kind)
        or any(
            _slow_fields(inner) or any(step.first for step in inner._steps.values())
            for inner in _models(kind)
        )
    )


def _outer(kind: Any) -> list[Checked]:
    """Return the checks of a value itself, which may be None."""
    options = getattr(kind, "__args__", ())
    if len(options) != 2 or type(None) not in options:
        options = ()
    found = (part for option in (kind, *options) for part in getattr(option, "__metadata__", ()))
    return [part for part in found if isinstance(part, Checked)]


def _checked_in(kind: Any) -> int:
    """Return how many checks a type has, however deep inside."""
    own = sum(isinstance(part, Checked) for part in getattr(kind, "__metadata__", ()))
    return own + sum(map(_checked_in, getattr(kind, "__args__", ())))


@cache
def _types(model: type[Model]) -> dict[str, Any]:
    return {
        field: kind
        for field, kind in get_type_hints(model, include_extras=True).items()
        if field in model.__struct_fields__
    }


def _models(kind: Any) -> Iterator[type[Model]]:
    """Yield the models in a type, looking through lists and options."""
    if isinstance(kind, type) and issubclass(kind, Model):
        yield kind
    for part in getattr(kind, "__args__", ()):
        yield from _models(part)


@cache
def _twin(model: type[Model]) -> type[BaseModel]:
    """Return a model of pydantic with the same fields, rules and checks."""
    from pydantic import (  # noqa: PLC0415 (see the top)
        ConfigDict,
        create_model,
        field_validator,
        model_validator,
    )

    found: dict[str, Any] = {}
    for name, step in model._steps.items():
        mark: Any = model_validator(mode="before")
        if step.fields:
            mark = field_validator(*step.fields, mode="before" if step.first else "after")
        if step.fields or step.first:
            found[name] = mark(staticmethod(step.check))
    fields: dict[str, Any] = {}
    defaults = dict(_defaults(model))
    for field, kind in _types(model).items():
        kept = model._rules.get(field) or Rule(defaults.get(field, _REQUIRED))
        fields[field] = kind, kept.as_field()
    config = ConfigDict(extra="forbid", str_strip_whitespace=True, arbitrary_types_allowed=True)
    return create_model(model.__name__, __config__=config, __validators__=found, **fields)


def _defaults(model: type[Model]) -> Iterator[tuple[str, Any]]:
    """Yield the fields without a rule that need not be given, and their values."""
    for field in msgspec.structs.fields(model):
        if field.default is not msgspec.NODEFAULT:
            yield field.name, field.default


def _of_twin(model: type[Self], twin: BaseModel) -> Self:
    """Return what a twin holds, and check it as a whole."""
    found = model(**{field: getattr(twin, field) for field in model.__struct_fields__})
    for step in model._steps.values():
        if not step.fields and not step.first:
            step.check(found)
    return found


@cache
def _validator(model: type[Model]) -> Any:
    from pydantic import TypeAdapter  # noqa: PLC0415 (see the top)

    return TypeAdapter(model)
