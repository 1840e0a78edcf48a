"""What a callback may do at points of a loop; by default nothing."""
from _greenai import nothing


class Callback:
    # Whether it may end the training early.
    stops_training = False

    setup = teardown = on_fit_start = on_fit_end = on_sanity_check_start = on_sanity_check_end = nothing
    on_train_start = on_train_end = on_train_epoch_start = on_train_epoch_end = on_train_batch_start = on_train_batch_end = nothing
    on_validation_start = on_validation_end = on_validation_epoch_start = on_validation_epoch_end = nothing
    on_validation_batch_start = on_validation_batch_end = nothing
    on_test_start = on_test_end = on_test_epoch_start = on_test_epoch_end = on_test_batch_start = on_test_batch_end = nothing
    on_predict_start = on_predict_end = on_predict_epoch_start = on_predict_epoch_end = nothing
    on_predict_batch_start = on_predict_batch_end = nothing
    on_exception = on_save_checkpoint = on_load_checkpoint = load_state_dict = nothing
    on_before_zero_grad = on_before_backward = on_after_backward = on_before_optimizer_step = nothing

    def state_dict(self):
        return {}
