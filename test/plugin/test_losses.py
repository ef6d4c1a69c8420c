"""The chunked loss against an independent computation in float64, its gradients, and ms-swift's own GKD loss."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import pytest
import torch
from reference import Mixture, mixed_loss
from stillroom_distillation import chunked_loss as chunks
from stillroom_distillation.chunked_loss import chunked_loss
from stillroom_distillation.divergences import Divergence
from stillroom_distillation.layers import attention_distance, hidden_distance, uniform_layers
from stillroom_distillation.row_terms import Task
from stillroom_distillation.rows import Rows, TeacherRows, TeacherSource
from torch import Tensor

KINDS = ("forward-kl", "reverse-kl", "jsd")


@pytest.fixture(autouse=True)
def several_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every batch of these tests is longer than a chunk."""
    monkeypatch.setattr(chunks, "MOST_ROWS_AT_ONCE", 4)


def batch(student_vocabulary: int = 17, teacher_vocabulary: int = 17, seed: int = 0) -> tuple[Tensor, Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    student = torch.randn(3, 9, student_vocabulary, generator=generator, dtype=torch.float64) * 3
    teacher = torch.randn(3, 9, teacher_vocabulary, generator=generator, dtype=torch.float64) * 3
    labels = torch.randint(0, min(student_vocabulary, teacher_vocabulary), (3, 9), generator=generator)
    labels[:, :2] = -100
    labels[1, 5:] = -100
    return student, teacher, labels


def counted(labels: Tensor) -> tuple[Tensor, Tensor]:
    """Which rows of the flat logits predict a token, and those tokens."""
    following = torch.full_like(labels, -100)
    following[:, :-1] = labels[:, 1:]
    index = (following != -100).flatten().nonzero().squeeze(-1)
    return index, following.flatten()[index]


def task_of(teacher: TeacherSource, targets: Tensor, mixture: Mixture) -> Task:
    return Task(
        teacher=teacher,
        targets=targets,
        divergence=Divergence(mixture.kind, mixture.beta, mixture.temperature),
        cross_entropy_weight=mixture.alpha,
        divergence_weight=1 - mixture.alpha,
        scale=mixture.temperature**2,
        top_k=mixture.top_k,
        has_tail=mixture.has_tail,
    )


def mixed(student: Tensor, teacher: Tensor, labels: Tensor, mixture: Mixture) -> Tensor:
    index, targets = counted(labels)
    task = task_of(Rows(teacher.flatten(0, 1), index), targets, mixture)
    return chunked_loss(Rows(student.flatten(0, 1), index), task)


def slope(loss: Callable[[Tensor], Tensor], at: Tensor, step: float = 1e-6) -> Tensor:
    """Central differences of a loss in each place."""
    result = torch.zeros_like(at)
    for place in itertools.product(*(range(size) for size in at.shape)):
        moved = at.detach().clone()
        moved[place] += step
        above = loss(moved).item()
        moved[place] -= 2 * step
        result[place] = (above - loss(moved).item()) / (2 * step)
    return result


@pytest.mark.parametrize(
    ("kind", "temperature", "top_k", "has_tail", "sizes"),
    list(itertools.product(KINDS, (1.0, 2.5), (None, 1, 5), (False, True), ((17, 17), (17, 23), (23, 17)))),
)
def test_loss_equals_the_reference(
    kind: str, temperature: float, top_k: int | None, has_tail: bool, sizes: tuple[int, int]
) -> None:
    student, teacher, labels = batch(*sizes)
    has_tail = has_tail and top_k is not None
    mixture = Mixture(alpha=0.3, temperature=temperature, kind=kind, beta=0.3, top_k=top_k, has_tail=has_tail)
    expected = mixed_loss(student, teacher, labels, mixture)
    assert mixed(student, teacher, labels, mixture).item() == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_single_precision_stays_within_1e_5(kind: str) -> None:
    student, teacher, labels = batch(513, 513, seed=3)
    mixture = Mixture(alpha=0.3, temperature=2.0, kind=kind, beta=0.5)
    expected = mixed_loss(student.float(), teacher.float(), labels, mixture)
    assert mixed(student.float(), teacher.float(), labels, mixture).item() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("kind", "top_k", "has_tail"),
    [*itertools.product(KINDS, (None,), (False,)), *itertools.product(KINDS, (4,), (False, True))],
)
def test_gradients_equal_finite_differences(kind: str, top_k: int | None, has_tail: bool) -> None:
    student, teacher, labels = batch(7, 9, seed=1)
    mixture = Mixture(0.3, 2.0, kind, 0.4, top_k, has_tail)
    own = student[:1].clone().requires_grad_()
    loss = mixed(own, teacher[:1], labels[:1], mixture)
    (2 * loss).backward()
    expected = slope(lambda moved: mixed(moved, teacher[:1], labels[:1], mixture), own)
    assert own.grad is not None
    assert torch.allclose(own.grad, 2 * expected, atol=1e-7)


