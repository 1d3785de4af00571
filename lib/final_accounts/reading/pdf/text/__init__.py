"""Running text: from characters to lines, from lines to paragraphs."""
