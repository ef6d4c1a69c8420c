from typing import Any

import numpy as np
from gguf import GGMLQuantizationType
from numpy.typing import NDArray

def dequantize(data: NDArray[Any], qtype: GGMLQuantizationType) -> NDArray[np.float32]: ...
