"""Small result tables for the tests of charts, with the columns of their specs."""

import math

from analysis.schema import (
    BREAKDOWN,
    FACT_SHARES,
    FACTS,
    FREQUENCY,
    KEYNESS,
    POSITIONS,
    SIMILARITY,
    THEMES,
)


def frequency(*rows, group=""):
    """Rows of term, n_word, n; 10,000 characters, so that the rate equals n."""
    return FREQUENCY.rows(
        [
            {
                "term": term,
                "group": group,
                "n_word": n_word,
                "n_inside": n - n_word,
                "n": n,
                "documents": 2,
                "per_10k": n_word * 2.0,
                "per_10k_characters": float(n),
                "tfidf": n_word * 0.5,
                "dispersion_dp": 0.2,
                "juilland_d": 0.7,
                "pos": "n",
            }
            for term, n_word, n in rows
        ]
    )


def breakdown(*rows):
    return BREAKDOWN.rows([{"token": token, "n": n} for token, n in rows])


def themes(*rows):
    """Rows of theme, group, n, rate."""
    names = ("theme", "group", "n", "per_10k_characters")
    extra = {"documents": 1, "top_terms": []}
    return THEMES.rows([dict(zip(names, row, strict=True)) | extra for row in rows])


def shares(*rows):
    names = ("organisation", "figures", "together")
    return FACT_SHARES.rows([dict(zip(names, row, strict=True)) for row in rows])


def fact(start, organisation, noun, text, value, **given):
    plain = {
        "doc": "甲",
        "start": start,
        "end": start + 2,
        "text": text,
        "value": float(value),
        "high": math.nan,
        "bound": "exact",
        "unit": "条",
        "noun": noun,
        "organisation": organisation,
        "reason": "subject",
        "confidence": "high",
        "status": "done",
        "date": None,
        "themes": [],
        "sentence": "",
        "paragraph": 0,
        "class": "figure",
    }
    return plain | given


def facts(*rows):
    return FACTS.rows(rows)


def positions(*rows):
    """Rows of doc, start, length, organisation; ten characters a paragraph."""
    return POSITIONS.rows(
        [
            {
                "doc": doc,
                "start": start,
                "end": start + 2,
                "length": length,
                "share": start / length,
                "paragraph": start // 10,
                "organisation": organisation,
            }
            for doc, start, length, organisation in rows
        ]
    )


def keyness(*rows):
    """Rows of term, n_target, n_reference, score, p_adjusted."""
    return KEYNESS.rows(
        [
            {
                "term": term,
                "n_target": a,
                "n_reference": b,
                "per_10k_target": a * 1.0,
                "per_10k_reference": b * 1.0,
                "score": float(score),
                "log_ratio": math.log2(max(a, 0.5) / max(b, 0.5)),
                "p": p,
                "p_adjusted": p,
                "side": "target" if score > 0 else "reference",
            }
            for term, a, b, score, p in rows
        ]
    )


def similarity(*rows):
    names = ("doc_a", "doc_b", "cosine")
    extra = {"jensen_shannon": 0.5, "shared_share": 0.25}
    return SIMILARITY.rows([dict(zip(names, row, strict=True)) | extra for row in rows])
