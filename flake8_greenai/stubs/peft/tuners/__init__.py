"""Ways of training few parameters."""
from peft.tuners.lora import LoraModel
