"""What another system knows of clients, brought into the owner's tabs.

    Source --mapping--> what each column is --records--> Records --people--> who is there already
                                                            |                       |
                                                            +--- deeds ---+---------+--> Plan --patch--> Patch

Nothing that the owner wrote is ever overwritten: only blank cells are filled, and rows added below. What would be
done is one value, the ``Plan``; what is shown is what is written.
"""
