"""From a source to a read function: the only place that knows files of figures, SQL and StatBank."""
