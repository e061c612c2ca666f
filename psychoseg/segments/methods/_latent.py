"""Expectation and maximisation of latent classes, for many starts at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from psychoseg.segments.methods._coded import Coded
from psychoseg.segments.methods._method import Array, Labels
from psychoseg.segments.methods._ordinal import chances, shifted

Flags = npt.NDArray[np.bool_]

LEAST_CHANCE = 1e-12
LEAST_VARIANCE = 1e-3
"""A number varies within a class by at least this share of how it varies among everybody: no class is a single value."""
SETTLED = 1e-10
"""A start rests where three steps add less than this to the log-likelihood of a person."""


@dataclass(frozen=True, eq=False, slots=True)
class Classes:
    """Classes of several starts; the last axis of every array is the start.

    Parameters
    ----------
    shares : array, classes × starts
    chances : array, categories of all columns × classes × starts
    means, variances : array, numeric columns × classes × starts
    logits, shifts : tuple of array
        Of each ordinal column: starts × ranks, and starts × classes.
    """

    shares: Array
    chances: Array
    means: Array
    variances: Array
    logits: tuple[Array, ...] = ()
    shifts: tuple[Array, ...] = ()

    def taken(self, starts: Labels) -> Self:
        """Some of the starts."""
        return replace(
            self,
            shares=self.shares[..., starts], chances=self.chances[..., starts],
            means=self.means[..., starts], variances=self.variances[..., starts],
            logits=tuple(part[starts] for part in self.logits), shifts=tuple(part[starts] for part in self.shifts),
        )  # fmt: skip

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """All starts of several."""
        shares, chance, means, variances = (
            np.concatenate([getattr(part, name) for part in parts], axis=-1)
            for name in ("shares", "chances", "means", "variances")
        )
        return cls(
            shares,
            chance,
            means,
            variances,
            tuple(np.concatenate(some) for some in zip(*(part.logits for part in parts), strict=True)),
            tuple(np.concatenate(some) for some in zip(*(part.shifts for part in parts), strict=True)),
        )

    def ahead(self, first: Self, second: Self) -> Self:
        """Where two steps from here point to, by SQUAREM's third scheme; never beyond what parameters can be."""
        parts = ("shares", "chances", "means", "variances")
        moved, curved = np.zeros(self.shares.shape[-1]), np.zeros(self.shares.shape[-1])
        for name in parts:
            here, one, two = (getattr(state, name) for state in (self, first, second))
            axes = tuple(range(here.ndim - 1))
            moved += ((one - here) ** 2).sum(axis=axes)
            curved += ((two - 2 * one + here) ** 2).sum(axis=axes)
        length = np.maximum(np.sqrt(moved / np.maximum(curved, 1e-300)), 1.0)

        def further(here: Array, one: Array, two: Array, by: Array) -> Array:
            return here + 2 * by * (one - here) + by**2 * (two - 2 * one + here)

        shares, chance, means, variances = (
            further(getattr(self, name), getattr(first, name), getattr(second, name), length)
            for name in parts
        )
        logits, shifts = (
            tuple(
                further(here, one, two, length[:, None])
                for here, one, two in zip(
                    getattr(self, name), getattr(first, name), getattr(second, name), strict=True
                )
            )
            for name in ("logits", "shifts")
        )
        variances = np.where(variances > LEAST_VARIANCE / 2, variances, second.variances)
        return replace(
            self,
            shares=shares,
            chances=chance,
            means=means,
            variances=variances,
            logits=logits,
            shifts=shifts,
        )


