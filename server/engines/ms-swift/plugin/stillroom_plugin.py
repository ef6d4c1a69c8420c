"""Loaded by ms-swift through --external_plugins: save and end on SIGTERM, fail on a loss that is not a number."""

from __future__ import annotations

import functools
import math
import os
import signal
import threading
from collections.abc import Callable
from typing import Any, cast

from stillroom_distillation.galore import use_galore
from stillroom_distillation.processes import is_asked_anywhere
from stillroom_distillation.sample_answers import SampleAnswers, Training, read_settings
from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments
from typing_extensions import override

# Mixed precision skips single steps whose gradient overflows; only a row of them means that the weights are gone.
LOGS_WITHOUT_GRADIENT = 5
# The method of ms-swift that loads the teacher; nothing of its public names comes between.
TEACHER_LOADER = "_prepare_single_model"


def free_workers() -> None:
    """Data loader workers inherit the handler, but their end is asked for by SIGTERM and must come at once."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))


class StopAndGuard(TrainerCallback):
    """SIGTERM: a checkpoint at the end of the step, then a regular end. NaN or infinite loss: an error that says so."""

    def __init__(self) -> None:
        self.is_asked_to_end = False
        self.logs_without_gradient = 0
        self.fails_on_nan = os.environ.get("STILLROOM_FAIL_ON_NAN") == "1"

    @override
    def on_train_begin(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        if self.fails_on_nan:
            # The trainer replaces such a loss by the average before it, and the log would look well to the end.
            args.logging_nan_inf_filter = False
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, self.ask_to_end)
            free_workers()

    def ask_to_end(self, *_: object) -> None:
        self.is_asked_to_end = True

    @override
    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        if is_asked_anywhere(self.is_asked_to_end, args.device):
            print(f"Asked to end: saving a checkpoint at step {state.global_step}", flush=True)
            control.should_save = True
            control.should_training_stop = True

    @override
    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, object] | None = None,
        **_: Any,
    ) -> None:
        if not self.fails_on_nan or logs is None:
            return
        if is_broken(logs.get("loss")):
            raise FloatingPointError(f"loss is {logs['loss']} at step {state.global_step}")
        if "grad_norm" in logs:
            self.logs_without_gradient = self.logs_without_gradient + 1 if is_broken(logs["grad_norm"]) else 0
        if self.logs_without_gradient >= LOGS_WITHOUT_GRADIENT:
            raise FloatingPointError(f"the gradient is {logs['grad_norm']} at step {state.global_step}")


def is_broken(value: object) -> bool:
    """Whether a logged figure is NaN or infinite."""
    return isinstance(value, (int, float)) and not math.isfinite(value)


def add_to_every_trainer() -> None:
    """Adds the callback to each trainer that is made from now on; all of ms-swift's derive from this one."""
    original = Trainer.__init__
    samples = read_settings()

    # ms-swift reads the signature to choose between `tokenizer` and `processing_class`.
    @functools.wraps(original)
    def with_callback(self: Trainer, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.add_callback(StopAndGuard())
        if samples is not None:
            self.add_callback(SampleAnswers(cast("Training", self), samples))

    Trainer.__init__ = with_callback


add_to_every_trainer()
use_galore()


def use_own_loss() -> None:
    """Puts Stillroom's loss into GKD where the run has settings for it."""
    if not os.environ.get("STILLROOM_DISTILLATION"):
        return
    from swift.trainers.trainer_factory import TrainerFactory

    TrainerFactory.TRAINER_MAPPING["gkd"] = "stillroom_distillation.trainer.DistillTrainer"


use_own_loss()


def ask_teachers_without_vllm() -> None:
    """A teacher server is asked over HTTP; ms-swift's client refuses to start where vLLM itself is not installed."""
    from swift.rlhf_trainers import vllm_client

    if not vllm_client.is_vllm_available():
        vllm_client.is_vllm_available = lambda: True


ask_teachers_without_vllm()


def load_teacher_as_asked() -> None:
    """ms-swift loads the teacher with the student's dtype and, for QLoRA, in the student's 4 bits. The recipe names the
    teacher's own dtype, and a teacher of fewer bits would teach something else."""
    asked = os.environ.get("STILLROOM_TEACHER_DTYPE")
    if not asked:
        return
    import torch
    from swift.pipelines.train.rlhf import SwiftRLHF

    original = cast("Callable[..., object]", getattr(SwiftRLHF, TEACHER_LOADER))

    @functools.wraps(original)
    def with_own_dtype(self: SwiftRLHF, key: str, *args: object) -> object:
        if key != "teacher":
            return original(self, key, *args)
        kwargs_of = self.args.get_model_kwargs
        self.args.get_model_kwargs = lambda: {
            **kwargs_of(),
            "torch_dtype": getattr(torch, asked),
            "quantization_config": None,
        }
        try:
            return original(self, key, *args)
        finally:
            del self.args.get_model_kwargs

    setattr(SwiftRLHF, TEACHER_LOADER, with_own_dtype)


load_teacher_as_asked()
