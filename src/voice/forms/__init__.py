"""What is asked: forms, answers, rounds."""
