"""Type annotations of TorchScript."""
from typing import Dict, List, Optional, Tuple

BroadcastingList1 = List
BroadcastingList2 = List
BroadcastingList3 = List
