"""What exists to be set: filled by the apps from their `ready`, read by everybody."""

from ..rules import NumberKind, Parameter

_parameters: dict[str, Parameter] = {}
_numbers: dict[str, NumberKind] = {}


def declare_parameter(parameter: Parameter) -> None:
    """Make a parameter known. Raises ValueError when another one has its code."""
    if _parameters.setdefault(parameter.code, parameter) != parameter:
        raise ValueError(f"{parameter.code} is declared twice")


def parameter_of(code: str) -> Parameter:
    """The parameter with this code. Raises LookupError."""
    if code not in _parameters:
        raise LookupError(f"no app declares a parameter {code}")
    return _parameters[code]


def parameters() -> list[Parameter]:
    """Every declared parameter, in the order of declaration."""
    return list(_parameters.values())


def declare_number(kind: NumberKind) -> None:
    """Make a kind of document known that gets numbers. Raises ValueError when there are two."""
    if _numbers.setdefault(kind.code, kind) != kind:
        raise ValueError(f"numbers of {kind.code} are declared twice")


def number_kind(code: str) -> NumberKind:
    """The kind of document with this code. Raises LookupError."""
    if code not in _numbers:
        raise LookupError(f"no app declares numbers of {code}")
    return _numbers[code]


def number_kinds() -> list[NumberKind]:
    """Every kind of document that gets numbers."""
    return list(_numbers.values())
