"""What the company sells and for how much: goods, services, parts, bundles, and their prices."""
