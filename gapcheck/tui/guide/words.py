"""The words of the first day, up to the last question: short, kind, and in one place so that a test can read them."""

from gapcheck.records.vocabulary import AnswerValue

ANSWERS: tuple[tuple[str, AnswerValue, str], ...] = (
    ("1", "yes_shown", "yes, and I can show it"),
    ("2", "yes_said", "yes, but I cannot show it today"),
    ("3", "partly", "partly"),
    ("4", "no", "no"),
    ("5", "unknown", "I don't know"),
)
CLAUSES = "How you run it"
CONTROLS = "Daily work"
SKIP = "skip it for now"

WHERE_TITLE = "Before you begin"
WHERE = "One folder on this computer.\nNothing is sent anywhere. No account."
WHERE_FOLDER = "Your answers are kept in"
WHERE_STOP = "You can stop at any time. Nothing is lost."
BEGIN_TITLE = "To begin with"
BEGIN_ORGANIZATION = "Whose security is it about?"
BEGIN_ORGANIZATION_HINT = "the name of your organization"
BEGIN_WHY = "Why now?"
BEGIN_WHY_HINT = "a customer asks, a law, a plan ..."
BEGIN_DATE = "Is there a date? It may stay empty"
BEGIN_NAME_IT = "Please give the name of your organization. It stands on the page for your boss."
BEGIN_FOLDER = "Folder"
BEGIN_OTHER_FOLDER = "ctrl+f changes that"

PROFILE_TITLE = "Your organization"
PROFILE_WHY = "Six short questions first. They decide nothing. Each may stay empty."
PROFILE_FOR = (
    "The answers help to see which controls may matter to you. They decide nothing, and each may stay empty. "
    "What you need is decided later, by your risks."
)
FOR_EXAMPLE = "For example: {text}"
PROFILE_UNSURE = "I am not sure"
PROFILE_BRINGS = "This usually brings in {controls}. You decide later."
PROFILE_LOOK_TWICE = "Then you may not need {controls}. Look twice: you decide later."
PROFILE_OPEN = "That is fine. It stays open, and you decide later."
PROFILE_LINE = "In your words:"
PROFILE_PICK = "Choose 1, 2 or 3. n adds a few words."

START_TITLE = "What you already have"
START_HEAD = "You do not start from nothing."
START_INFORMATION = "You named what is most worth protecting: {text}. Everything else builds on it."
START_WHY = "You know why you are doing this: {text}. A clear reason helps when things get busy."
START_SUPPLIERS = "You know who outside could stop your work: {text}. Many only find out on a bad day."
START_SIZE = "You know how big it is: {text}. So you can keep it small."
START_ALL = "You told something about your organization. The questions that come now build on it."
START_EMPTY_HEAD = "You have begun, and that is enough for now."
START_EMPTY = (
    "You have not told much yet, and that is fine. The next questions need no preparation. "
    "What you know counts, and what you do not know becomes a list of whom to ask."
)
START_CONTROLS = "From what you told, {count} controls may matter to you. That is a guess. You decide later."
START_NEXT = "Next: how to answer. It takes two minutes."

HOW_TITLE = "How to answer"
HOW_HEAD = "There is no pass or fail here. Say how it is today."
HOW_EXAMPLE = "Do you lock the office door at night?"
HOW_PLAIN = "Only an example. Try the keys 1 to 5 on it: nothing is kept."
HOW_TOLD: dict[AnswerValue, str] = {
    "yes_shown": "Yes, and you could show it: say, the log of the alarm from last week. You would be asked what you "
    "could show. A few words are enough.",
    "yes_said": "Yes, but today you have only your word for it. That counts as said, not as shown. You can add the "
    "proof later.",
    "partly": "The door is locked on most days, or only one of two doors. Honest and useful.",
    "no": "A plain no saves time. It is where the plan begins, and nobody is blamed.",
    "unknown": "This is a good answer. You would be asked who would know, and it goes on a list of whom to ask. It is "
    "not counted as a gap.",
}
HOW_NEXT = "Enter begins. There are 41 short questions, and you can stop after any of them."

