"""What comes of the ballots of a vote: pure counting, which never decides a tie."""
