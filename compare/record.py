"""Frozen records that cost little to define: ``@record`` for the classes every run imports.

``dataclasses.dataclass(frozen=True)`` compiles half a dozen methods for each class, about
0.8 ms a class, and a check in a shell loop imports some thirty of them. A record compiles only
``__init__``; the other methods are shared. It is a dataclass in every other respect, also to a
type checker: ``replace``, ``fields`` and ``asdict`` of :mod:`dataclasses` work on it, for what
they need is made on first use.
"""

from __future__ import annotations

from typing import Any, Final, NoReturn, TypeVar, dataclass_transform

__all__ = ["changed", "record"]

_T = TypeVar("_T")
_MISSING: Final = object()


def _refuse_set(self: object, name: str, value: object) -> NoReturn:
    raise AttributeError(f"cannot assign to field {name!r}")


def _refuse_del(self: object, name: str) -> NoReturn:
    raise AttributeError(f"cannot delete field {name!r}")


def _equal(self: object, other: object) -> bool:
    if other.__class__ is not self.__class__:
        return NotImplemented  # type: ignore[no-any-return]
    return bool(self.__dict__ == other.__dict__)


def _hash(self: object) -> int:
    return hash(tuple(self.__dict__.values()))


def _show(self: object) -> str:
    parts = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
    return f"{self.__class__.__qualname__}({parts})"


class _Fields:
    """``__dataclass_fields__`` of a record, made by :mod:`dataclasses` when first asked for."""

    def __get__(self, instance: object, owner: type) -> dict[str, Any]:
        from dataclasses import field, make_dataclass

        specs: list[Any] = []
        for name in owner.__match_args__:  # type: ignore[attr-defined]
            default = owner.__defaults__.get(name, _MISSING)  # type: ignore[attr-defined]
            known = Any if default is _MISSING else field(default=default)
            specs.append((name, Any) if default is _MISSING else (name, Any, known))
        made = make_dataclass(owner.__name__, specs, frozen=True)
        fields: dict[str, Any] = made.__dataclass_fields__  # type: ignore[attr-defined]
        owner.__dataclass_fields__ = fields  # type: ignore[attr-defined]
        return fields


@dataclass_transform(frozen_default=True)
def record(cls: type[_T]) -> type[_T]:
    """Make a class of annotated fields a frozen record. Fields may have plain, immutable
    defaults."""
    names = tuple(cls.__annotations__)
    defaults = {n: cls.__dict__[n] for n in names if n in cls.__dict__}
    params = ", ".join(f"{n}=_default_{n}" if n in defaults else n for n in names)
    lines = [f"def __init__(self, {params}):", " d = self.__dict__"]
    lines += [f" d[{n!r}] = {n}" for n in names]
    scope: dict[str, Any] = {f"_default_{n}": v for n, v in defaults.items()}
    exec("\n".join(lines), scope)
    shared: dict[str, Any] = {
        "__init__": scope["__init__"], "__match_args__": names, "__defaults__": defaults,
        "__setattr__": _refuse_set, "__delattr__": _refuse_del, "__eq__": _equal,
        "__hash__": _hash, "__repr__": _show, "__dataclass_fields__": _Fields(),
    }  # fmt: skip
    for name, value in shared.items():
        setattr(cls, name, value)
    return cls


def changed(thing: _T, **values: Any) -> _T:
    """A record like ``thing`` with some fields changed: :func:`dataclasses.replace`, without the
    import of :mod:`dataclasses`, which brings a tenth of a warm run with it."""
    return type(thing)(**{**thing.__dict__, **values})
