"""Questions of trade law."""
