from typing import ClassVar

class TrainerFactory:
    TRAINER_MAPPING: ClassVar[dict[str, str]]
