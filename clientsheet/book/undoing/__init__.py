"""What puts a run back, wherever its rows stand by now."""
