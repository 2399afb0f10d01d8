"""One index over every kind of record: substring, pinyin, initials, numbers, facets."""
