"""Make tiny random Llama models that share a tokenizer, with which a whole pipeline runs in seconds, for tests.

A pair of like width, a wider teacher and a deeper student.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

# Layers and width.
SHAPES = {"tiny-teacher": (3, 64), "tiny-student": (2, 64), "tiny-wide-teacher": (4, 96), "tiny-deep-student": (10, 64)}


def main() -> None:
    """Makes the models anew; prints their folders as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokenizer", type=Path, required=True, help="a model folder with the tokenizer to use")
    parser.add_argument("--models", type=Path, required=True, help="the folder that receives the models")
    arguments = parser.parse_args()

    import torch
    from transformers import AutoTokenizer, LlamaConfig, LlamaForCausalLM

    tokenizer = AutoTokenizer.from_pretrained(arguments.tokenizer)
    torch.manual_seed(7)
    made: dict[str, str] = {}
    for name, (layers, width) in SHAPES.items():
        config = LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=width,
            intermediate_size=2 * width,
            num_hidden_layers=layers,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=2048,
            tie_word_embeddings=True,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
        folder = arguments.models / name
        part = arguments.models / f".{name}.part"
        shutil.rmtree(part, ignore_errors=True)
        LlamaForCausalLM(config).to(torch.float32).save_pretrained(part)
        tokenizer.save_pretrained(part)
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
        made[name] = str(folder)
    print(json.dumps(made))


if __name__ == "__main__":
    main()
