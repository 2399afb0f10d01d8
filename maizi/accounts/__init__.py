"""Organisation tree, people, roles, data scope, delegation, sign-in."""
