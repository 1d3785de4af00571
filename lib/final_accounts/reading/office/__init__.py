"""The containers of Office files, and the charts inside them."""
