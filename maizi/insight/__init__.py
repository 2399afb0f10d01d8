"""Telling customers apart by what they buy and cost: reads only, except what it found itself."""
