"""Questions of dependency and exposure."""
