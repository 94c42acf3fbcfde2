"""The line: requests that leave and answers that come back, within the minute's budget and the patience of a run, and
what each refusal means."""
