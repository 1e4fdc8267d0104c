"""What is odd in the plans themselves: rules, the engine that runs them, their report."""
