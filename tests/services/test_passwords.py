"""What a password costs whoever guesses: Argon2id with what the library advises today."""

from argon2 import PasswordHasher, Type, extract_parameters
from tests.support.passwords import REAL, REAL_MEMORY_KIB


def test_passwords_are_hashed_with_argon2id_as_the_library_advises() -> None:
    found = extract_parameters(REAL.hash("een wachtwoord om te meten"))
    assert found == extract_parameters(PasswordHasher().hash("een ander wachtwoord"))
    assert (found.type, found.memory_cost >= 19 * 1024, found.time_cost >= 2) == (Type.ID, True, True)


def test_a_passphrase_costs_as_much_to_guess_as_a_password() -> None:
    found = extract_parameters(REAL.hash("een wachtzin om te meten"))
    assert found.memory_cost == REAL_MEMORY_KIB
