# Two commands are enough: `make run` opens the dashboard on the seeds, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Compiled modules are kept: what tests start would compile everything anew each time.
unexport PYTHONDONTWRITEBYTECODE
# Most of what is installed is never loaded; what is loaded is compiled then.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r

.PHONY: run test check bench clean

$(VENV)/.run: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make run PYTHON=python3.11")'
	@echo '第一次运行：正在安装所需的包，约需一两分钟 · first run: installing packages, a minute or two'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) requirements.txt
	touch $@

# Loops are compiled once for a machine.
$(VENV)/.loops: $(VENV)/.run $(wildcard analysis/corpus/loops/*.py)
	@echo '正在为这台机器编译，约需一分钟 · compiling for this machine, about a minute'
	$(BIN)/python -m analysis.corpus.loops
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt requirements-cluster.txt
	$(INSTALL) requirements-dev.txt
	touch $@

# What reading pages and encodings is measured beside.
# Versions of pip before 24 stop at packages that ask for the same extra by two names.
$(VENV)/.bench: $(VENV)/.dev $(VENV)/.loops requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=24'
	$(INSTALL) requirements-bench.txt
	touch $@

run: $(VENV)/.run $(VENV)/.loops
	$(BIN)/python -m app

# Fastest first: style, layers, types, then the tests with the evaluation floors.
check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

# Types are checked while loops are compiled: both have one process.
# The scores against gold come last, on their own and in one process, so that they stand in the output.
test:
	$(MAKE) -j 2 $(VENV)/.loops check
	$(BIN)/python -m pytest -n 2 --dist worksteal --ignore=tests/eval
	$(BIN)/python -m pytest -s -p no:randomly tests/eval

# The seeds, and a corpus made of their sentences. Files and corpora of your own are measured too:
# make bench FOLDER="docs laws.zip" CORPUS="big" PAGES="pages"
bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks $(FOLDER:%=--folder %) $(CORPUS:%=--corpus %) $(PAGES:%=--pages %)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
