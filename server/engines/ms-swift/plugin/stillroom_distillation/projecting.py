"""A trainer of ms-swift's that trains projections beside the student and keeps them in its checkpoints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from swift.rlhf_trainers.gkd_trainer import GKDTrainer
from torch import Tensor, nn
from torch.optim import Optimizer

from stillroom_distillation.projection_steps import ProjectionSteps
from stillroom_distillation.projections import Projections


class ProjectingTrainer(GKDTrainer):
    """They are parameters of the trainer's optimizer, but for DeepSpeed, beside which they have one of their own."""

    projections: Projections | None = None
    projection_steps: ProjectionSteps | None = None

    def add_projections(self, count: int, student_width: int, teacher_width: int) -> None:
        """One for each of `count` pairs of layers, from where a resumed training left them; none for equal widths."""
        if student_width == teacher_width:
            return
        self.projections = Projections(count, student_width, teacher_width, self.args.seed)
        resumed = self.args.resume_from_checkpoint
        if resumed:
            self.projections.load(Path(resumed))
        self.projections.to(self.accelerator.device)
        if self.is_deepspeed_enabled:
            self.projection_steps = ProjectionSteps(self.projections, self.args.learning_rate)
            if resumed:
                self.projection_steps.load(Path(resumed))
            self.add_callback(self.projection_steps)

    def create_optimizer(self, *args: Any, **kwargs: Any) -> Optimizer:
        optimizer = super().create_optimizer(*args, **kwargs)
        if self.projections is not None and self.projection_steps is None:
            self.projections.add_to(optimizer)
        return optimizer

    def _clip_grad_norm(self, model: nn.Module) -> Tensor | float | None:
        """Clips the gradients of student and projections as one."""
        if self.projections is None or self.projection_steps is not None:
            return super()._clip_grad_norm(model)
        self.projections.average_gradients()
        return super()._clip_grad_norm(nn.ModuleList([model, self.projections]))

    def _save_checkpoint(self, *args: Any, **kwargs: Any) -> None:
        super()._save_checkpoint(*args, **kwargs)
        if self.projections is not None and self.accelerator.is_main_process:
            folder = Path(self.args.output_dir) / f"checkpoint-{self.state.global_step}"
            self.projections.save(folder)
            if self.projection_steps is not None:
                self.projection_steps.save(folder)
