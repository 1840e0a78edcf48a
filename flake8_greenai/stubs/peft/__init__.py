"""Parameter-efficient training: low-rank adapters beside frozen layers, trained prompts."""
from _greenai import nothing, outside
from peft.config import (
    AdaLoraConfig, IA3Config, LoftQConfig, LoraConfig, PeftConfig, PeftType, PrefixTuningConfig, PromptEncoderConfig, PromptTuningConfig,
    PromptTuningInit, TaskType,
)
from peft.mapping import get_peft_config, get_peft_model, inject_adapter_in_model
from peft.peft_model import (
    PeftModel, PeftModelForCausalLM, PeftModelForFeatureExtraction, PeftModelForQuestionAnswering, PeftModelForSeq2SeqLM,
    PeftModelForSequenceClassification, PeftModelForTokenClassification,
)
from peft.tuners.lora import LoraModel
from peft.utils import get_peft_model_state_dict, prepare_model_for_kbit_training, set_peft_model_state_dict

__version__ = "0.17.0"
prepare_model_for_int8_training = prepare_model_for_kbit_training


def __getattr__(name):
    return outside("peft", name)
