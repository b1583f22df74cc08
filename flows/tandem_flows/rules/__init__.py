"""Pure rules: frames, values and `as_of` in, frames out. No files, no clock, no Prefect."""
