import argparse

class HfArgumentParser(argparse.ArgumentParser):
    def __init__(self, dataclass_types: list[type]) -> None: ...
