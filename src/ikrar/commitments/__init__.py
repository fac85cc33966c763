"""Joint commitments: institutions sign one text through named representatives. A person's pledge is not its matter."""
