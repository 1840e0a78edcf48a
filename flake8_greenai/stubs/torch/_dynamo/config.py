"""Settings of the compiler: read by nothing here."""
cache_size_limit = 8
recompile_limit = 8
suppress_errors = False
verbose = False
capture_scalar_outputs = False
