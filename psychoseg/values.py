"""Frozen values that cost nothing to define: what reading and linting a questionnaire is built from.

``dataclasses`` writes and compiles several functions for every class and loads ``inspect`` to do so; for
the classes a linter needs before its first question that took longer than the linting. The decorator
here gives the same values (named fields with defaults, equality, a hash, a readable form) from shared
functions instead. To type checkers it *is* :func:`dataclasses.dataclass`, and
:func:`dataclasses.replace`, ``fields`` and ``asdict`` take these values too.
"""

from __future__ import annotations

import operator

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    class _Field:
        """What :func:`field` was told."""

        __slots__ = ("compare", "default", "factory", "repr")

        def __init__(self, default, factory, compare, repr=True):  # noqa: A002  (dataclasses' name for it)
            self.default, self.factory, self.compare, self.repr = default, factory, compare, repr

    _REQUIRED = object()

    def field(*, default=_REQUIRED, default_factory=None, compare=True, repr=True):  # noqa: A002
        """A field with a default made anew, or with no part in equality or in the readable form."""
        return _Field(default, default_factory, compare, repr)

    def replace(value, /, **changes):
        """A copy of a value with some fields changed.

        Examples
        --------
        >>> from psychoseg.errors import Fault
        >>> replace(Fault("a.yml:1:1", "a tab"), hint="use spaces").hint
        'use spaces'
        """
        state = value.__dict__
        kept = {name: state[name] for name in value.__match_args__ if name not in changes}
        return type(value)(**kept, **changes)

    def dataclass(*, frozen=False, slots=False):  # noqa: ARG001  (kept for type checkers)
        """Turn a class into a value; ``frozen`` as in dataclasses, ``slots`` is accepted and ignored."""

        def define(cls):
            described = {name: cls.__dict__.get(name, _REQUIRED) for name in cls.__annotations__}
            fields = {
                name: found if isinstance(found, _Field) else _Field(found, None, True)
                for name, found in described.items()
            }
            for name, one in fields.items():
                if one.default is not _REQUIRED:
                    setattr(cls, name, one.default)
                elif name in cls.__dict__:
                    delattr(cls, name)
            cls.__match_args__ = tuple(fields)
            cls.__dataclass_fields__ = _AsDataclass(fields)
            cls.__init__ = _initialiser(cls.__match_args__, fields)
            cls.__eq__, key = _equality([name for name, one in fields.items() if one.compare])
            cls.__hash__ = (lambda self: hash(key(self.__dict__))) if frozen else None
            cls.__repr__ = _shown([name for name, one in fields.items() if one.repr])
            if frozen:
                cls.__setattr__, cls.__delattr__ = _refuse_change, _refuse_change
            return cls

        return define

    def _initialiser(names, fields):
        defaults = {name: one.default for name, one in fields.items() if one.default is not _REQUIRED}
        factories = {name: one.factory for name, one in fields.items() if one.factory is not None}
        count = len(names)

        def initialise(self, *given, **named):
            state = self.__dict__
            if len(given) == count and not named:  # every node of a file is made this way
                state.update(zip(names, given))  # noqa: B905
                return
            state.update(defaults)
            for name, factory in factories.items():
                state[name] = factory()
            state.update(zip(names, given))  # noqa: B905  (the count is checked below)
            state.update(named)
            if (
                len(state) != count
                or len(given) > count
                or (given and named and not named.keys().isdisjoint(names[: len(given)]))
            ):
                _refuse_arguments(self, names, given, named)

        return initialise

    def _refuse_arguments(value, names, given, named):
        faults = [f"{name} is missing" for name in names if name not in value.__dict__]
        faults += [f"{name} is not a field" for name in named if name not in names]
        faults += [f"{name} is given twice" for name in names[: len(given)] if name in named]
        if len(given) > len(names):
            faults.append(f"{len(given)} values for {len(names)} fields")
        raise TypeError(f"{type(value).__name__}: {', '.join(faults)}")

    def _equality(names):
        key = operator.itemgetter(*names)

        def equal(self, other):
            return key(self.__dict__) == key(other.__dict__) if type(self) is type(other) else NotImplemented

        return equal, key

    def _shown(names):
        def shown(self):
            told = ", ".join(f"{name}={self.__dict__[name]!r}" for name in names)
            return f"{type(self).__qualname__}({told})"

        return shown

    def _refuse_change(_self, name, *_):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    class _AsDataclass:
        """The fields as the standard library describes them, made when it first asks."""

        def __init__(self, fields):
            self._fields = fields
            self._made = None

        def __get__(self, value, owner):
            if self._made is None:
                import dataclasses

                described = [
                    (name, owner.__annotations__[name], _standard(one)) for name, one in self._fields.items()
                ]
                self._made = dataclasses.make_dataclass(owner.__name__, described).__dataclass_fields__
            return self._made

    def _standard(one):
        import dataclasses

        if one.factory is not None:
            return dataclasses.field(default_factory=one.factory, compare=one.compare, repr=one.repr)
        if one.default is not _REQUIRED:
            return dataclasses.field(default=one.default, compare=one.compare, repr=one.repr)
        return dataclasses.field(compare=one.compare, repr=one.repr)


__all__ = ["dataclass", "field", "replace"]
