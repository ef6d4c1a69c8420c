from enum import Enum

from torch import Tensor

class DataSource(str, Enum):
    DATASET = "dataset"
    STUDENT = "student"

class TeacherOutput:
    def __init__(self, full_logits: Tensor | None = None, *, labels: Tensor | None = None) -> None: ...
    def to_topk(self, k: int) -> TeacherOutput: ...

def gkd_loss(
    student_logits: Tensor, teacher_output: TeacherOutput, labels: Tensor, beta: float, temperature: float
) -> tuple[Tensor, Tensor]: ...
