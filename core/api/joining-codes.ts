/** What is said about coming into a community, by link or by words, by code. */
export const joiningSentences: Readonly<Record<string, string>> = {
  INVITE_UNREADABLE:
    'That is no invitation, or a part of it is missing. Nothing was changed. Copy the whole link, or ask for a new one.',
  INVITE_UNKNOWN: 'The community does not know that invitation. Nothing was changed. Ask for a new one.',
  INVITE_EXPIRED: 'That invitation has run out. Nothing was changed. Ask for a new one.',
  INVITE_USED_UP: 'That invitation has been used already. Nothing was changed. Ask for a new one.',
  INVITE_REVOKED: 'That invitation was withdrawn. Nothing was changed. Ask for a new one.',
  INVITE_NOT_OPEN: 'That invitation is not open any more. Nothing was changed.',
  JOIN_OFFLINE:
    'Kith is set to stay offline, so nobody can be asked. Nothing was changed. Choose a network mode first, or import a file.',
  JOIN_NOBODY:
    'Nobody of that community was found yet. Nothing is lost; Kith goes on looking while it runs. Check that you are on the same network, or import a file.',
  JOIN_SLOW:
    'You are let in, but not everything has arrived yet. Nothing is lost; the rest follows while Kith runs.',
  JOIN_REFUSED: 'The community did not let you in. Nothing was changed. Ask the person who invited you.',
  JOIN_VOID:
    'The neighbour who let you in may not do that any more. Nothing was changed. Ask for a new invitation.',
  JOIN_REMOVED: 'You were removed from that community. Nothing was changed. Ask a steward.',
  WELCOME_UNREADABLE:
    'The answer of the community could not be read. Nothing was changed. Update Kith, then try again.',
  APPROVAL_NEEDED: 'A steward has to approve this first. Nothing was changed. Ask one.',
  APPROVAL_WAITING:
    'A steward has to let you in. Nothing is lost; Kith goes on asking while it runs. Tell a steward that you are there.',
  JOIN_CANCELLED: 'You ended this attempt to join. Nothing was changed.',
  JOIN_UNKNOWN: 'That attempt to join is over. Nothing was changed.',
  FORGET_MEMBER:
    'You are a member of that community, so its contents stay on this device. Nothing was changed.',
  ALREADY_IN: 'You are in that community already. Nothing was changed.',
};

export const wordsSentences: Readonly<Record<string, string>> = {
  WORDS_COUNT: 'There are too few or too many words. Nothing was changed. Type all of them, in their order.',
  WORD_UNKNOWN: 'One of the words is not in the list ({word}). Nothing was changed. Check the spelling.',
  WORDS_OTHER:
    'These words belong to somebody else, or to another device. Nothing was changed. Compare them with your paper.',
  WORDS_GONE:
    'You have confirmed your words, so this device does not have them any more. Nothing was changed. They are on your paper.',
  INVITE_WORDS:
    'These are the words of an invitation. Nothing was changed. Kith has to look on the network first which community they are for.',
  WORDS_NOBODY:
    'Nobody who knows these words was found. Nothing was changed. Words work only while somebody of the community is on the same network, or connected with you: check them, ask that person to open Kith, or ask for the link.',
  WORDS_UNCONFIRMED:
    'These words are an invitation ({title}) by a member ({from}). Nothing was joined yet. Look whether that is what you expect, then confirm it.',
  WORDS_WRONG: 'These words do not belong together. Nothing was changed. Check each word and the order.',
};
