"""The client card: everything that is known of one client, as one value; and what a text given for a client means."""
