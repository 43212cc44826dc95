"""``python -m analysis COMMAND SOURCE…``: every table without the app."""

import gc
import sys

from analysis.cli.early import INTERRUPTED, early_workers


def start() -> int:
    """Run the command line of this process and return its exit status."""
    with early_workers(sys.argv[1:]) as workers:
        gc.disable()  # what is loaded stays: nothing of it needs to be gone through, now or later
        from analysis.cli.main import main  # noqa: PLC0415 - while the workers load

        gc.freeze()
        gc.enable()
        return main(workers=workers)


if __name__ == "__main__":
    try:
        status = start()
    except KeyboardInterrupt:  # before there was a command line that says so
        sys.stderr.write("已停止。\n")
        status = INTERRUPTED
    sys.exit(status)
