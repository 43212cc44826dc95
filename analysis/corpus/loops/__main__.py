"""``python -m analysis.corpus.loops``: compile all loops, so that the first question need not."""

from analysis.corpus.loops.every import compile_every

compile_every()
