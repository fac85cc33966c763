"""What the law on personal data asks of the operator: requests of a person, keeping and destroying, a breach."""
