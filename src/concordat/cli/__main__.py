"""``python -m concordat.cli``."""

import sys

from concordat.cli.command import main

sys.exit(main())
