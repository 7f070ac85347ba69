"""For all tests: made-up input is the same in every run, so a failure can be seen again.

`CSO_FUZZ=1000` asks new questions, and more of them.
"""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.register_profile("searching", derandomize=False)
settings.load_profile("searching" if "CSO_FUZZ" in os.environ else "steady")