@pytest.mark.parametrize(("has_bias", "top_k"), [(False, None), (True, 3)])
def test_the_output_layer_is_trained_as_by_autograd(has_bias: bool, top_k: int | None) -> None:
    """With the layer left out of the forward pass, loss and all gradients are those of whole logits."""
    _, teacher, labels = batch(11, 11, seed=2)
    generator = torch.Generator().manual_seed(5)
    states = torch.randn(3, 9, 4, generator=generator, dtype=torch.float64).requires_grad_()
    weight = torch.randn(11, 4, generator=generator, dtype=torch.float64).requires_grad_()
    bias = torch.randn(11, generator=generator, dtype=torch.float64).requires_grad_() if has_bias else None
    mixture = Mixture(0.3, 2.0, "jsd", 0.4, top_k, True)
    trained = [tensor for tensor in (states, weight, bias) if tensor is not None]
    whole = mixed(torch.nn.functional.linear(states, weight, bias), teacher, labels, mixture)
    expected = torch.autograd.grad(whole, trained)
    index, targets = counted(labels)
    task = task_of(Rows(teacher.flatten(0, 1), index), targets, mixture)
    loss = chunked_loss(Rows(states.flatten(0, 1), index, weight, bias), task)
    assert loss.item() == pytest.approx(whole.item(), rel=1e-12)
    for given, right in zip(torch.autograd.grad(loss, trained), expected, strict=True):
        assert torch.allclose(given, right, atol=1e-12)


def test_the_teacher_gets_no_gradient_and_equal_models_have_no_divergence() -> None:
    student, teacher, labels = batch()
    for kind in KINDS:
        mixture = Mixture(0.0, 2.0, kind, 0.5)
        apart, watched = student.clone().requires_grad_(), teacher.clone().requires_grad_()
        mixed(apart, watched, labels, mixture).backward()
        assert watched.grad is None
        assert abs(mixed(student, student, labels, mixture).item()) < 1e-12


def test_stored_top_k_gives_the_loss_of_live_top_k() -> None:
    student, teacher, labels = batch()
    index, targets = counted(labels)
    values, indices = torch.log_softmax(teacher.flatten(0, 1)[index], -1).topk(6)
    for has_tail in (False, True):
        mixture = Mixture(0.0, 2.0, "forward-kl", 0, 6, has_tail)
        stored = task_of(TeacherRows(values.float(), indices.int()), targets, mixture)
        loss = chunked_loss(Rows(student.flatten(0, 1), index), stored)
        assert loss.item() == pytest.approx(mixed(student, teacher, labels, mixture).item(), rel=1e-5)


