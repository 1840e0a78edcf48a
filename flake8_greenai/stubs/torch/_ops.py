"""torch.ops: aten and torchvision operators are operations of the engine (torch.ops.<namespace>.<name>)."""
import torch.ops as ops


class OpOverload:
    pass


class OpOverloadPacket:
    pass


class HigherOrderOperator:
    pass
