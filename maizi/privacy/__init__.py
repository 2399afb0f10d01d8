"""Protection of personal information (PIPL, N-1): why we hold what, who agreed, who may be told."""
