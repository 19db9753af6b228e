"""The room "Bank & post": how far each payer is, files, answers, whom the money did not reach, and who holds cards."""