def test_only_the_tail_class_brings_the_student_to_the_teacher() -> None:
    """A renormalised top-k is at its least where the student gives all else whatever it likes."""
    teacher = torch.log_softmax(torch.randn(1, 50, generator=torch.Generator().manual_seed(0)).double() * 2, -1)
    indices = teacher.topk(5).indices
    student = teacher.clone()
    outside = torch.ones(50, dtype=torch.bool)
    outside[indices[0]] = False
    student[0, outside] += 5
    whole = {True: 0.0, False: 0.0}
    for has_tail in whole:
        task = task_of(Rows(teacher, torch.arange(1)), indices[0, :1], Mixture(0.0, 1.0, "forward-kl", 0, 5, has_tail))
        whole[has_tail] = chunked_loss(Rows(student, torch.arange(1)), task).item()
        assert task.means()["kl"].item() > 0.5
    assert whole[False] == pytest.approx(0, abs=1e-12)
    assert whole[True] > 0.5


def test_padded_vocabulary_rows_do_not_count() -> None:
    student, teacher, labels = batch(17, 23)
    changed = teacher.clone()
    changed[..., 17:] += 50
    mixture = Mixture(alpha=0.0, temperature=2.0, kind="forward-kl", beta=0)
    before = mixed(student, teacher, labels, mixture).item()
    assert mixed(student, changed, labels, mixture).item() == pytest.approx(before, rel=1e-12)


@pytest.mark.parametrize(("kind", "beta"), [("forward-kl", 0.0), ("reverse-kl", 1.0), ("jsd", 0.3)])
@pytest.mark.parametrize("top_k", [None, 5])
def test_equals_plain_gkd_of_ms_swift_at_temperature_1(kind: str, beta: float, top_k: int | None) -> None:
    """ms-swift adds D + α/(1−α)·CE without T²: the same up to the factor 1−α when T is 1."""
    gkd = pytest.importorskip("swift.rlhf_trainers.gkd_loss")
    student, teacher, labels = batch()
    alpha = 0.3
    output = gkd.TeacherOutput(full_logits=teacher, labels=torch.roll(labels, -1, 1))
    if top_k is not None:
        output = output.to_topk(top_k)
    total, count = gkd.gkd_loss(student, output, torch.roll(labels, -1, 1), beta, 1.0)
    index, targets = counted(labels)
    plain = total / count + alpha / (1 - alpha) * torch.nn.functional.cross_entropy(
        student.flatten(0, 1)[index], targets
    )
    ours = mixed(student, teacher, labels, Mixture(alpha, 1.0, kind, beta, top_k))
    assert ours.item() == pytest.approx((1 - alpha) * plain.item(), rel=1e-5)


def figures_of(student: Tensor, teacher: TeacherSource) -> dict[str, float]:
    rows = student.shape[0]
    task = task_of(teacher, torch.zeros(rows, dtype=torch.long), Mixture(0.5, 2.0, "forward-kl", 0))
    chunked_loss(Rows(student, torch.arange(rows)), task)
    return {key: value.item() for key, value in task.means().items()}


def test_figures_of_a_known_pair() -> None:
    student = torch.log(torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]))
    teacher = torch.log(torch.tensor([[0.5, 0.25, 0.25], [0.6, 0.3, 0.1]]))
    figures = figures_of(student, Rows(teacher, torch.arange(2)))
    assert figures["top1_agreement"] == 0.5
    entropies = [-sum(p * math.log(p) for p in row) for row in ((0.5, 0.25, 0.25), (0.6, 0.3, 0.1))]
    assert figures["entropy_teacher"] == pytest.approx(sum(entropies) / 2, rel=1e-5)
    kls = [
        0.5 * math.log(0.5 / 0.7) + 0.25 * math.log(0.25 / 0.2) + 0.25 * math.log(0.25 / 0.1),
        0.6 * math.log(0.6 / 0.1) + 0.3 * math.log(0.3 / 0.8) + 0.1 * math.log(0.1 / 0.1),
    ]
    assert figures["kl"] == pytest.approx(sum(kls) / 2, rel=1e-5)
    values, indices = teacher.topk(2)
    stored = figures_of(student, TeacherRows(values, indices))
    assert stored["top1_agreement"] == 0.5
    assert "entropy_teacher" not in stored


