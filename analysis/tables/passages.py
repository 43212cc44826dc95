"""Which organisation each sentence is about, with the reason and how sure it is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.corpus.corpus import Corpus
from analysis.corpus.select import Mask
from analysis.schema import PASSAGES
from analysis.tables.labels import document_names, organisation_names, page, sentence_texts


def passage_table(
    corpus: Corpus, mask: Mask, *, offset: int = 0, limit: int | None = None
) -> pd.DataFrame:
    """List the sentences of ``mask`` with the organisation that each is about.

    Parameters
    ----------
    offset, limit
        Which of them, counted from 0; all from ``offset`` on without a limit.

    Returns
    -------
    pandas.DataFrame
        Columns of ``schema.PASSAGES``, in text order.
    """
    rows = np.flatnonzero(mask)[page(offset, limit)]
    part = corpus.sentences.take(rows)
    return PASSAGES.frame(
        {
            "doc": document_names(corpus, part["doc"].to_numpy()),
            "organisation": organisation_names(corpus, part["organisation"].to_numpy()),
            "sentence": sentence_texts(corpus, rows),
        }
        | {
            name: part[name].to_numpy()
            for name in ("paragraph", "start", "end", "reason", "confidence")
        }
    )
