"""Builds dataclasses again from what JSON kept of them, by their type hints; what is unknown is left out."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")


def rebuild(kind: type[T], value: object) -> T:
    """Raises TypeError, ValueError or KeyError where the value is not of this kind."""
    return cast("T", _built(kind, value))


def _built(kind: Any, value: Any) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _built(next(one for one in get_args(kind) if one is not type(None)), value)
    if origin is tuple:
        return tuple(_built(get_args(kind)[0], one) for one in value)
    if origin is Mapping:
        return {str(name): _built(get_args(kind)[1], one) for name, one in value.items()}
    if is_dataclass(kind):
        return _dataclass(cast("type[object]", kind), value)
    return _plain(kind, value)


def _dataclass(kind: type[object], value: Any) -> object:
    if not isinstance(value, dict):
        raise TypeError(kind.__name__)
    hints = get_type_hints(kind)
    known = [one.name for one in fields(cast("Any", kind))]
    return kind(**{name: _built(hints[name], value[name]) for name in known if name in value})


def _plain(kind: type, value: Any) -> object:
    if kind is date:
        return date.fromisoformat(value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind is UUID or issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(kind.__name__)
    return value
