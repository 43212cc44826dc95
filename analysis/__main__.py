"""``python -m analysis COMMAND SOURCE…``: every table without the app."""

import sys

from analysis.cli.early import early_workers

if __name__ == "__main__":
    with early_workers(sys.argv[1:]) as workers:
        from analysis.cli.main import main

        status = main(workers=workers)
    sys.exit(status)
