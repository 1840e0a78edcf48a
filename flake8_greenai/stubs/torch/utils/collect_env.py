"""Description of the environment."""


def get_pretty_env_info():
    return ""
