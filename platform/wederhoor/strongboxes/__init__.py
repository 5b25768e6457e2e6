"""What one person keeps and nobody else can open: a key pair per account, locked with a passphrase of its own.

A strongbox knows accounts and nothing of what is sealed to it. The password, an employer's sign-on, a reset and the master
key open the door to the platform; none of them opens a strongbox.
"""
