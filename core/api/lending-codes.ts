/** What is said about lists of things and loans, by code. */
export const lendingSentences: Readonly<Record<string, string>> = {
  LOAN_STATE:
    'The loan has moved on, so this step is not possible any more. Nothing was changed. Look at it again.',
  LOAN_OVERLAP: 'It is promised to somebody else on those days. Nothing was changed. Choose other days.',
  LOAN_UNKNOWN: 'That loan is not on this device. Nothing was changed. Look at the list again.',
  ITEM_NOT_YOURS: 'Only the person who looks after that thing can change it. Nothing was changed. Ask them.',
  ITEM_ELSEWHERE:
    'Loans of that thing are decided on another device of the person who looks after it. Nothing was changed. Go on there.',
  ITEM_ARCHIVED: 'That thing is not in the list any more. Nothing was changed.',
  ITEM_OUT: 'That thing is out now. Nothing was changed. Try again when it is back.',
  LOAN_NOT_YOURS: 'Only those who lend and borrow here can do that. Nothing was changed.',
  LOAN_BEATEN:
    'Another loan of {item} on those days was promised first, so this one is not possible. Nothing else changed. Ask for other days.',
  LOAN_TOO_MANY:
    'There are more loans of {item} at once than Kith can keep apart. Nothing was changed. End some first.',
  LOAN_REQUESTED: '{name} asks to borrow {item}. Approve or decline it.',
  LOAN_CANCELLED: '{name} does not want to borrow {item} any more. There is nothing to do.',
  LOAN_RECEIVED: '{name} says that they have {item} now. Confirm it if that is so.',
  LOAN_RETURNED: '{name} says that {item} is back with you. Confirm it if that is so.',
  LOAN_APPROVED: '{name} lends you {item}. Agree on when to fetch it.',
  LOAN_DECLINED:
    '{name} declined to lend you {item}. Nothing else changed. Ask for other days, or talk to each other.',
  LOAN_GIVEN: '{name} says that you have {item} now. Confirm it if that is so.',
  LOAN_BACK: '{name} says that {item} is back. Confirm it if that is so.',
  LOAN_EXTENDED: '{name} lends you {item} for longer. Look at the new last day.',
  LOAN_NOT_EXTENDED:
    '{name} would like to have {item} back as you said. Give it back by then, or talk to each other.',
  LOAN_LONGER_ASKED: '{name} would like to keep {item} for longer. Agree, or say no.',
  LOAN_MISSING: '{name} says that {item} is missing or beyond use. Talk about what to do.',
  ITEM_REMARKED: '{name} wrote something about {item}. Read it.',
  LOAN_READY: '{item} is ready for you, with {name}. Fetch it, and say when you have it.',
  LOAN_TURN: '{item} is free again, and you asked for it next. {name} decides; wait, or talk to each other.',
  LOAN_TURN_HERE: '{item} is free again, and {name} asked for it next. Promise it, or say no.',
  LOAN_DUE_TOMORROW: '{item} goes back to {name} tomorrow. Give it back, or ask for more time.',
  LOAN_DUE_TODAY: '{item} goes back to {name} today. Give it back, or ask for more time.',
  LOAN_LATE: '{item} should be back with {name} since {day}. Give it back, or talk to each other.',
  LOAN_LATE_HERE: '{item} should be back with you since {day}; {name} has it. Talk to each other.',
  STOCK_LOW: 'Of {item} little is left. Get more.',
  STOCK_EXPIRES: 'Some {item} is good until {day}. Use it up.',
  ITEM_HANDED: '{name} handed {item} to you: you look after it from now on and decide who borrows it.',
  ITEM_NOT_LENT: 'That is nothing to borrow. Nothing was changed. Write to the person who put it there.',
  ITEM_BROKEN:
    'That thing is not in order, so nobody can borrow it now. Nothing was changed. Say so when it works again.',
  ITEM_IN_KIT: 'That thing is lent together with {kit}. Nothing was changed. Ask for {kit}.',
  DATES_NOT_LATER: 'The new last day is not later than the old one. Nothing was changed. Choose a later one.',
  RULE_GUESTS: 'Guests do not borrow from this list. Nothing was changed. Ask a member.',
  RULE_LONGEST:
    'Things of this list are lent for {days} days at most. Nothing was changed. Choose a nearer last day.',
  RULE_AHEAD:
    'Things of this list can be asked for {days} days ahead at most. Nothing was changed. Choose earlier days.',
  RULE_AT_ONCE:
    'Nobody has more than {count} things of this list at once. Nothing was changed. Give one back first.',
  RULE_CLOSED:
    'Nothing is handed over or taken back on {day}. Nothing was changed. Choose a day with opening hours.',
  RULE_QUIET:
    'Between two loans of a thing lie {days} days. Nothing was changed. Choose days that keep them.',
  RULE_INVALID: 'That rule cannot be set so. Nothing was changed. Choose another value.',
  TAGS_INVALID:
    'Those are too many keywords, or one is too long. Nothing was saved. Give up to 20 short ones.',
  FIELD_INVALID: 'One of the details cannot be like that. Nothing was saved. Look at it again.',
  KIT_UNKNOWN: 'There is no such kit in this list. Nothing was saved. Choose a thing that others belong to.',
  KIT_NESTED: 'A kit cannot be in another kit. Nothing was saved. Choose another one.',
  QUESTION_UNKNOWN: 'The list does not ask that. Nothing was saved. Look at the list again.',
  ANSWER_INVALID: 'The answer to “{question}” cannot be like that. Nothing was saved. Look at it again.',
  CHOICES_INVALID: 'The choices cannot be like that. Nothing was saved. Give up to 100 different ones.',
  TAKE_OVER_EARLY:
    'The person who looks after that thing is still in the community. Nothing was changed. Ask them to hand it on.',
  TABLE_UNREADABLE:
    'That is no table that can be read. Nothing was changed. Save it as CSV, with the names of the columns in the first line.',
  TABLE_TOO_LARGE:
    'That table is too large. Nothing was changed. Split it into files of at most 10,000 lines.',
  TABLE_COLUMNS: 'No column holds the names of the things. Nothing was changed. Say which one does.',
  ROW_TITLE: 'This line has no name. It was left out.',
  ROW_NUMBER: 'In the column “{column}”, “{value}” is no number. The line was left out.',
  ROW_DATE: 'In the column “{column}”, “{value}” is no day. The line was left out. Write it as 2030-12-24.',
  ROW_VALUE: 'In the column “{column}”, “{value}” is not among the choices. The line was left out.',
  ROW_TWICE: 'The number “{label}” is in the table twice. The second line was left out.',
  ROW_TOO_LONG: 'This line is too long. It was left out.',
  STOCK_NONE: 'Of that thing no amounts are kept. Nothing was changed.',
  STOCK_TOO_MANY:
    'More devices than fit have moved something of it. Nothing was changed. Count it on another device.',
  AMOUNT_INVALID: 'That is no amount. Nothing was changed. Give a number of up to three decimal places.',
  LABEL_UNREADABLE:
    'That is no label of a thing in Kith. Nothing was changed. Hold the square code of a label before the camera, or type the number on it.',
  LABEL_FOREIGN:
    'No thing with that label is in your communities on this device. Nothing was changed. It may belong to somebody else, or its list has not arrived here yet.',
  SHEET_UNKNOWN:
    'There is no such sheet of labels. Nothing was written. Choose one of those that are offered.',
  LABEL_TWICE:
    'Several things carry that number. Nothing was changed. Use the square code, or open the thing from its list.',
  CONDITION_UNKNOWN: 'There is no such state. Nothing was changed. Choose one of those that are offered.',
};
