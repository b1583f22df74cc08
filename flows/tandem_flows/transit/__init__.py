"""How files travel: encrypted to the receiver, signed by the sender, opened only when both hold."""
