"""What `./ikrar bench` measures: each word beside its limit or its rival, in one run (docs/performance.md)."""
