"""The letters of the day: planned, shown, handed over. Jobs return values and print nothing."""

from clientsheet.jobs.mail.delivered import Delivered
from clientsheet.jobs.mail.delivering import deliver, draft, recorded, send
from clientsheet.jobs.mail.planning import MailPlan, plan, preview

__all__ = ["Delivered", "MailPlan", "deliver", "draft", "plan", "preview", "recorded", "send"]
