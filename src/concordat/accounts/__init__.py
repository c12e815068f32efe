"""People who sign in: passwords, second factors, invitations, sessions."""
