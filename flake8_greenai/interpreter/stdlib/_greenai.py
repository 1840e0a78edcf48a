"""Host functions for stubs: unknown(reason), is_unknown(*values), effect(name), nothing(...)."""
