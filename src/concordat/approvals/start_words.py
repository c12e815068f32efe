"""What a matter is called by what starts it, and in what words one asks for it."""

TITLES = {
    "entry": "Approval to enter",
    "change": "Approval of a change",
    "commitment": "Approval to commit resources",
    "extra_authority": "More authority for a representative",
    "accountable_body": "Approval to become accountable body",
    "deviation": "Approval not to follow a duty",
    "dispute": "A score or a screening in dispute",
    "publication": "Approval to publish",
    "exit": "Approval to leave, or to end it",
}
ASKS = {
    "entry": "Ask for approval to enter",
    "change": "Ask for approval of a change",
    "commitment": "Ask for approval to commit resources",
    "extra_authority": "Ask for more authority for a representative",
    "accountable_body": "Ask for approval to become accountable body",
    "deviation": "Ask for approval not to follow a duty",
    "dispute": "Dispute a score or a screening",
    "publication": "Ask for approval to publish",
    "exit": "Ask for approval to leave, or to end it",
}