NOTE = "Note"
SHOWN = "To show"
ASK = "Ask"
WHAT_COULD_YOU_SHOW = "What could you show?"
WHAT_HINT = "a file, a list, a ticket ... Enter goes on"
WHO_WOULD_KNOW = "Who would know?"
WHO_HINT = "a name or a role; Enter goes on"
WHO_HINT_ROLE = "often: {role}"
NOTE_PROMPT = "Note:"
NOTE_HINT = "whatever helps you to remember"
NOTE_WAITS = "Kept. Choose 1 to 5, then it belongs to your answer."
STAYS_CLAIM = "says what you could show. Until then it counts as said."
NOBODY_YET = "says who would know. It goes on your list of whom to ask."
SKIPPED = "Skipped for now. It comes up again at the end."
CHOOSE = "Choose 1 to 5. s skips the question for now."
SCOPE_HELPER = "helps to think it through: what is in, and what is out."
SCOPE_DRAFT = "opens your draft of the scope. It is kept."
GOOD = "Good already:"
GOOD_IF_SHOWN = "Good, once you can show it:"
ONE_OWNER = (
    "{name} stands behind {count} of {total} names so far. Security is a shared job: who else could take a part?"
)
ONE_OWNER_IT = (
    "IT stands behind {count} of {total} names so far. Much of this is not IT work: who else could take a part?"
)
TERMS_TITLE = "Words on this page"
NO_TERMS = "There are no special words on this page."

HALFWAY_TITLE = "Half way"
HALFWAY_HEAD = "You have looked at {done} questions. Nothing is lost."
HALFWAY_OPEN = "{count} still open. You can come back to them at any time."
HALFWAY_REST = "This is a good moment to stop, or to get a coffee."
HALFWAY_GOOD = "Good already"
HALFWAY_NO_GOOD = "Nothing to show yet. That is how most begin."
HALFWAY_MORE = "and {count} more"
HALFWAY_TO_FIND_OUT = "{count} to find out. They are on your list of whom to ask."
HALFWAY_ONE_TO_FIND_OUT = "1 to find out. It is on your list of whom to ask."
HALFWAY_NONE_TO_FIND_OUT = "You knew an answer to all of them."
HALFWAY_LEFT = "{count} questions are left, about {minutes}. They are about daily work: access, backups, suppliers."
HALFWAY_COUNTED = (
    "A yes counts as good. It is filled when you said what you could show, and hollow while it is your word alone. "
    "What you do not know is not a gap. There is no mark for the whole."
)

BACK_TITLE = "Welcome back"
BACK_HEAD = "Welcome back."
BACK_LEFT = "{questions} left, about {minutes}."
BACK_PROFILE = "The first short questions are not done yet."
BACK_ALL = "All {count} questions have an answer."
BACK_AT = "You were here"
BACK_NEXT = "Next comes"
BACK_LAST = "Your last answer"
BACK_KEPT = "All that you typed is here."
BACK_ENTER = "Enter goes on. v shows all views."
BACK_ENTER_RESULT = "Enter shows what came out. v shows all views."
BACK_MINUTES = "Each open question has a planned time, mostly a minute or two. These are added up."
SKIPPED_WORD = "skipped for now"

READ_ONLY = "This is open to read only, so nothing can be written down here."
STOPPED = "Stopped. All that you typed is kept."
ALL_VIEWS = "All views"


def minutes(count: float) -> str:
    """A number of planned minutes, rounded, as people say it."""
    whole = max(round(count), 1)
    return "1 minute" if whole == 1 else f"{whole} minutes"


def questions(count: int) -> str:
    """A number of questions."""
    return "1 question" if count == 1 else f"{count} questions"
