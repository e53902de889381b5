"""BLAKE2 without `hashlib`, which loads OpenSSL: four megabytes, and longer to load than what most commands read."""

try:
    from _blake2 import blake2b
except ImportError:  # another Python
    from hashlib import blake2b

__all__ = ["blake2b"]
