"""The plugin's terms against an independent computation in float64, their gradients, and ms-swift's own GKD loss."""

from __future__ import annotations

import itertools
import math

import pytest
import torch
from reference import Mixture, mixed_loss
from stillroom_distillation.losses import (
    TeacherRows,
    attention_distance,
    cross_entropy,
    describe,
    distillation,
    divergence,
    hidden_distance,
    uniform_layers,
)
from torch import Tensor

KINDS = ("forward-kl", "reverse-kl", "jsd")


def batch(student_vocabulary: int = 17, teacher_vocabulary: int = 17, seed: int = 0) -> tuple[Tensor, Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    student = torch.randn(3, 9, student_vocabulary, generator=generator, dtype=torch.float64) * 3
    teacher = torch.randn(3, 9, teacher_vocabulary, generator=generator, dtype=torch.float64) * 3
    labels = torch.randint(0, min(student_vocabulary, teacher_vocabulary), (3, 9), generator=generator)
    labels[:, :2] = -100
    labels[1, 5:] = -100
    return student, teacher, labels


def rows_of(student: Tensor, teacher: Tensor, labels: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    mask = labels[:, 1:] != -100
    return student[:, :-1][mask], teacher[:, :-1][mask], labels[:, 1:][mask]


def mixed(student: Tensor, teacher: Tensor, labels: Tensor, mixture: Mixture) -> Tensor:
    own, other, targets = rows_of(student, teacher, labels)
    kd = distillation(own, TeacherRows(other), mixture.kind, mixture.beta, mixture.temperature, mixture.top_k)
    return mixture.alpha * cross_entropy(own, targets) + (1 - mixture.alpha) * kd


@pytest.mark.parametrize(
    ("kind", "temperature", "top_k", "sizes"),
    list(itertools.product(KINDS, (1.0, 2.5), (None, 1, 5), ((17, 17), (17, 23), (23, 17)))),
)
def test_mixture_equals_the_reference(kind: str, temperature: float, top_k: int | None, sizes: tuple[int, int]) -> None:
    student, teacher, labels = batch(*sizes)
    settings = Mixture(alpha=0.3, temperature=temperature, kind=kind, beta=0.3, top_k=top_k)
    expected = mixed_loss(student, teacher, labels, settings)
    assert mixed(student, teacher, labels, settings).item() == pytest.approx(expected, rel=1e-5, abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_single_precision_stays_within_1e_5(kind: str) -> None:
    student, teacher, labels = batch(513, 513, seed=3)
    settings = Mixture(alpha=0.3, temperature=2.0, kind=kind, beta=0.5)
    expected = mixed_loss(student.float(), teacher.float(), labels, settings)
    assert mixed(student.float(), teacher.float(), labels, settings).item() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(("kind", "top_k"), list(itertools.product(KINDS, (None, 4))))
def test_gradients_equal_finite_differences(kind: str, top_k: int | None) -> None:
    student, teacher, _ = batch(7, 7, seed=1)
    own = student[0, :4].clone().requires_grad_()

    def loss(rows: Tensor) -> Tensor:
        return distillation(rows, TeacherRows(teacher[0, :4]), kind, 0.4, 2.0, top_k)

    assert torch.autograd.gradcheck(loss, (own,), eps=1e-6, atol=1e-6)


def test_nothing_flows_into_the_teacher_and_equal_models_have_no_divergence() -> None:
    student, teacher, _ = batch()
    for kind in KINDS:
        assert divergence(student[0], student[0], kind, 0.5, 2.0).abs().max() < 1e-12
        assert (divergence(student[0], teacher[0], kind, 0.5, 2.0) > 0).all()


def test_stored_top_k_gives_the_loss_of_live_top_k() -> None:
    student, teacher, labels = batch()
    own, other, _ = rows_of(student, teacher, labels)
    live = distillation(own, TeacherRows(other), "forward-kl", 0, 2.0, 6)
    values, indices = torch.log_softmax(other, -1).topk(6)
    stored = distillation(own, TeacherRows(values.float(), indices.int()), "forward-kl", 0, 2.0, 6)
    assert stored.item() == pytest.approx(live.item(), rel=1e-5)


def test_padded_vocabulary_rows_do_not_count() -> None:
    student, teacher, labels = batch(17, 23)
    changed = teacher.clone()
    changed[..., 17:] += 50
    settings = Mixture(alpha=0.0, temperature=2.0, kind="forward-kl", beta=0)
    assert torch.equal(mixed(student, teacher, labels, settings), mixed(student, changed, labels, settings))


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
    own, _, targets = rows_of(student, teacher, labels)
    plain = total / count + alpha / (1 - alpha) * torch.nn.functional.cross_entropy(own, targets)
    ours = mixed(student, teacher, labels, Mixture(alpha, 1.0, kind, beta, top_k))
    assert ours.item() == pytest.approx((1 - alpha) * plain.item(), rel=1e-5)


def test_figures_of_a_known_pair() -> None:
    student = torch.log(torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]))
    teacher = torch.log(torch.tensor([[0.5, 0.25, 0.25], [0.6, 0.3, 0.1]]))
    figures = describe(student, TeacherRows(teacher))
    assert figures["top1_agreement"].item() == 0.5
    entropies = [-sum(p * math.log(p) for p in row) for row in ((0.5, 0.25, 0.25), (0.6, 0.3, 0.1))]
    assert figures["entropy_teacher"].item() == pytest.approx(sum(entropies) / 2, rel=1e-5)
    kls = [
        0.5 * math.log(0.5 / 0.7) + 0.25 * math.log(0.25 / 0.2) + 0.25 * math.log(0.25 / 0.1),
        0.6 * math.log(0.6 / 0.1) + 0.3 * math.log(0.3 / 0.8) + 0.1 * math.log(0.1 / 0.1),
    ]
    assert figures["kl"].item() == pytest.approx(sum(kls) / 2, rel=1e-5)
    assert "entropy_teacher" not in describe(student, TeacherRows(teacher).top_k(2))


def test_no_token_to_predict_gives_0_with_a_gradient_path() -> None:
    student = torch.randn(0, 5, requires_grad=True)
    loss = cross_entropy(student, torch.zeros(0, dtype=torch.long)) + distillation(
        student, TeacherRows(torch.randn(0, 5)), "jsd", 0.5, 2.0, None
    )
    loss.backward()
    assert loss.item() == 0


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
