"""Models of machine learning, as Epoch AI collects them in three tables that overlap."""
