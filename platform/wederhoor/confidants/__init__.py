"""Confidants: who works here can ask them anything; what they keep opens for nobody else, not even for who pays them."""
