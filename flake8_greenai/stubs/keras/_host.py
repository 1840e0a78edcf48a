"""Operations of the engine in Keras' layouts (flake8_greenai/ops/keras)."""
