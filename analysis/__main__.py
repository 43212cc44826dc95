"""``python -m analysis COMMAND SOURCE…``: every table without the app."""

import gc
import sys

from analysis.cli.early import early_workers

if __name__ == "__main__":
    with early_workers(sys.argv[1:]) as workers:
        gc.disable()  # what is loaded stays: nothing of it needs to be gone through, now or later
        from analysis.cli.main import main

        gc.freeze()
        gc.enable()
        status = main(workers=workers)
    sys.exit(status)
