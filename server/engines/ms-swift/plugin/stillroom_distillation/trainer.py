"""ms-swift's GKD trainer with the loss L = α·CE + (1−α)·T²·D + Σ wᵢ·Lᵢ, whose terms are logged one by one."""

from __future__ import annotations

from collections import defaultdict
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol, cast

import torch
from swift.rl_core.data import GKDSample
from swift.rlhf_trainers.gkd_loss import DataSource
from swift.trainers import disable_gradient_checkpointing
from torch import Tensor, nn
from transformers import PreTrainedConfig
from typing_extensions import override

from stillroom_distillation.chunked_loss import chunked_loss
from stillroom_distillation.layers import attention_distance, hidden_distance, uniform_layers
from stillroom_distillation.output_layer import find_output_layer, left_out
from stillroom_distillation.processes import join_means
from stillroom_distillation.projecting import ProjectingTrainer
from stillroom_distillation.rows import Rows, TeacherRows, TeacherSource
from stillroom_distillation.settings import HiddenStates, Settings, read_settings
from stillroom_distillation.soft_label_store import IGNORED, SoftLabels, join_rows, row_key
from stillroom_distillation.terms import add_inner_terms, logit_task

# Keys of a batch that the models do not take.
NOT_FOR_MODELS = ("labels",)


class ModelOutput(Protocol):
    """What a forward pass gives: logits [B, S, V], or the last states [B, S, D] where the output layer is left out.

    Where asked for, hidden states and attention maps by layer.
    """

    logits: Tensor
    hidden_states: tuple[Tensor, ...]
    attentions: tuple[Tensor, ...]


def is_predicting(labels: Tensor) -> tuple[Tensor, Tensor]:
    """Mask [B, S] of positions whose next token is predicted, and those tokens [N]."""
    following = torch.full_like(labels, IGNORED)
    following[:, :-1] = labels[:, 1:]
    mask = following != IGNORED
    return mask, following[mask]


def rows_of(output: ModelOutput, mask: Tensor, layer: nn.Linear | None) -> Rows:
    """The rows of a forward pass at the positions of the mask [B, S]; with the layer that was left out of it."""
    states = output.logits.flatten(0, 1)
    index = mask.flatten().nonzero().squeeze(-1)
    return Rows(states, index) if layer is None else Rows(states, index, layer.weight, layer.bias)


