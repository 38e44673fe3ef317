"""Questions of risk."""
