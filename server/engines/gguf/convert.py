"""Writes a model folder as one GGUF file: `convert.py MODEL OUT TYPE`.

16 and 8 bits by llama.cpp's converter, which AutoRound carries (`auto_round.export.export_to_gguf`); `q4_k_m` by
AutoRound itself, rounded to the nearest without calibration: minutes for each 100 million weights on a CPU.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

# The converter asks GitHub for newer code only when it is told to; models are never fetched here.
os.environ["AUTO_ROUND_GGUF_AUTO_UPDATE"] = "0"
os.environ["HF_HUB_OFFLINE"] = "1"


def convert(model: Path, out: Path, kind: str) -> None:
    """Converts without quantising further than 8 bits; raises where the architecture is not known."""
    import gguf
    from auto_round.export.export_to_gguf.llama_cpp_conversion import get_conversion

    types = {"f16": gguf.LlamaFileType.MOSTLY_F16, "q8_0": gguf.LlamaFileType.MOSTLY_Q8_0}
    conversion = get_conversion(model)
    settings = conversion.ModelBase.load_hparams(model, False)
    architecture = conversion.get_model_architecture(settings, conversion.ModelType.TEXT)
    writer = conversion.get_model_class(architecture)
    writer(model, types[kind], out).write()


def quantize(model: Path, out: Path, kind: str) -> None:
    """Quantises to 4-bit blocks; the one file that AutoRound writes is moved to `out`."""
    from auto_round import AutoRound

    folder = out.parent / "auto-round"
    rounder = AutoRound(str(model), scheme=f"gguf:{kind}", iters=0, disable_opt_rtn=True)
    rounder.quantize_and_save(str(folder), f"gguf:{kind}")
    made = sorted(folder.rglob("*.gguf"))
    if len(made) != 1:
        raise RuntimeError(f"{len(made)} GGUF files were written where one was expected")
    made[0].rename(out)
    shutil.rmtree(folder)


def main() -> None:
    """Converts; the file appears under its name when it is whole."""
    model, out, kind = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_suffix(".partial.gguf")
    (quantize if kind.startswith("q4") else convert)(model, partial, kind)
    partial.rename(out)
    print(f"Wrote {out.name}: {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
