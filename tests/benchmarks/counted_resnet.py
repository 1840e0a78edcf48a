"""Builds torchvision's ResNet-50 and counts one call of it with FlopCounterMode, as people do: what an estimate is compared with.

torchvision is imported from plain sources (no compiled operators), so the two operators that its import looks up are declared.
"""

import torch
from torch.utils.flop_counter import FlopCounterMode

library = torch.library.Library("torchvision", "DEF")
library.define("nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
library.define("qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

import torchvision  # noqa: E402

model = torchvision.models.resnet50().eval()
image = torch.empty(1, 3, 224, 224)
with FlopCounterMode(display=False) as counter:
    model(image)
print(counter.get_total_flops())
