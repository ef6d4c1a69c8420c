from __future__ import annotations

from pathlib import Path

import pytest
import torch
from stillroom_distillation.projections import Projections
from stillroom_distillation.rows import TeacherRows
from stillroom_distillation.soft_label_store import SoftLabels, join_rows, row_key, shard_name, write_shard


def rows(count: int, k: int, seed: int) -> list[TeacherRows]:
    generator = torch.Generator().manual_seed(seed)
    return [
        TeacherRows(torch.randn(length, k, generator=generator), torch.randint(0, 99, (length, k), generator=generator))
        for length in range(1, count + 1)
    ]


def test_finds_each_row_again_over_several_folders(tmp_path: Path) -> None:
    made: dict[str, TeacherRows] = {}
    for number, folder in enumerate((tmp_path / "a", tmp_path / "b")):
        folder.mkdir()
        for shard in range(2):
            keys = [f"{number}-{shard}-{row}" for row in range(3)]
            labels = rows(3, 4, seed=10 * number + shard)
            write_shard(folder / shard_name(shard), keys, labels)
            made |= dict(zip(keys, labels, strict=True))
    store = SoftLabels([tmp_path / "a", tmp_path / "b"])
    assert len(store) == 12
    for key, expected in made.items():
        found = store.find(key)
        assert found is not None
        assert found.indices is not None
        assert expected.indices is not None
        assert torch.equal(found.logits, expected.logits)
        assert torch.equal(found.indices, expected.indices.int())
    assert store.find("unknown") is None


def test_whole_vocabulary_has_no_indices(tmp_path: Path) -> None:
    write_shard(tmp_path / shard_name(0), ["a"], [TeacherRows(torch.randn(2, 7))])
    found = SoftLabels([tmp_path]).find("a")
    assert found is not None
    assert found.indices is None


def test_a_shard_that_was_cut_off_is_not_seen(tmp_path: Path) -> None:
    write_shard(tmp_path / shard_name(0), ["a"], rows(1, 2, 0))
    (tmp_path / (shard_name(1) + ".partial")).write_bytes(b"half of a shard")
    assert len(SoftLabels([tmp_path])) == 1
    with pytest.raises(SystemExit, match="no soft labels"):
        SoftLabels([tmp_path / "empty"])


def test_key_depends_on_tokens_and_on_what_is_predicted() -> None:
    key = row_key([1, 2, 3], [-100, 2, 3])
    assert key == row_key([1, 2, 3], [-100, 2, 3])
    assert key != row_key([1, 2, 4], [-100, 2, 4])
    assert key != row_key([1, 2, 3], [-100, -100, 3])


def test_joined_rows_keep_their_order() -> None:
    labels = rows(3, 2, 5)
    joined = join_rows(labels, torch.device("cpu"))
    assert torch.equal(joined.logits, torch.cat([row.logits for row in labels]))


def test_projections_survive_a_checkpoint_and_leave_the_random_state_alone(tmp_path: Path) -> None:
    torch.manual_seed(1)
    before = torch.get_rng_state()
    first = Projections(2, 3, 5, seed=7)
    assert torch.equal(before, torch.get_rng_state())
    states = torch.randn(2, 4, 3)
    start = first(1, states)
    with torch.no_grad():
        for weights in first.parameters():
            weights.add_(1)
    first.save(tmp_path)
    second = Projections(2, 3, 5, seed=8)
    second.load(tmp_path)
    assert torch.equal(first.state_dict()["maps.1.weight"], second.state_dict()["maps.1.weight"])
    assert torch.equal(first(1, states), second(1, states))
    assert not torch.equal(first(1, states), start)
    assert first(0, states).shape == (2, 4, 5)
