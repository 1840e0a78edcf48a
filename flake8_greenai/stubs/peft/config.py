"""What is trained beside the frozen model."""
from enum import Enum

from _greenai import nothing, unknown


class TaskType(str, Enum):
    SEQ_CLS = "SEQ_CLS"
    SEQ_2_SEQ_LM = "SEQ_2_SEQ_LM"
    CAUSAL_LM = "CAUSAL_LM"
    TOKEN_CLS = "TOKEN_CLS"
    QUESTION_ANS = "QUESTION_ANS"
    FEATURE_EXTRACTION = "FEATURE_EXTRACTION"


class PeftType(str, Enum):
    LORA = "LORA"
    ADALORA = "ADALORA"
    IA3 = "IA3"
    PROMPT_TUNING = "PROMPT_TUNING"
    PREFIX_TUNING = "PREFIX_TUNING"
    P_TUNING = "P_TUNING"


class PromptTuningInit(str, Enum):
    RANDOM = "RANDOM"
    TEXT = "TEXT"
    SAMPLE_VOCAB = "SAMPLE_VOCAB"


class PeftConfig:
    peft_type = None
    task_type = None
    inference_mode = False
    base_model_name_or_path = None
    modules_to_save = None
    target_modules = None

    def __init__(self, **given):
        for name, value in given.items():
            setattr(self, name, value)

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path, **kwargs):
        return unknown(f"the adapter {pretrained_model_name_or_path}")

    save_pretrained = nothing

    def to_dict(self):
        return dict(self.__dict__)


class LoraConfig(PeftConfig):
    peft_type = PeftType.LORA

    def __init__(
        self, task_type=None, peft_type=None, auto_mapping=None, base_model_name_or_path=None, revision=None, inference_mode=False, r=8,
        target_modules=None, exclude_modules=None, lora_alpha=8, lora_dropout=0.0, fan_in_fan_out=False, bias="none", use_rslora=False,
        modules_to_save=None, init_lora_weights=True, layers_to_transform=None, layers_pattern=None, rank_pattern=None, alpha_pattern=None,
        use_dora=False, **more
    ):
        given = dict(locals())
        super().__init__(**{name: value for name, value in given.items() if name not in ("self", "more", "peft_type", "__class__")}, **more)
        self.rank_pattern = rank_pattern or {}


class AdaLoraConfig(LoraConfig):
    peft_type = PeftType.ADALORA


class LoftQConfig(PeftConfig): pass


class IA3Config(PeftConfig):
    peft_type = PeftType.IA3


class PromptTuningConfig(PeftConfig):
    peft_type = PeftType.PROMPT_TUNING
    num_virtual_tokens = None


class PrefixTuningConfig(PromptTuningConfig):
    peft_type = PeftType.PREFIX_TUNING


class PromptEncoderConfig(PromptTuningConfig):
    peft_type = PeftType.P_TUNING
