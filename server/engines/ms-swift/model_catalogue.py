"""What the installed ms-swift knows of models: its types, with what they are matched by, and its templates.

Writes it as JSON to the file that is named, for preflight to match by as `swift.model` does (`get_matched_model_meta`,
`get_matched_model_types`) without loading anything.
"""

from __future__ import annotations

import json
import sys
from importlib import metadata
from pathlib import Path

from swift.model import MODEL_MAPPING, ModelMeta
from swift.template import TEMPLATE_MAPPING


def names_of(meta: ModelMeta) -> dict[str, str | None]:
    """Last parts of the ids by which a folder or a hub id is taken for this type, with the template of each."""
    found: dict[str, str | None] = {}
    for group in meta.model_groups:
        for model in group.models:
            for name in (model.ms_model_id, model.hf_model_id, model.model_path):
                if name is not None:
                    found.setdefault(name.rsplit("/", 1)[-1].lower(), group.template)
    return found


def main() -> None:
    """Writes types in the order in which ms-swift tries them; a reader sees the whole file or none."""
    types = [
        {
            "type": name,
            "names": names_of(meta),
            # `null` is ms-swift's own word for a model without any.
            "architectures": [each for each in meta.architectures if each != "null"],
            "template": meta.template,
            "templates": meta.candidate_templates,
            "isMultimodal": meta.is_multimodal,
        }
        for name, meta in MODEL_MAPPING.items()
        if name is not None
    ]
    catalogue = {"version": metadata.version("ms-swift"), "types": types, "templates": sorted(TEMPLATE_MAPPING)}
    out = Path(sys.argv[1])
    part = out.with_name(f"{out.name}.part")
    part.write_text(json.dumps(catalogue))
    part.replace(out)


if __name__ == "__main__":
    main()
