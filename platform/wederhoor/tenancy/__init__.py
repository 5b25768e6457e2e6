"""Whose data it is: tenants, and the two locks that keep each tenant's rows to itself."""
