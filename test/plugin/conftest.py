import sys
from pathlib import Path

PLUGIN = Path(__file__).resolve().parents[2] / "server" / "engines" / "ms-swift" / "plugin"
sys.path.insert(0, str(PLUGIN))
