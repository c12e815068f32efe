"""The site: settings, addresses, the access file, the menu, start-up checks."""
