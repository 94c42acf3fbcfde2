"""Writing: cells beside their own clients, whatever the owner moves meanwhile and wherever a run breaks off."""
