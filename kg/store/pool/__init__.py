"""Strangers' queries in processes that have a deadline and a memory limit, and may be killed."""
