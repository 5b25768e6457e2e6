"""What people at work check against the code and declare: gifts, invitations, side activities; who decides, and the register."""
