"""`python -m final_accounts` is the command `final-accounts`."""

import sys

from .cli import main

sys.exit(main())
