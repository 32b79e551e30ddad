"""What every number, word and source means, declared once and read by everything else."""
