from swift.rlhf_trainers.gkd_loss import DataSource
from torch import Tensor

class GKDSample:
    @property
    def is_truncated(self) -> bool: ...

class GKDBatch:
    data_source: DataSource
    teacher_topk_logprobs: Tensor | None
    teacher_topk_indices: Tensor | None
