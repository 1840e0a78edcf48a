"""tensorboardX: nothing is written."""
from torch.utils.tensorboard import SummaryWriter

GlobalSummaryWriter = FileWriter = SummaryWriter
