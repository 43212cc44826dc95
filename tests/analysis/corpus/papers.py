"""Small made-up documents, each of its number alone, and what a corpus says of them."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from analysis.corpus.corpus import Corpus
from analysis.corpus.counts import sum_terms
from analysis.ingest.documents import read_pasted
from analysis.schema import Document, Organisation, Settings, Theme

RELIEF = Theme("relief", "减负", "减负", "Relief", ("减负", "形式主义"))
CARE = Theme("care", "关怀", "关怀", "Care", ("走访", "慰问"), ("走访记",))
SETTINGS = Settings(themes=(RELIEF,))
"""Few themes: none are read from the resources."""
OTHER_THEMES = Settings(themes=(RELIEF, CARE))
OTHER_ORGANISATIONS = Settings(
    themes=(RELIEF,),
    organisations=(Organisation("渝西县总工会", "渝西总", "工会", ("渝西总工会",)),),
)
OTHER_WORDS = Settings(themes=(RELIEF,), lexicon=False)
NAMES = (
    "重庆市总工会",
    "四川省妇女联合会",
    "共青团上海市委员会",
    "北京市财政局",
    "渝西总工会",
    "县委办公室",
)
DEEDS = (
    "走访企业",
    "整改问题",
    "慰问职工",
    "开展培训",
    "募集善款",
    "化解纠纷",
    "修订制度",
    "新建站点",
)
UNITS = ("家", "项", "名", "场", "元", "件")
RARE = (
    *("葡萄", "骆驼", "琵琶", "蜻蜓", "珊瑚", "蚯蚓", "玫瑰", "蝙蝠"),
    *("鸳鸯", "萝卜", "蜘蛛", "琥珀", "橄榄", "螃蟹", "凤凰", "芙蓉"),
)
SCENES = (
    "主题教育期间，基层工会办实事，服务群众。",
    "会议指出，要力戒形式主义，为基层减负。",
    "该项工作已经全部销号，效果很好。",
    "下一步将健全长效机制，压实责任。",
    "群众反映的急难愁盼问题得到解决。",
    "有關部門要加強領導，落實到位。",
)


def text(number: int) -> str:
    """Return a text of some lines; every second one holds a word that few others hold."""
    draw = random.Random(number)  # noqa: S311 - the same text every time
    lines = [
        f"{draw.choice(NAMES)}{draw.choice(DEEDS)}{draw.randint(2, 990)}{draw.choice(UNITS)}，"
        f"{draw.choice(DEEDS)}{draw.randint(2, 99)}{draw.choice(UNITS)}。{draw.choice(SCENES)}"
        for _ in range(draw.randint(2, 4))
    ]
    if number % 2:
        lines.append(f"第{number}号材料提到{RARE[number % len(RARE)]}和{draw.choice(RARE)}。")
    return "\n".join(lines)


def name(number: int) -> str:
    """Return the name of a document."""
    return f"第{number}篇"


def paper(number: int) -> Document:
    """Return a document as if it had been pasted."""
    return read_pasted(text(number), name=name(number))


def papers(numbers: Iterable[int]) -> list[Document]:
    """Return documents."""
    return [paper(number) for number in numbers]


def write_papers(folder: Path, numbers: Iterable[int]) -> Path:
    """Write documents as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"{name(number)}.txt").write_text(text(number), encoding="utf-8")
    return folder


def content(corpus: Corpus) -> dict[str, object]:
    """Return all that a corpus says, in names and not in codes, however these are numbered."""
    docs = corpus.document_names
    words = np.asarray([*corpus.terms, None], dtype=object)
    tags = np.asarray([*corpus.tags, None], dtype=object)
    themes = np.asarray([theme.key for theme in corpus.themes], dtype=object)
    names = {
        "doc": docs,
        "organisation": corpus.organisation_names,
        "term": words,
        "tag": tags,
        "theme": themes,
    }
    tables: dict[str, object] = {}
    for table in ("sentences", "tokens", "mentions", "facts", "theme_hits"):
        frame = getattr(corpus, table).frame()
        for column in names.keys() & set(frame.columns):
            frame[column] = names[column][frame[column].to_numpy(np.int64)]
        known = frame.astype(object).where(frame.notna(), None)
        tables[table] = list(known.itertuples(index=False, name=None))
    sums = sum_terms(corpus, np.ones(len(corpus.sentences), dtype=bool))
    counts = zip(*(column.tolist() for column in sums), strict=True)
    return {
        "documents": list(corpus.documents),
        "settings": corpus.settings,
        "counts": {
            term: (n, n_word, documents)
            for term, (n, n_word, documents) in zip(corpus.terms, counts, strict=True)
            if n_word
        },
        **tables,
    }
