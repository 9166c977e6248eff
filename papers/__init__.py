"""What is made to be looked at: plain values in, bytes out."""
