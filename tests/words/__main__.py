"""Lists every text that a person can see, for somebody who translates or reviews them: `make words`."""

import sys

from tests.words.found import texts

sys.stdout.writelines(f"{text}\n" for text in texts())
