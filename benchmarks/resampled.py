"""A folder of many documents, made of the sentences of some.

``python -m benchmarks.resampled --source laws.zip --output FOLDER --documents 100000``

Every document is a report of one of 200 invented organisations: a title, two or more sections of
consecutive sentences of the source in their paragraphs, the organisation, an invented speaker or
another organisation as the subject of some of them, and issuer and date below. Lengths are
lognormal with a mean of 1,050 characters. A document depends on the source, the seed and its
number only: the first thousand of 100,000 are those of 1,000.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.annotate.sentences import split_sentences
from analysis.ingest.decoding.decode import decode
from analysis.ingest.sniff import stem_of
from analysis.ingest.sources import SourceFile, gather
from benchmarks.invented import organisations, person, shares

MEAN_CHARACTERS = 1000
"""Of the sentences taken; with headings and speakers a text has 1,050 on average."""
SIGMA = 0.8
"""Standard deviation of the logarithm of a document's length."""
SHORTEST, LONGEST = 120, 20_000
HALF_SENTENCE = 25
"""Characters below the wanted length at which no further section begins."""
RUN_SENTENCES = 14
"""Mean length of a run of consecutive sentences."""
FIRST_YEAR, YEARS = 2004, 22
PER_FOLDER = 1000
SPEAKS, OTHER_SPEAKS, PERSON_SPEAKS = 0.08, 0.03, 0.02
"""Share of the sentences that the issuer, another organisation or a person says."""
VERBS = ("要求", "提出", "强调", "指出", "认为", "明确")
NUMERALS = "一二三四五六七八九十"
KINDS = ("情况的报告", "工作的总结", "有关事项的通知", "的意见", "工作的调研报告")

_MARKUP = re.compile(r"<[^<>]*>|\*\*")
_LINE_END = re.compile(r"[。！？：；][”’）》]*$")
_NUMBERED = re.compile(
    r"^第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?[ \u3000]*"
)


class Source(NamedTuple):
    """Sentences of all texts behind each other.

    ``starts`` has one more entry than there are sentences; ``opens`` is true where a paragraph
    begins; ``texts`` tells which of ``names`` a sentence is from.
    """

    text: str
    starts: np.ndarray
    opens: np.ndarray
    texts: np.ndarray
    names: tuple[str, ...]

    def sentence(self, row: int) -> str:
        """Return one sentence."""
        return self.text[self.starts[row] : self.starts[row + 1]]


def read_source(paths: Sequence[Path]) -> Source:
    """Return the sentences of all texts in files, folders or zip files; headings are left out."""
    pieces: list[str] = []
    lengths: list[int] = []
    opens: list[bool] = []
    texts: list[int] = []
    names: list[str] = []
    for file in gather(paths):
        decoded = decode(file.data) if isinstance(file, SourceFile) else None
        body = "" if decoded is None else _body(decoded.text)
        paragraph = -1
        for sentence in split_sentences(body):
            opens.append(sentence.paragraph != paragraph)
            paragraph = sentence.paragraph
            lengths.append(sentence.end - sentence.start)
            texts.append(len(names))
        if body:
            pieces.append(body.replace("\n", ""))
            names.append(_name(file.name))
    starts = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
    return Source("".join(pieces), starts, np.array(opens), np.array(texts), tuple(names))


def _body(text: str) -> str:
    """Return the paragraphs of running text, without the numbers of articles."""
    lines = (_NUMBERED.sub("", _MARKUP.sub("", line).strip()) for line in text.splitlines())
    return "\n".join(
        line for line in lines if len(line) > 5 and line[0] not in "#<|" and _LINE_END.search(line)
    )


def _name(file_name: str) -> str:
    """Return the name of a text up to a bracket or comma, without its ending."""
    return re.sub(r"[（(，].*", "", stem_of(file_name))


def documents(source: Source, count: int, *, seed: int) -> Iterator[str]:
    """Yield ``count`` documents as they stand in their files."""
    names = organisations()
    weights = shares(len(names))
    for number in range(count):
        generator = np.random.default_rng((seed, number))
        issuer, other = generator.choice(len(names), size=2, p=weights)
        yield document(source, (names[issuer], names[other]), generator)


