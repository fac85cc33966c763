"""The questions of "Bolehkah saya …?": what was answered so far, what to ask next, how an answer is shown."""
