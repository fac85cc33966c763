"""The gate: what the phone talks to, free of any server. Two doors lead here: a Django view and the bare gate process.

`asking` reads a request, `words` are the six answers of docs/api.md, `answers` puts them into bytes. `committing`
collects what a crowd sends into few commits, and `counting` tells how that goes.
"""
