"""Official lists of the goods to which additional duties of the United States apply or not."""