def document(source: Source, names: tuple[str, str], generator: np.random.Generator) -> str:
    """Return one document: title, sections, issuer and date; ``names`` are issuer and another."""
    mean = np.log(MEAN_CHARACTERS) - SIGMA**2 / 2
    wanted = int(np.clip(generator.lognormal(mean, SIGMA), SHORTEST, LONGEST))
    topic, paragraphs, length = "", list[str](), 0
    while not paragraphs or length < wanted - HALF_SENTENCE:
        row = int(generator.integers(len(source.texts)))
        section = _run(source, row, wanted - length, generator)
        subject = source.names[source.texts[row]]
        n_before = sum(text[1:2] == "、" for text in paragraphs)
        if topic and n_before < len(NUMERALS):
            paragraphs.append(f"{NUMERALS[n_before]}、关于{subject}的落实")
        topic = topic or subject
        length += sum(map(len, section))
        paragraphs += _spoken(section, names, generator)
    kind = KINDS[generator.integers(len(KINDS))]
    title = f"{names[0]}关于贯彻落实《{topic[:40]}》{kind}"
    return "\n\n".join((title, *paragraphs, names[0], _date(generator))) + "\n"


def _run(source: Source, row: int, wanted: int, generator: np.random.Generator) -> list[str]:
    """Return consecutive sentences from ``row`` on, of one text, about ``wanted`` characters.

    A sentence that begins a paragraph begins with a line end, the first excepted.
    """
    last = row + int(generator.geometric(1 / RUN_SENTENCES))
    last = min(last, int(np.searchsorted(source.texts, source.texts[row], side="right")))
    sentences, length = list[str](), 0
    for place in range(row, last):
        sentence = source.sentence(place)
        if sentences and length + len(sentence) / 2 > wanted:
            break
        length += len(sentence)
        sentences.append("\n" * bool(sentences and source.opens[place]) + sentence)
    return sentences


def _spoken(
    sentences: list[str], names: tuple[str, str], generator: np.random.Generator
) -> list[str]:
    """Return the sentences as paragraphs; some of them are said by somebody."""
    draws = generator.random(len(sentences))
    said = []
    for sentence, draw in zip(sentences, draws, strict=True):
        is_item = sentence.lstrip().startswith("（")
        speaker = "" if is_item else _speaker(draw, names, generator)
        verb = VERBS[generator.integers(len(VERBS))] if speaker else ""
        begin = "\n" * sentence.startswith("\n")
        said.append(f"{begin}{speaker}{verb}，{sentence.lstrip()}" if speaker else sentence)
    return "".join(said).split("\n")


def _speaker(draw: float, names: tuple[str, str], generator: np.random.Generator) -> str:
    """Return who says a sentence, empty for nobody; ``draw`` lies between 0 and 1."""
    if draw < SPEAKS:
        return names[0]
    if draw < SPEAKS + OTHER_SPEAKS:
        return names[1]
    return person(generator) if draw < SPEAKS + OTHER_SPEAKS + PERSON_SPEAKS else ""


def _date(generator: np.random.Generator) -> str:
    year, month, day = generator.integers((FIRST_YEAR, 1, 1), (FIRST_YEAR + YEARS, 13, 29))
    return f"{year}年{month}月{day}日"


def write(texts: Iterator[str], folder: Path) -> tuple[int, int]:
    """Write each text as a file, a thousand a folder; return their number and characters.

    The folder must be new or empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    number = characters = 0
    for number, text in enumerate(texts, start=1):
        place = folder / f"{(number - 1) // PER_FOLDER:03d}"
        if (number - 1) % PER_FOLDER == 0:
            place.mkdir()
        (place / f"报告{number:06d}.txt").write_text(text, encoding="utf-8")
        characters += len(text)
    return number, characters


def main() -> None:
    """Write the folder and tell its size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.resampled", description=__doc__)
    parser.add_argument("--source", type=Path, action="append", required=True)
    parser.add_argument("--output", type=Path, required=True, help="a new or empty folder")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    source = read_source(options.source)
    texts = documents(source, options.documents, seed=options.seed)
    count, characters = write(texts, options.output)
    print(f"{count:,} documents, {characters:,} characters in {options.output}")


if __name__ == "__main__":
    main()
