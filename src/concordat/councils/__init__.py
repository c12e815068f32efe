"""The councils: adopted editions, dated settings, services, aims, members and their roles."""
