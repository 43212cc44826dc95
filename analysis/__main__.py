"""``python -m analysis COMMAND SOURCE…``: every table without the app."""

import sys

from analysis.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
