"""What the pages share: places, words, theme and components."""
