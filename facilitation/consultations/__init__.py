"""The rules of consultations: how long they last, what people say, and how those who lead evaluate them."""
