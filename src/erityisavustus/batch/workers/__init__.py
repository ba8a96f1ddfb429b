"""Processes that outlive what they read."""
