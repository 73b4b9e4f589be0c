"""What the pages after the last question say. In one place, so that a test can check how easily it reads."""

PEOPLE_TITLE = "Loose ends"
PEOPLE_HEAD = "Nobody knows everything. Ask these people, then type in what they say."
PEOPLE_NONE = "No loose ends. Every question has an answer."
PEOPLE_NONE_YET = "No loose ends so far."
PEOPLE_NONE_YET_MORE = "{open} questions are open. They come first: [ leads back to them."
PEOPLE_NONE_MORE = "That is rare on day one. Go on to see where you stand."
PEOPLE_USUAL = ("often knows this", "often knows")
"""The longer one where there is room."""
PEOPLE_LEFT = "{count} questions have no answer yet. They stand at the end."
PEOPLE_LEFT_ONE = "1 question has no answer yet. It stands at the end."
PEOPLE_ONLY_LEFT = "These questions have no answer yet. You can go back to them now, or later."
PEOPLE_NO_LIST = "There is nobody to ask yet, so there is no list to write."
PEOPLE_SKIPPED = "Skipped"
PEOPLE_UNSEEN = "Not answered yet"
PEOPLE_SKIPPED_HINT = "Enter goes back to it"
ONE_PERSON = "{name} is named for {count} of {total} things. If {name} is away, who knows then? Name a second person."
ONE_IT = "IT is named for {count} of {total} things. But people and contracts count as well. Who outside IT could help?"
PEOPLE_ALL = "Enter: all questions in full. n: another person for all of them."
PEOPLE_EXPLAINED = (
    "These are the questions with the answer “I don't know”. They are not gaps. They only wait for somebody who knows.",
    "Where you wrote down a name, it stands here. Else you see the role that usually knows.",
    "The minutes are planned values: time to ask and to look together.",
    "Press Enter on a question when its answer is back. Press n to name another person. Press x to get the list as a "
    "file, for mail or paper.",
)
PEOPLE_LIST_USE = "Send each person their part, or sit down with them. Then come back here with what you heard."

RESULT_TITLE = "Where you stand"
RESULT_GOOD = "What is good already"
RESULT_NO_GOOD = (
    "Nothing was called good yet. That is fine. Day one is your base point: from here every step will show."
)
RESULT_VERDICTS = {
    "not_ready": "Not ready for the first audit (stage 1) yet",
    "cannot_say_yet": "Too early to say if you are ready for the first audit (stage 1)",
    "ready_with_concerns": "Ready for the first audit (stage 1), with some open points",
    "ready": "Ready for the first audit (stage 1)",
}
RESULT_NORMAL = "Many gaps on day one are normal. They show you where to begin."
RESULT_BUSINESS = "In words of the business"
RESULT_LEGEND = ("confirmed", "claimed", "partly", "missing", "not looked at")
RESULT_UNSEEN = "Not looked at"
RESULT_UNSEEN_WHY = (
    "Day one asks 41 questions. They cover only part of the standard, so the rest is open: neither good nor bad.",
    "What you skipped, and what nobody knew, counts as not looked at too.",
)
RESULT_WORDS = (
    "Confirmed: you can show it to somebody.",
    "Claimed: that, and also what was only said.",
    "At best: that, and also what nobody has looked at, if all of it is fine.",
)
RESULT_APART = "Clauses always apply. Controls are a list to choose from. So the two are never added up."
RESULT_VERDICT_HOW = (
    "Before the first audit a few things have to be there. Each of them is checked here on its own.",
    "One that is known to be missing is enough for “not ready”. One that nobody knows means “too early to say”.",
    "Words alone do not count here. Somebody has to be able to show it.",
)
RESULT_STRENGTH_SHOWN = "Shown: there is something another person can look at."
RESULT_STRENGTH_SAID = (
    "Said: you told us so, and nobody has shown it yet. Write down what shows it, and it counts more."
)
RESULT_STRENGTHS_HOW = "These are your answers “yes”. One that is at odds with something else is left out."

ACTIONS_TITLE = "First three actions"
ACTIONS_HEAD = "Begin with these. Give each one a name and a week."
ACTIONS_HEAD_ONE = "Begin with this one. Give it a name and a week."
ACTIONS_NONE = "There is nothing to do first. No gap is known so far. Ask the people on your list, or answer more."
ACTIONS_NO_ADVICE = "In this kind of audit no advice is given, so there are no actions here."
ACTIONS_EXPLAINED = (
    "The order comes from four things: how big the gap is, what it holds up, the risk, and how many wait for it.",
    "Small work goes before big work that brings the same. That order is our own method. No standard sets it.",
)
ACTIONS_PROOF_DONE = "somebody else has seen it, and its place is noted"
WHY_PINNED = "you put it on top: {reason}"
WHY_STAGE1 = "the first audit needs it"
WHY_STAGE2 = "the main audit needs it"
WHY_DATED = "a law or a contract sets a date for it"
WHY_UNLOCKS = "{count} other actions wait for it"
WHY_UNLOCKS_ONE = "another action waits for it"
WHY_QUICK = "it is done quickly and helps at once"
WHY_RISK = "the risk is high while it is open"
WHY_ELSE = "it brings most for the work it takes"

TAKE_INTRO = "Who does it, and by which Friday? You can change both at any time."
TAKE_NO_DATE = "Type the date below, or choose a week."

BOSS_TITLE = "A page for the boss"
BOSS_NEXT = "What comes next"
BOSS_SECOND_DAY = "Day two: ask the people on your list, and add the first proof."
BOSS_GROW = "Then: press g for the full gap analysis. All your answers stay."
BOSS_USE = "Open boss.html in a browser to read or print it. boss.txt is made for mail."
BOSS_EXPLAINED = (
    "One page for somebody with little time. It says where you stand, what is good, what stands in the way, what you "
    "plan, and which decisions you need.",
    "It is made from your answers as they are now. It promises no date and no certificate.",
    "Enter writes it as three files: one to print, one for mail, one for other programs.",
)

GROW_TITLE = "Go on to the full gap analysis?"
GROW_STAYS = "Every answer, note and name stays as it is."
GROW_NEW = "New is that all questions are asked now, so most items say “not assessed” until you have looked at them."
GROW_KEPT = "The result of today is kept as “Baseline”, so you can compare later; u takes the step back."
GROW_SAVE = "Go on"
GROWN = "All your answers are here. What nobody has looked at yet says “not assessed”."

BACK_TITLE = "An answer came back"
BACK_NONE = "Choose an answer first."
BACK_STILL = "nobody knows yet"
NAME_TITLE = "Who would know?"
NAME_HINT = "a name, or a role such as payroll"
