"""From a source to a read function: all that knows of files of figures, SQL and StatBank."""
