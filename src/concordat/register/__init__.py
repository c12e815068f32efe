"""The register: organisations, people, partnerships, parties, involvements and who answers for them."""
