"""Pictures of publications: functions of published files and of where units stand, of nothing else."""
