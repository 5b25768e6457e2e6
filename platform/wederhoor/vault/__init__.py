"""Keys and seals: AES-GCM with a key per dossier, wrapped by a tenant's key, wrapped by the master key.

The vault knows key ids, never dossiers. Destroying a key makes everything sealed with it unreadable.
"""
