"""The questions aigraph answers: each a plain function from a release to an Answer."""
