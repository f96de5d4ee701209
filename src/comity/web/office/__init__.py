"""What an office holds (facts, documents) and what is done with them."""
