"""From what an analysis found in a file to findings: rules, and the loop that runs them."""
