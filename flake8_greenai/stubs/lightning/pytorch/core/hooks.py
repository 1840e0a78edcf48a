"""What a module may do at points of a loop; by default nothing."""


class DataHooks:
    def prepare_data(self): pass
    def setup(self, stage=None): pass
    def teardown(self, stage=None): pass

    def train_dataloader(self):
        return None

    def val_dataloader(self):
        return None

    def test_dataloader(self):
        return None

    def predict_dataloader(self):
        return None

    def on_before_batch_transfer(self, batch, dataloader_idx):
        return batch

    def on_after_batch_transfer(self, batch, dataloader_idx):
        return batch


class ModelHooks:
    def on_fit_start(self): pass
    def on_fit_end(self): pass
    def on_train_start(self): pass
    def on_train_end(self): pass
    def on_train_epoch_start(self): pass
    def on_train_epoch_end(self): pass
    def on_train_batch_start(self, batch, batch_idx): pass
    def on_train_batch_end(self, outputs, batch, batch_idx): pass
    def on_validation_start(self): pass
    def on_validation_end(self): pass
    def on_validation_epoch_start(self): pass
    def on_validation_epoch_end(self): pass
    def on_validation_batch_start(self, batch, batch_idx, dataloader_idx=0): pass
    def on_validation_batch_end(self, outputs, batch, batch_idx, dataloader_idx=0): pass
    def on_test_start(self): pass
    def on_test_end(self): pass
    def on_test_epoch_start(self): pass
    def on_test_epoch_end(self): pass
    def on_test_batch_start(self, batch, batch_idx, dataloader_idx=0): pass
    def on_test_batch_end(self, outputs, batch, batch_idx, dataloader_idx=0): pass
    def on_predict_start(self): pass
    def on_predict_end(self): pass
    def on_predict_epoch_start(self): pass
    def on_predict_epoch_end(self): pass
    def on_predict_batch_start(self, batch, batch_idx, dataloader_idx=0): pass
    def on_predict_batch_end(self, outputs, batch, batch_idx, dataloader_idx=0): pass
    def on_before_zero_grad(self, optimizer): pass
    def on_before_backward(self, loss): pass
    def on_after_backward(self): pass
    def on_before_optimizer_step(self, optimizer): pass
    def on_save_checkpoint(self, checkpoint): pass
    def on_load_checkpoint(self, checkpoint): pass
    def configure_model(self): pass
    def configure_sharded_model(self): pass

    def on_validation_model_eval(self):
        self.eval()

    on_test_model_eval = on_predict_model_eval = on_validation_model_eval

    def on_validation_model_train(self):
        self.train()

    on_test_model_train = on_predict_model_train = on_validation_model_train