class DistillTrainer(ProjectingTrainer):
    """Everything but the loss is ms-swift's: data, sampling from the student, served teachers, checkpoints.

    Each loss is the mean over the tokens of a micro-batch, as in ms-swift. On batches that the student wrote itself
    there is no cross-entropy, since its own words are no labels.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        settings = read_settings()
        if settings is None:
            raise RuntimeError("The distillation settings are missing")
        self.settings: Settings = settings
        self.soft_labels = SoftLabels(settings.soft_labels) if settings.soft_labels else None
        self.figures: dict[str, dict[str, list[Tensor]]] = {"train": defaultdict(list), "eval": defaultdict(list)}
        self.output_layers: dict[str, nn.Linear | None] | None = None
        super().__init__(*args, **kwargs)
        if settings.hidden_states is not None:
            self.layer_pairs = self.find_layers(settings.hidden_states)
            self.add_projections(len(self.layer_pairs), *self.widths())
        if settings.attention_weight is not None:
            self.attention_pairs = self.find_attention_layers()

    # --- set-up -----------------------------------------------------------------------------------------------------

    def configs(self) -> tuple[PreTrainedConfig, PreTrainedConfig]:
        """Text configurations of student and teacher."""
        models = (self.accelerator.unwrap_model(self.model), self.accelerator.unwrap_model(self.teacher_model))
        student, teacher = (model.config.get_text_config() for model in models)
        return student, teacher

    def find_layers(self, hidden: HiddenStates) -> list[tuple[int, int]]:
        student, teacher = self.configs()
        if isinstance(hidden.layers, str):
            return uniform_layers(student.num_hidden_layers, teacher.num_hidden_layers)
        for student_layer, teacher_layer in hidden.layers:
            if student_layer > student.num_hidden_layers or teacher_layer > teacher.num_hidden_layers:
                raise SystemExit(
                    f"error: argument layers: [{student_layer}, {teacher_layer}] is beyond the models' "
                    f"{student.num_hidden_layers} and {teacher.num_hidden_layers} layers"
                )
        return hidden.layers

    def find_attention_layers(self) -> list[tuple[int, int]]:
        student, teacher = self.configs()
        return uniform_layers(student.num_hidden_layers, teacher.num_hidden_layers)

    def widths(self) -> tuple[int, int]:
        student, teacher = self.configs()
        return student.hidden_size, teacher.hidden_size

    # --- batches ----------------------------------------------------------------------------------------------------

    def _rollout_samples(self, inputs: list[Any]) -> list[GKDSample]:
        """Evaluation reads the data alone: with rows that the student writes anew, its loss would be another figure."""
        if self.model.training:
            return super()._rollout_samples(inputs)
        asked, self.lmbda = self.lmbda, -1.0
        try:
            return super()._rollout_samples(inputs)
        finally:
            self.lmbda = asked

    def _prepare_batch_inputs(self, samples: list[GKDSample]) -> list[dict[str, Any]]:
        batches = super()._prepare_batch_inputs(samples)
        is_written_by_student = self._data_source == DataSource.STUDENT
        for batch in batches:
            if self.soft_labels is not None:
                batch["teacher_rows"] = self.find_labels(batch["model_inputs"])
            self.note("on_policy_share", torch.tensor(float(is_written_by_student)))
            completed = (batch["model_inputs"]["labels"] != IGNORED).sum(-1)
            self.note("completion_length", completed.float().mean())
        if is_written_by_student:
            self.note("truncated_share", torch.tensor([float(sample.is_truncated) for sample in samples]).mean())
        return batches

    def find_labels(self, inputs: dict[str, Tensor]) -> TeacherRows:
        assert self.soft_labels is not None
        found: list[TeacherRows] = []
        for number, (ids, labels) in enumerate(zip(inputs["input_ids"], inputs["labels"], strict=True)):
            is_real = (
                inputs["attention_mask"][number].bool() if "attention_mask" in inputs else torch.ones_like(ids).bool()
            )
            key = row_key(cast("list[int]", ids[is_real].tolist()), cast("list[int]", labels[is_real].tolist()))
            rows = self.soft_labels.find(key)
            if rows is None:
                raise SystemExit(
                    "bad-data: a row has no soft labels; it was tokenised otherwise when the teacher labelled it"
                )
            found.append(rows)
        return join_rows(found, inputs["input_ids"].device)

    # --- loss -------------------------------------------------------------------------------------------------------

    @override
    def compute_loss(
        self,
        model: nn.Module,
        inputs: dict[str, Any],
        return_outputs: bool = False,
        num_items_in_batch: Tensor | int | None = None,
    ) -> Tensor | tuple[Tensor, ModelOutput]:
        student_inputs, teacher_inputs = inputs["model_inputs"], inputs["teacher_model_inputs"]
        # Labels as they were before trimming tell where a served teacher's rows lie, which cover the whole sequence.
        whole_teacher_labels = teacher_inputs["labels"]
        if self.get_use_logits_to_keep(self.template.sequence_parallel_size == 1):
            self.prepare_logits_to_keep(student_inputs)
            self.prepare_logits_to_keep(teacher_inputs)
        layers = self.find_output_layers(model)
        with left_out(layers["student"]):
            student: ModelOutput = model(**self.forward_inputs(student_inputs))
        mask, targets = is_predicting(student_inputs["labels"])
        teacher = self.run_teacher(model, teacher_inputs) if self.needs_teacher else None
        teacher_rows = self.find_teacher_rows(inputs, teacher, whole_teacher_labels)
        is_own = inputs["gkd_batch"].data_source == DataSource.STUDENT
        task = logit_task(self.settings, teacher_rows, targets, is_own)
        loss = chunked_loss(rows_of(student, mask, layers["student"]), task)
        terms: dict[str, Tensor] = {}
        if self.settings.looks_inside:
            assert teacher is not None
            terms = self.compute_inner_terms(student, teacher, student_inputs)
        loss = add_inner_terms(self.settings, loss, terms)
        self.note_batch(task.means() | terms, is_own)
        return (loss, student) if return_outputs else loss

    def find_output_layers(self, model: nn.Module) -> dict[str, nn.Linear | None]:
        """The output layers of both models where they can be left out of a forward pass; looked for once."""
        if self.output_layers is None:
            is_alone = self.accelerator.num_processes == 1
            student = find_output_layer(self.accelerator.unwrap_model(model), is_alone)
            teacher = student if self._is_self_distillation else None
            if self.needs_teacher and teacher is None and not self.args.offload_teacher_model:
                teacher = find_output_layer(self.accelerator.unwrap_model(self.teacher_model), True)
            self.output_layers = {"student": student, "teacher": teacher}
        return self.output_layers

    @property
    def needs_teacher(self) -> bool:
        return self.soft_labels is None and not self.use_teacher_api

    def forward_inputs(self, inputs: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in inputs.items() if key not in NOT_FOR_MODELS}
        if self.settings.hidden_states is not None:
            kept["output_hidden_states"] = True
        if self.settings.attention_weight is not None:
            kept["output_attentions"] = True
        return kept

    def run_teacher(self, model: nn.Module, inputs: dict[str, Any]) -> ModelOutput:
        """The teacher's forward pass: the untouched student in self-distillation, else the model beside it."""
        without_checkpoints = self.args.gradient_checkpointing_kwargs
        with torch.no_grad(), left_out(self.find_output_layers(model)["teacher"]):
            if self._is_self_distillation:
                unwrapped = self.accelerator.unwrap_model(model)
                untouched: AbstractContextManager[None] = (
                    unwrapped.disable_adapter() if self._teacher_use_disable_adapter else nullcontext()
                )
                with untouched, disable_gradient_checkpointing(model, without_checkpoints):
                    return model(**self.forward_inputs(inputs))
            loaded = self.load_teacher_model_context() if self.args.offload_teacher_model else nullcontext()
            with loaded, disable_gradient_checkpointing(self.teacher_model, without_checkpoints):
                return self.teacher_model(**self.forward_inputs(inputs))

    def find_teacher_rows(
        self, inputs: dict[str, Any], teacher: ModelOutput | None, whole_labels: Tensor
    ) -> TeacherSource:
        """What the teacher says at the predicted tokens: from stored labels, its server, or its forward pass."""
        if self.soft_labels is not None:
            rows: TeacherRows = inputs["teacher_rows"]
            return rows
        if teacher is None:
            batch = inputs["gkd_batch"]
            mask, _ = is_predicting(whole_labels)
            return TeacherRows(batch.teacher_topk_logprobs[mask], batch.teacher_topk_indices[mask])
        mask, _ = is_predicting(inputs["teacher_model_inputs"]["labels"])
        return rows_of(teacher, mask, self.find_output_layers(self.model)["teacher"])

    def compute_inner_terms(
        self, student: ModelOutput, teacher: ModelOutput, inputs: dict[str, Any]
    ) -> dict[str, Tensor]:
        """Distances between layers; of them, tokens that are no padding count."""
        terms: dict[str, Tensor] = {}
        hidden = self.settings.hidden_states
        is_real: Tensor = inputs.get("attention_mask", torch.ones_like(inputs["input_ids"])).bool()
        if hidden is not None:
            distances = [
                hidden_distance(
                    self.project(place, student.hidden_states[student_layer]),
                    teacher.hidden_states[teacher_layer],
                    is_real,
                    hidden.normalize,
                )
                for place, (student_layer, teacher_layer) in enumerate(self.layer_pairs)
            ]
            terms["loss_hidden"] = torch.stack(distances).mean()
        if self.settings.attention_weight is not None:
            distances = [
                attention_distance(
                    student.attentions[student_layer - 1], teacher.attentions[teacher_layer - 1], is_real
                )
                for student_layer, teacher_layer in self.attention_pairs
            ]
            terms["loss_attn"] = torch.stack(distances).mean()
        return terms

    def project(self, place: int, states: Tensor) -> Tensor:
        return states if self.projections is None else self.projections(place, states)

    # --- figures ----------------------------------------------------------------------------------------------------

    def note(self, key: str, value: Tensor) -> None:
        mode = "train" if self.model.training else "eval"
        self.figures[mode][key].append(value.detach().float().cpu())

    def note_batch(self, figures: dict[str, Tensor], is_own: bool) -> None:
        for key, value in figures.items():
            if not (is_own and key == "loss_ce"):
                self.note(key if key != "kl" else f"kl_{'on_policy' if is_own else 'dataset'}", value)

    def log(self, logs: dict[str, float], start_time: float | None = None) -> None:
        mode = "eval" if any(key.startswith("eval_") for key in logs) else "train"
        if "train_runtime" not in logs:
            prefix = "eval_" if mode == "eval" else ""
            for key, value in self.mean_figures(mode).items():
                logs[f"{prefix}{key}"] = value
        super().log(logs, start_time)

    def mean_figures(self, mode: str) -> dict[str, float]:
        """Means since the last log, over all processes; every process logs at the same steps."""
        own = {key: (float(torch.stack(values).sum()), len(values)) for key, values in self.figures[mode].items()}
        self.figures[mode].clear()
        return join_means(own)
