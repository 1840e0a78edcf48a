"""Names of additional backends."""
_privateuse1_backend_name = "privateuseone"
