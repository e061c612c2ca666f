"""How the statements of a questionnaire hang on their factors, and the factors on each other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from psychoseg.documents import Faults, Reader, Sequence, as_number
from psychoseg.errors import shorten
from psychoseg.questionnaire import Questionnaire
from psychoseg.simulate.entries import ROUNDING, known, numbers, pairs
from psychoseg.simulate.truth import Statement

Shapes = dict[str, tuple[float, ...]]


def read_statements(reader: Reader, questionnaire: Questionnaire, faults: Faults) -> tuple[Statement, ...]:
    """Every attitude item's loading and the shape of its answers."""
    shapes = _shapes(reader, faults)
    statements: list[Statement] = []
    for factor, node in reader.pairs("factors", required=True):
        if not known(factor, [entry.id for entry in questionnaire.constructs], "construct", faults):
            continue
        measured = [item.id for item in questionnaire.measured_by(factor.text)]
        for key, entry in pairs(node, "the statements of a factor", faults):
            if known(key, measured, f"statement of {factor.text}", faults):
                statements.append(
                    _statement(key.text, factor.text, Reader(entry, faults, "a statement"), shapes)
                )
    _check_complete(reader, statements, questionnaire, shapes, faults)
    return tuple(statements)


def _statement(item: str, factor: str, reader: Reader, shapes: Shapes) -> Statement:
    loading = reader.number("loading", 0.0, least=0.05, most=0.95) or 0.0
    shape = reader.choice("answers", shapes, required=True)
    reader.close()
    return Statement(item, factor, loading, shapes.get(shape, ()))


def _check_complete(
    reader: Reader, statements: list[Statement], questionnaire: Questionnaire, shapes: Shapes, faults: Faults
) -> None:
    described = {entry.item: entry for entry in statements}
    for item in questionnaire.attitudes:
        entry = described.get(item.id)
        if entry is None:
            faults.add(
                reader.place("factors"),
                f"the statement {item.id} has no loading",
                f"add it under {item.construct}",
            )
        elif entry.shares and len(entry.shares) != len(item.codes):
            shape = next(name for name, values in shapes.items() if values == entry.shares)
            faults.add(
                reader.place("shapes"),
                f"{shape} has {len(entry.shares)} shares, the scale of {item.id} has {len(item.codes)} codes",
            )


def _shapes(reader: Reader, faults: Faults) -> Shapes:
    shapes: Shapes = {}
    for key, node in reader.pairs("shapes", required=True):
        values = [as_number(entry) for entry in node.items] if isinstance(node, Sequence) else []
        if not values or any(value is None or value <= 0 for value in values):
            faults.add(node, f"the shape {shorten(key.text)} should list shares above 0")
        elif abs(sum(value or 0 for value in values) - 1) > ROUNDING:
            faults.add(
                node,
                f"the shares of {key.text} add up to {sum(value or 0 for value in values):g}",
                "they must add up to 1",
            )
        shapes[key.text] = tuple(value or 0.0 for value in values)
    return shapes


def read_correlations(reader: Reader, questionnaire: Questionnaire, faults: Faults) -> pd.DataFrame:
    """Correlations of the factors inside a segment; pairs that are not listed have none."""
    factors = [construct.id for construct in questionnaire.constructs]
    table = pd.DataFrame(np.eye(len(factors)), index=factors, columns=factors)
    for first, node in reader.pairs("correlations"):
        if known(first, factors, "construct", faults):
            others = [factor for factor in factors if factor != first.text]
            for second, value in numbers(node, others, "construct", faults, least=-0.9, most=0.9).items():
                table.loc[first.text, second] = table.loc[second, first.text] = value
    if factors and np.linalg.eigvalsh(table.to_numpy()).min() < 1e-6:
        faults.add(
            reader.place("correlations"),
            "no people can have these correlations at once",
            "bring them nearer to 0",
        )
    return table
