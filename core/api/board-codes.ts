/** What is said about boards and their cards, by code. */
export const boardSentences: Readonly<Record<string, string>> = {
  COLUMN_UNKNOWN: 'That column is not on this device. Nothing was changed. Look at the board again.',
  CARD_UNKNOWN: 'That card is not on this device. Nothing was changed. Look at the board again.',
  LABEL_UNKNOWN: 'That label is not on this board. Nothing was changed. Choose one of those that are.',
  LABELS_TOO_MANY: 'A board has {most} labels at the most. Nothing was added. Remove one first.',
  COLOR_UNKNOWN:
    'There is no such colour. Nothing was saved. Choose red, orange, yellow, green, teal, blue, purple, pink, brown or gray.',
  LIMIT_INVALID: 'A limit is a whole number from 0 to {most}. Nothing was saved. 0 takes it away.',
  CHECKLIST_UNKNOWN: 'That checklist is not on this device. Nothing was changed. Look at the card again.',
  CHECK_UNKNOWN: 'That line is not in the checklist any more. Nothing was changed. Look at the card again.',
  CHECKS_TOO_MANY:
    'That is too many in one place; {most} are the most. Nothing was added. Begin another one.',
  COMMENT_UNKNOWN: 'That comment is not on this device. Nothing was changed. Look at the card again.',
  COMMENT_NOT_YOURS: 'Only the person who wrote a comment can change it. Nothing was changed.',
  COMMENT_DELETED: 'That comment is deleted. Nothing was changed. Write a new one.',
  CARD_GIVEN: '{name} gave you the card {card}. Look at what is to be done.',
  CARD_FILE_UNKNOWN: 'That file is not on the card any more. Nothing was changed. Look at the card again.',
};
