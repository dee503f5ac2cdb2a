"""What each command of the command line does: settings and arguments in, an exit code out."""
