"""How answers are kept: by corpus, scope and options, as many as fit into a share of the memory."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache, wraps
from threading import Lock
from typing import ParamSpec, TypeVar
from uuid import uuid4

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus

KEPT_BYTES = 192_000_000
"""All answers of all sessions together; the one that was not asked for longest goes first."""
KEPT_CORPORA = 4

_ENTRY = 500
"""Bytes that an answer takes at least, with its question."""
_LOOKED_AT = 64
"""Members of a list that are measured; the others are taken to be like them."""

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


@lru_cache(maxsize=KEPT_CORPORA)
def identity(corpus: Corpus) -> str:
    """Return what tells an opened corpus from all others, another version of the same among them.

    Nothing of the corpus is read for it. Opened again it may be another one: answers are then
    computed anew.
    """
    return f"{corpus.corpus_id}/{uuid4().hex}"


class Shelf:
    """Answers by question, the last asked for at the end; safe for threads.

    Parameters
    ----------
    most
        Bytes of all answers together, about.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._answers: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._working: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def ask(self, question: Hashable, work: Callable[[], Answer]) -> Answer:
        """Return the answer that is kept, else work it out; of two who ask at once, one works."""
        with self._lock:
            if question in self._answers:
                return self._kept(question)
            turn = self._working.setdefault(question, Lock())
        with turn:
            with self._lock:
                if question in self._answers:
                    return self._kept(question)
            try:
                answer = work()
            finally:
                with self._lock:
                    self._working.pop(question, None)
            self._keep(question, answer)
            return answer

    def clear(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._answers.clear()
            self.size = 0

    def _kept(self, question: Hashable) -> Answer:  # type: ignore[type-var]
        self._answers.move_to_end(question)
        return self._answers[question][0]  # type: ignore[return-value]

    def _keep(self, question: Hashable, answer: object) -> None:
        size = _ENTRY + size_of(answer)
        with self._lock:
            _, before = self._answers.pop(question, (None, 0))
            self._answers[question] = (answer, size)
            self.size += size - before
            while self.size > self.most and len(self._answers) > 1:
                _, (_, gone) = self._answers.popitem(last=False)
                self.size -= gone


@lru_cache(maxsize=1)
def answers() -> Shelf:
    """Return the answers of this process, those of all sessions."""
    return Shelf(KEPT_BYTES)


def kept(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Keep the answers of a function of corpora and plain values."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def ask(*given: Asked.args, **named: Asked.kwargs) -> Answer:
        question = (
            name,
            *map(_plain, given),
            *((key, _plain(value)) for key, value in sorted(named.items())),
        )
        return answers().ask(question, lambda: function(*given, **named))

    return ask


def size_of(answer: object) -> int:
    """Return about how many bytes an answer takes; one that knows says so by ``own_bytes``."""
    known = getattr(answer, "own_bytes", None)
    if isinstance(known, int):
        return known
    if isinstance(answer, pd.DataFrame):
        return int(answer.memory_usage(deep=True).sum())
    if isinstance(answer, np.ndarray):
        return answer.nbytes
    if isinstance(answer, (dict, list, tuple, set, frozenset)):
        members = answer.items() if isinstance(answer, dict) else answer
        return sys.getsizeof(answer) + _sizes(members, len(answer))
    own = getattr(answer, "__dict__", None)
    return sys.getsizeof(answer) + (_sizes(own.values(), len(own)) if own else 0)


def _sizes(members: Iterable[object], n: int) -> int:
    looked = [size_of(member) for member, _ in zip(members, range(_LOOKED_AT), strict=False)]
    return sum(looked) * n // len(looked) if looked else 0


def _plain(value: object) -> Hashable:
    return identity(value) if isinstance(value, Corpus) else value  # type: ignore[return-value]
