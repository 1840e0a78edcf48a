"""The cost ledger: what each operation costs, by module, loop and branch."""
