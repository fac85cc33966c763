"""The gate process: the words of the gate behind a bare server, without Django's handler (decisions 0048 and 0049)."""
