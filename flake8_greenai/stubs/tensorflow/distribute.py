"""``tf.distribute``: a batch is that of all devices together."""


class _Strategy:
    num_replicas_in_sync = 1
    cluster_resolver = None

    def __init__(self, *args, **kwargs):
        pass

    def scope(self):
        return _Scope()

    def run(self, fn, args=(), kwargs=None, options=None):
        return fn(*args, **(kwargs or {}))

    def reduce(self, reduce_op, value, axis=None):
        return value

    def experimental_distribute_dataset(self, dataset, options=None):
        return dataset

    def distribute_datasets_from_function(self, dataset_fn, options=None):
        return dataset_fn(None)

    def gather(self, value, axis):
        return value


class _Scope:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


Strategy = MirroredStrategy = TPUStrategy = OneDeviceStrategy = MultiWorkerMirroredStrategy = CentralStorageStrategy = _Strategy
ParameterServerStrategy = _Strategy


class ReduceOp:
    SUM = "sum"
    MEAN = "mean"


def get_strategy():
    return _Strategy()


class _Resolvers:
    TPUClusterResolver = _Strategy


cluster_resolver = _Resolvers
experimental = _Resolvers
