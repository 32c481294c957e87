"""Many reports, told many times: claims of the same happening become incidents. Runs over a register, never back."""
