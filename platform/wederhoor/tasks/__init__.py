"""What somebody at the organisation must do on a day: call back, answer, look again."""
