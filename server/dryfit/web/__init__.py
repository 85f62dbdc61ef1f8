"""What the server shows: the application, pages, certificates, QR codes."""
