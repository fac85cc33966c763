"""An installer for a place without network: source, locked libraries and their hashes in one file.

`wheels` fetches what the lock files name, `packing` lays everything out and seals it, `install.sh` stands in it.
"""
