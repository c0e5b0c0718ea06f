"""What a KakaoTalk skill answer may hold.

From the guide of the skill response, version 2.0 (https://kakaobusiness.gitbook.io/main/tool/chatbot/skill_guide/answer_json_format),
as third-party digests give it: re-check each number there before raising one.
"""

OUTPUTS = 3
QUICK_REPLIES = 10
SIMPLE_TEXT = 1000
ALT_TEXT = 50  # newer pages; older ones say 1,000
LABEL = 14  # of a button or a quick reply
BASIC_TITLE, BASIC_DESCRIPTION = 50, 230
TEXT_TITLE, TEXT_DESCRIPTION = 50, 400
TEXT_DESCRIPTION_IN_CAROUSEL = 128
LIST_ITEMS = 5
LIST_TITLE, LIST_DESCRIPTION = 40, 40  # shown on one line each; longer text is cut by the client
FACTS, FACT_TITLE, FACT_TEXT = 10, 6, 40
CAROUSEL_ITEMS = 10
BUTTONS = 3
MESSAGE = 200  # our own: a question that a button asks