def test_a_token_that_a_server_left_out_is_no_number_that_spreads() -> None:
    """Servers fill a top-k that they could not fill with −∞."""
    logprobs = torch.tensor([[-0.1, -torch.inf]])
    task = task_of(
        TeacherRows(logprobs, torch.tensor([[3, 0]])), torch.tensor([3]), Mixture(0.3, 2.0, "jsd", 0.5, 2, True)
    )
    states = torch.randn(1, 9, generator=torch.Generator().manual_seed(0)).requires_grad_()
    loss = chunked_loss(Rows(states, torch.arange(1)), task)
    loss.backward()
    assert loss.isfinite()
    assert states.grad is not None
    assert states.grad.isfinite().all()


def test_a_token_of_which_a_server_said_nothing_teaches_nothing() -> None:
    logprobs = torch.tensor([[-0.5, -1.5], [-torch.inf, -torch.inf]])
    indices = torch.tensor([[3, 0], [0, 0]])
    mixture = Mixture(0.0, 2.0, "forward-kl", 0.5, 2, True)
    task = task_of(TeacherRows(logprobs, indices), torch.tensor([3, 3]), mixture)
    states = torch.randn(2, 9, generator=torch.Generator().manual_seed(0)).requires_grad_()
    chunked_loss(Rows(states, torch.arange(2)), task).backward()
    assert states.grad is not None
    assert states.grad[0].abs().max() > 0
    assert states.grad[1].abs().max() == 0


def test_no_token_to_predict_gives_0_with_a_gradient_path() -> None:
    student = torch.randn(4, 5, requires_grad=True)
    nothing = torch.zeros(0, dtype=torch.long)
    task = task_of(Rows(torch.randn(4, 5), nothing), nothing, Mixture(0.5, 2.0, "jsd", 0.5))
    loss = chunked_loss(Rows(student, nothing), task)
    loss.backward()
    assert loss.item() == 0
    assert task.means() == {}


def test_layers_are_spread_evenly_and_end_on_the_last() -> None:
    assert uniform_layers(10, 30) == [(layer, 3 * layer) for layer in range(1, 11)]
    assert uniform_layers(3, 3) == [(1, 1), (2, 2), (3, 3)]
    assert uniform_layers(4, 6)[-1] == (4, 6)


def test_hidden_distance_by_hand() -> None:
    student = torch.tensor([[[1.0, 2.0, 3.0], [9.0, 9.0, 0.0]]])
    teacher = torch.tensor([[[2.0, 2.0, 5.0], [0.0, 0.0, 0.0]]])
    mask = torch.tensor([[True, False]])
    assert hidden_distance(student, teacher, mask, False).item() == pytest.approx((1 + 0 + 4) / 3)

    def normalised(row: list[float]) -> list[float]:
        mean = sum(row) / 3
        deviation = math.sqrt(sum((value - mean) ** 2 for value in row) / 3 + 1e-5)
        return [(value - mean) / deviation for value in row]

    pairs = zip(normalised([1, 2, 3]), normalised([2, 2, 5]), strict=True)
    expected = sum((a - b) ** 2 for a, b in pairs) / 3
    assert hidden_distance(student, teacher, mask, True).item() == pytest.approx(expected, rel=1e-5)


def test_attention_distance_takes_the_mean_over_heads() -> None:
    student = torch.zeros(1, 2, 2, 2)
    student[0, 0] = torch.tensor([[1.0, 0.0], [0.5, 0.5]])
    student[0, 1] = torch.tensor([[1.0, 0.0], [0.1, 0.9]])
    teacher = torch.tensor([[[[1.0, 0.0], [0.6, 0.4]]]])
    mask = torch.ones(1, 2, dtype=torch.bool)
    # Head means of the second query: (0.3, 0.7) against (0.6, 0.4).
    assert attention_distance(student, teacher, mask).item() == pytest.approx((0.09 + 0.09) / 2, rel=1e-5)
    assert attention_distance(student, teacher, torch.tensor([[True, False]])).item() == 0