@dataclass(frozen=True, eq=False, slots=True)
class Answers:
    """What classes are formed from.

    Parameters
    ----------
    coded : Coded
    levels : array of int, coded columns
        Categories of each.
    ranked : array of bool, coded columns
    features : array, rows × 3 numeric columns
        Of each: whether it is answered, the answer, and its square; 0 where missing.
    weights : array, rows
    """

    coded: Coded
    levels: Labels
    ranked: Flags
    features: Array
    weights: Array

    @classmethod
    def of(cls, codes: Array, levels: Labels, ranked: Flags, numbers: Array, weights: Array) -> Self:
        """From codes, rows × coded columns, and numbers, rows × numeric columns; NaN where missing."""
        known = ~np.isnan(numbers)
        filled = np.where(known, numbers, 0.0)
        features = np.concatenate([known.astype(float), filled, filled**2], axis=1)
        return cls(Coded.of(codes, levels), levels, ranked, features, weights)

    @property
    def firsts(self) -> Labels:
        """The first category of each coded column among those of all."""
        return np.asarray(np.concatenate([[0], np.cumsum(self.levels)])[:-1], dtype=np.int64)

    def legal(self, classes: Classes) -> Classes:
        """Shares and chances that are positive and add up, those of ranked columns from their logits."""
        shares = np.maximum(classes.shares, LEAST_CHANCE)
        raw = np.maximum(classes.chances, LEAST_CHANCE)
        if len(self.levels):
            raw = raw / np.repeat(np.add.reduceat(raw, self.firsts, axis=0), self.levels, axis=0)
        for at, (logits, shifts) in zip(
            np.flatnonzero(self.ranked), zip(classes.logits, classes.shifts, strict=True), strict=True
        ):
            own = slice(self.firsts[at], self.firsts[at] + self.levels[at])
            raw[own] = np.maximum(np.exp(chances(logits, shifts)).transpose(1, 2, 0), LEAST_CHANCE)
        return replace(classes, shares=shares / shares.sum(axis=0), chances=raw)  # fmt: skip

    def logs(self, classes: Classes) -> Array:
        """Log-likelihood of each row in each class with the class's share, rows × classes × starts."""
        kinds, starts = classes.shares.shape
        found = self.coded.summed(np.log(classes.chances).reshape(-1, kinds * starts))
        if self.features.shape[1]:
            means, variances = classes.means, classes.variances
            factors = np.concatenate(
                [
                    -(np.log(2 * np.pi * variances) + means**2 / variances) / 2,
                    means / variances,
                    -0.5 / variances,
                ]
            )
            found += self.features @ factors.reshape(-1, kinds * starts)
        found += np.log(classes.shares).ravel()
        return found.reshape(-1, kinds, starts)

    def step(self, classes: Classes) -> tuple[Classes, Array]:
        """One step of expectation and maximisation, and the log-likelihood before it, starts."""
        logs = self.logs(classes)
        top = logs[:, 0].copy()
        for at in range(1, logs.shape[1]):
            np.maximum(top, logs[:, at], out=top)
        logs -= top[:, None]
        held = np.exp(logs, out=logs)
        total = held[:, 0].copy()
        for at in range(1, held.shape[1]):
            total += held[:, at]
        value = self.weights @ (top + np.log(total))
        held *= (self.weights[:, None] / total)[:, None]
        return self.likeliest(held, classes), value

    def likeliest(self, held: Array, before: Classes) -> Classes:
        """Parameters under which rows, held by classes so far (rows × classes × starts), are most likely."""
        _, kinds, starts = held.shape
        flat = held.reshape(len(held), -1)
        masses = (np.ones(len(held)) @ flat).reshape(kinds, starts)
        counts = self.coded.counted(flat).reshape(-1, kinds, starts)
        raw, logits, shifts = counts, list(before.logits), list(before.shifts)
        if len(self.levels):
            sums = np.repeat(np.add.reduceat(counts, self.firsts, axis=0), self.levels, axis=0)
            raw = np.divide(counts, sums, out=np.ones_like(counts), where=sums > 0)
        for place, at in enumerate(np.flatnonzero(self.ranked)):
            own = slice(self.firsts[at], self.firsts[at] + self.levels[at])
            logits[place], shifts[place] = shifted(
                counts[own].transpose(2, 0, 1), logits[place], shifts[place]
            )
        means, variances = before.means, before.variances
        if self.features.shape[1]:
            known, sums, squares = (self.features.T @ flat).reshape(3, -1, kinds, starts)
            known = np.maximum(known, LEAST_CHANCE)
            means = sums / known
            variances = np.maximum(squares / known - means**2, LEAST_VARIANCE)
        return self.legal(Classes(masses, raw, means, variances, tuple(logits), tuple(shifts)))

    def settled(self, classes: Classes, steps: int, rest: float = SETTLED) -> tuple[Classes, Array]:
        """Classes after at most so many steps, each cycle of three leaping ahead where that helps."""
        people = float(self.weights.sum())
        best = np.full(classes.shares.shape[-1], -np.inf)
        for _ in range(max(steps // 3, 1)):
            first, value = self.step(classes)
            if (value - best < rest * people).all():
                break
            best = np.maximum(best, value)
            second, middle = self.step(first)
            leapt = self.legal(classes.ahead(first, second))
            after, there = self.step(leapt)
            good = np.isfinite(there) & (there >= middle)
            classes = after if good.all() else _either(good, after, second)
        return classes, self.step(classes)[1]


def _either(good: Flags, one: Classes, other: Classes) -> Classes:
    """The first where it is good, else the second, start by start."""
    pick = Classes.joined([one, other])
    starts = len(good)
    return pick.taken(np.where(good, 0, starts) + np.arange(starts))
