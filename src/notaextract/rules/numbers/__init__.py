"""Numbers and what they count: grammar, units, money, ranges, qualifiers, look-alikes."""
