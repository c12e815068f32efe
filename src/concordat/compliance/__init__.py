"""What is known of an involvement, and its standing: fact sheets and segments."""
