"""How a training of ms-swift would see some rows: their tokens through its own chat template, and which are learned.

Reads one JSON object from standard input and prints one. Loads the tokenizer and no weights; a model whose files name
code of its own is refused unless the person trusts it.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from swift.template import Template
    from transformers import PreTrainedTokenizerBase

NOT_LEARNED = -100
MOST_CHARACTERS = 4_000
CODE_KEY = "auto_map"


def brings_code(folder: Path) -> bool:
    """Whether a file of the model tells transformers to load Python of the model's own."""
    for name in ("config.json", "tokenizer_config.json"):
        with contextlib.suppress(OSError, ValueError):
            if CODE_KEY in json.loads((folder / name).read_text()):
                return True
    return False


def segments(
    tokenizer: PreTrainedTokenizerBase, tokens: Sequence[int], labels: Sequence[int]
) -> Iterator[dict[str, object]]:
    """Stretches of text whose tokens are alike: learned or not, special or not."""
    special = set(tokenizer.all_special_ids)
    marks = [(label != NOT_LEARNED, token in special) for token, label in zip(tokens, labels, strict=True)]
    before, end = "", 0
    for (learned, is_special), stretch in groupby(marks):
        start, end = end, end + len(list(stretch))
        # Some tokenizers drop a space that a stretch begins with, unless they see what stands before it.
        whole = tokenizer.decode(tokens[:end], skip_special_tokens=False)
        is_longer = whole.startswith(before)
        text = whole[len(before) :] if is_longer else tokenizer.decode(tokens[start:end], skip_special_tokens=False)
        before = whole
        yield {
            "text": shortened(text),
            "cutCharacters": max(0, len(text) - MOST_CHARACTERS),
            "tokens": end - start,
            "isLearned": learned,
            "isSpecial": is_special,
        }


def shortened(text: str) -> str:
    """The beginning and the end of a long text."""
    half = MOST_CHARACTERS // 2
    return text if len(text) <= MOST_CHARACTERS else f"{text[:half]}…{text[-half:]}"


def encoded(template: Template, tokenizer: PreTrainedTokenizerBase, row: Mapping[str, object]) -> dict[str, object]:
    """One row as tokens in stretches, or why the template refuses it."""
    try:
        given = template.encode(dict(row))
    except Exception as error:
        return {"segments": [], "tokens": 0, "learnedTokens": 0, "problem": f"{type(error).__name__}: {error}"}
    tokens: list[int] = list(given["input_ids"])
    labels: list[int] = list(given.get("labels") or [NOT_LEARNED] * len(tokens))
    return {
        "segments": list(segments(tokenizer, tokens, labels)),
        "tokens": len(tokens),
        "learnedTokens": sum(label != NOT_LEARNED for label in labels),
        "problem": None,
    }


def main() -> None:
    """Answers on standard output, which no library may write to meanwhile."""
    asked = json.load(sys.stdin)
    folder = Path(asked["model"])
    if brings_code(folder) and not asked["trustRemoteCode"]:
        raise SystemExit("model-code: the model's files name code of its own")
    with contextlib.redirect_stdout(sys.stderr):
        from swift.model import get_processor
        from swift.template import get_template

        processor = get_processor(asked["model"], model_type=asked["modelType"])
        template = get_template(processor, template_type=asked["template"], loss_scale=asked["lossScale"])
        template.set_mode("train")
        # A processor of several kinds of input holds the tokenizer of its text.
        tokenizer = getattr(processor, "tokenizer", processor)
        rows = [encoded(template, tokenizer, row) for row in asked["rows"]]
    meta = template.template_meta
    sys.stdout.write(json.dumps({"template": meta.template_type, "system": meta.default_system, "rows": rows}))


if __name__ == "__main__":
    main()
