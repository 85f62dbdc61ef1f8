"""From one sentence about a visit to a scenario for one practice."""
