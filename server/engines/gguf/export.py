"""A GGUF file with the Modelfile that Ollama makes a model of: `export.py PLAN.json`.

The plan names what is run: `convert`, the converter's command line, and `modelfile`, that of `swift export
--to_ollama`, which writes the chat template in Ollama's language. The Modelfile then names the GGUF file beside it
instead of the model folder.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def run(argv: list[str]) -> None:
    """Runs one step; what it writes goes to the same log, and a failure ends all of it with its code."""
    print("$", " ".join(argv), flush=True)
    code = subprocess.run(argv, check=False).returncode
    if code != 0:
        sys.exit(code if code > 0 else 1)


def main() -> None:
    """Converts the weights, then writes the Modelfile."""
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    run(plan["convert"])
    run(plan["modelfile"])
    written = Path(plan["written"])
    lines = written.read_text(encoding="utf-8").split("\n")
    # A template without an end of turn gives stop words that are empty, which Ollama refuses.
    kept = [line for line in lines[1:] if line != 'PARAMETER stop ""']
    Path(plan["out"], "Modelfile").write_text("\n".join([f"FROM ./{plan['file']}", *kept]), encoding="utf-8")


if __name__ == "__main__":
    main()
