"""What is made to be looked at: papers and pictures, as their readers get them."""
