"""Constants."""
HF_HUB_CACHE = "hub"
HF_HOME = "huggingface"
HF_HUB_OFFLINE = True
HF_HUB_DISABLE_TELEMETRY = True
default_cache_path = "hub"
HUGGINGFACE_CO_URL_HOME = "https://huggingface.co/"
SAFETENSORS_SINGLE_FILE = "model.safetensors"
PYTORCH_WEIGHTS_NAME = "pytorch_model.bin"
