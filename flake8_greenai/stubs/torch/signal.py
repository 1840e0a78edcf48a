"""Signal processing: operations of the engine."""
