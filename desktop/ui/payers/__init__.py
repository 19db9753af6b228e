"""The room "Bank and post": how far each payer is, files, answers, what did not arrive, and who holds cards."""
