"""Hostile: two to the sixtieth paths. Analysed, never run."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(10, 20)

    def forward(self, x):
        return self.layer(x)


x = torch.rand(1)
values = []
if x.item() > 0.000:
    values = values + [0]
else:
    values = [0] + values
if x.item() > 0.017:
    values = values + [1]
else:
    values = [1] + values
if x.item() > 0.033:
    values = values + [2]
else:
    values = [2] + values
if x.item() > 0.050:
    values = values + [3]
else:
    values = [3] + values
if x.item() > 0.067:
    values = values + [4]
else:
    values = [4] + values
if x.item() > 0.083:
    values = values + [5]
else:
    values = [5] + values
if x.item() > 0.100:
    values = values + [6]
else:
    values = [6] + values
if x.item() > 0.117:
    values = values + [7]
else:
    values = [7] + values
if x.item() > 0.133:
    values = values + [8]
else:
    values = [8] + values
if x.item() > 0.150:
    values = values + [9]
else:
    values = [9] + values
if x.item() > 0.167:
    values = values + [10]
else:
    values = [10] + values
if x.item() > 0.183:
    values = values + [11]
else:
    values = [11] + values
if x.item() > 0.200:
    values = values + [12]
else:
    values = [12] + values
if x.item() > 0.217:
    values = values + [13]
else:
    values = [13] + values
if x.item() > 0.233:
    values = values + [14]
else:
    values = [14] + values
if x.item() > 0.250:
    values = values + [15]
else:
    values = [15] + values
if x.item() > 0.267:
    values = values + [16]
else:
    values = [16] + values
if x.item() > 0.283:
    values = values + [17]
else:
    values = [17] + values
if x.item() > 0.300:
    values = values + [18]
else:
    values = [18] + values
if x.item() > 0.317:
    values = values + [19]
else:
    values = [19] + values
if x.item() > 0.333:
    values = values + [20]
else:
    values = [20] + values
if x.item() > 0.350:
    values = values + [21]
else:
    values = [21] + values
if x.item() > 0.367:
    values = values + [22]
else:
    values = [22] + values
if x.item() > 0.383:
    values = values + [23]
else:
    values = [23] + values
if x.item() > 0.400:
    values = values + [24]
else:
    values = [24] + values
if x.item() > 0.417:
    values = values + [25]
else:
    values = [25] + values
if x.item() > 0.433:
    values = values + [26]
else:
    values = [26] + values
if x.item() > 0.450:
    values = values + [27]
else:
    values = [27] + values
if x.item() > 0.467:
    values = values + [28]
else:
    values = [28] + values
if x.item() > 0.483:
    values = values + [29]
else:
    values = [29] + values
if x.item() > 0.500:
    values = values + [30]
else:
    values = [30] + values
if x.item() > 0.517:
    values = values + [31]
else:
    values = [31] + values
if x.item() > 0.533:
    values = values + [32]
else:
    values = [32] + values
if x.item() > 0.550:
    values = values + [33]
else:
    values = [33] + values
if x.item() > 0.567:
    values = values + [34]
else:
    values = [34] + values
if x.item() > 0.583:
    values = values + [35]
else:
    values = [35] + values
if x.item() > 0.600:
    values = values + [36]
else:
    values = [36] + values
if x.item() > 0.617:
    values = values + [37]
else:
    values = [37] + values
if x.item() > 0.633:
    values = values + [38]
else:
    values = [38] + values
if x.item() > 0.650:
    values = values + [39]
else:
    values = [39] + values
if x.item() > 0.667:
    values = values + [40]
else:
    values = [40] + values
if x.item() > 0.683:
    values = values + [41]
else:
    values = [41] + values
if x.item() > 0.700:
    values = values + [42]
else:
    values = [42] + values
if x.item() > 0.717:
    values = values + [43]
else:
    values = [43] + values
if x.item() > 0.733:
    values = values + [44]
else:
    values = [44] + values
if x.item() > 0.750:
    values = values + [45]
else:
    values = [45] + values
if x.item() > 0.767:
    values = values + [46]
else:
    values = [46] + values
if x.item() > 0.783:
    values = values + [47]
else:
    values = [47] + values
if x.item() > 0.800:
    values = values + [48]
else:
    values = [48] + values
if x.item() > 0.817:
    values = values + [49]
else:
    values = [49] + values
if x.item() > 0.833:
    values = values + [50]
else:
    values = [50] + values
if x.item() > 0.850:
    values = values + [51]
else:
    values = [51] + values
if x.item() > 0.867:
    values = values + [52]
else:
    values = [52] + values
if x.item() > 0.883:
    values = values + [53]
else:
    values = [53] + values
if x.item() > 0.900:
    values = values + [54]
else:
    values = [54] + values
if x.item() > 0.917:
    values = values + [55]
else:
    values = [55] + values
if x.item() > 0.933:
    values = values + [56]
else:
    values = [56] + values
if x.item() > 0.950:
    values = values + [57]
else:
    values = [57] + values
if x.item() > 0.967:
    values = values + [58]
else:
    values = [58] + values
if x.item() > 0.983:
    values = values + [59]
else:
    values = [59] + values


def decide(flag, depth):
    if flag.item() > depth:
        return decide(flag, depth + 1)
    return decide(flag + 1, depth + 1)


decide(x, 0)


Net()(torch.zeros(1, 10))
