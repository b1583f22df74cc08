"""What protects patients' data: each protection shown by what fails without it."""
