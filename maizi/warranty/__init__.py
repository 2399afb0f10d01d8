"""What the state's 三包 rules and our own promises give the owner of a piece we sold (F-30)."""
