"""What the server shows to browsers and terminals: pages, certificates, QR codes, the application."""
