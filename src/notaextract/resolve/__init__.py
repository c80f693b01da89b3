"""What facts mean together: overlaps, mentions, links."""
