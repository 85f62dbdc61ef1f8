"""Wording a move: authored lines first, temperament banks behind them."""
