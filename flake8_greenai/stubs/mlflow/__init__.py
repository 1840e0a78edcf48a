"""MLflow: nothing is tracked."""
from _greenai import nothing


class Silent:
    def __getattr__(self, name):
        return Silent()

    def __call__(self, *args, **kwargs):
        return Silent()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


set_tracking_uri = set_experiment = log_param = log_params = log_metric = log_metrics = log_artifact = log_artifacts = nothing
set_tag = set_tags = end_run = autolog = log_figure = log_text = log_dict = nothing


def __getattr__(name):
    return Silent()
