"""The letters of the day: planned, shown, handed over. Jobs return values and print nothing."""

from clientsheet.jobs.mail.delivering import Delivered, deliver, draft, recorded
from clientsheet.jobs.mail.planning import MailPlan, explain, plan, preview

__all__ = ["Delivered", "MailPlan", "deliver", "draft", "explain", "plan", "preview", "recorded"]
