"""Looking back together, aloud: a conversation about the conversation. Pure."""
