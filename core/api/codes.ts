/**
 * Every code that can reach a person, and what it says in English: what happened, whether anything was lost, what to do.
 * Codes are stable: scripts and translations use them. `{name}` stands for a detail that comes with the code; where it
 * does not come, the words around it still make sense. Most sentences are in files beside this one, by what they are about.
 */
import { boardSentences } from './board-codes.ts';
import { codeFamilies, FROM_US } from './code-families.ts';
import { joiningSentences, wordsSentences } from './joining-codes.ts';
import { chatSentences } from './chat-codes.ts';
import { lendingSentences } from './lending-codes.ts';
import { profileSentences } from './profile-codes.ts';
import { historySentences, trustSentences } from './trust-codes.ts';
import { KithError } from '../base/kith-error.ts';

type Sentences = Readonly<Record<string, string>>;

const input: Sentences = {
  INPUT_INVALID: 'Something in that request is not as it should be ({field}). Nothing was changed.',
  ID_UNREADABLE:
    'That is no id of anything in Kith ({field}). Nothing was changed. Copy the id again, whole.',
  METHOD_UNKNOWN: 'This version of Kith cannot do that. Nothing was changed. Update Kith, then try again.',
  TEXT_TOO_LONG:
    'That text is too long; 8,000 characters are the most, 500 in a note. Nothing was saved. Shorten it.',
  TEXT_EMPTY: 'There is no text in it. Nothing was saved. Write something first.',
  TEXT_UNREADABLE: 'That text holds characters that cannot be shown. Nothing was saved. Type it again.',
  NAME_EMPTY: 'A name is needed. Nothing was saved. Type the name that your neighbours know you by.',
  NAME_TOO_LONG:
    'That name is too long; 80 characters are the most. Nothing was saved. Choose a shorter one.',
  NAME_UNREADABLE: 'That name holds characters that cannot be shown. Nothing was saved. Type it again.',
  TITLE_EMPTY: 'A title is needed. Nothing was saved. Type one.',
  TITLE_TOO_LONG:
    'That title is too long; 200 characters are the most. Nothing was saved. Choose a shorter one.',
  TITLE_UNREADABLE: 'That title holds characters that cannot be shown. Nothing was saved. Type it again.',
  DATE_UNREADABLE:
    'That is no day of the calendar. Nothing was saved. Write it as year-month-day, like 2027-03-09.',
  DATES_REVERSED: 'The last day lies before the first. Nothing was saved. Swap them.',
  QUANTITY_INVALID: 'A quantity is a whole number from 1 to 1,000,000. Nothing was saved.',
  NETWORK_UNKNOWN: 'There is no such network mode. Choose offline, loopback or lan. Nothing was changed.',
  ROLE_UNKNOWN: 'There is no such role. Choose steward, member, guest or mirror. Nothing was changed.',
  ADDRESS_INVALID: 'That address cannot be read. Nothing was changed. Copy it again, whole.',
  USAGE: 'Kith does not understand that command: {problem}. Nothing was changed. See: kith --help.',
  CHANGE_EMPTY: 'There is nothing to change in that. Nothing was saved. Say what is to be different.',
  DATES_INVALID:
    'These two days do not fit together. Nothing was saved. The last day may not lie before the first.',
};

const connection: Sentences = {
  CONNECTION_LOST:
    'The connection to Kith on this computer broke off. What was shown as saved is saved. Check whether the last change is there; if not, make it again.',
  TOO_BUSY: 'Kith has too much to do at once. Nothing was changed. Try again in a moment.',
  EVENTS_MISSED:
    'Too much happened at once to tell each change. Nothing was lost. Start again to go on from here.',
  PATCH_INVALID: 'This view went out of step with Kith. Nothing was lost. Load it again.',
  PAGE_LOCKED:
    'This page was opened without its pass. Nothing was changed. Open it from the address that Kith printed when it started.',
  DIAL_REFUSED:
    'The network mode does not allow that connection. Nothing was changed. Change the mode first, if you want to.',
  DIAL_FAILED:
    'Nobody answered at that address. Nothing was lost. Check whether Kith runs there and both are on the same network.',
  NETWORK_STOPPED: 'Kith is not on any network now. Nothing was lost; changes are kept here until it is.',
  NETWORK_FAILED:
    'Kith could not get on the network. Nothing was changed. Check the address to listen at, then start again.',
  NETWORK_MODE_UNSUPPORTED:
    'This version of Kith cannot work in that network mode. Nothing was changed. Choose offline, loopback or lan.',
  PEER_NOT_CONNECTED:
    'That neighbour is not connected now. Nothing was lost; Kith goes on when they are back.',
};

const rules: Sentences = {
  COMMUNITY_UNKNOWN:
    'That community is not on this device. Nothing was changed. Check the id, or join it first.',
  OBJECT_UNKNOWN: 'That is not on this device, or not any more. Nothing was changed. Look at the list again.',
  NOT_FOUND: 'That is not on this device, or not any more. Nothing was changed. Look at the list again.',
  BOARD_UNKNOWN: 'That board is not on this device. Nothing was changed. Look at the list again.',
  INVENTORY_UNKNOWN:
    'That list of things is not on this device. Nothing was changed. Look at the lists again.',
  ITEM_UNKNOWN: 'That thing is not on this device. Nothing was changed. Look at the list again.',
  CHANNEL_UNKNOWN: 'That channel is not on this device. Nothing was changed. Look at the list again.',
  MESSAGE_UNKNOWN: 'That message is not on this device. Nothing was changed. Look at the channel again.',
  NOTICE_UNKNOWN: 'That notice is not there any more. Nothing was changed.',
  PLACE_UNKNOWN: 'That is not on this device, or not any more. Nothing was changed. Look at the list again.',
  MESSAGE_ARRIVING:
    'What came before that message is still arriving. Nothing was saved. Try again in a moment.',
  MESSAGE_NOT_YOURS: 'Only the person who wrote that message can change it. Nothing was changed.',
  MESSAGE_DELETED: 'That message is deleted. Nothing was changed. Write a new one.',
  ROLE_FORBIDS: 'Your role in this community does not allow that. Nothing was changed. Ask a steward.',
  NOT_A_MEMBER:
    'You are not a member of that community now. Nothing was changed; what you have can still be read.',
  NOT_YOURS: 'Only the person who made that can change it. Nothing was changed.',
  NOT_CUSTODIAN: 'Only the person who looks after that thing can decide this. Nothing was changed. Ask them.',
  NOT_BORROWER: 'Only the person who borrows can do that. Nothing was changed.',
  KEY_ABSENT:
    'What this device needs to write here has not arrived yet. Nothing was saved. Try again when a neighbour is connected.',
  LAST_STEWARD: 'You are the last steward. Nothing was changed. Hand over to somebody first.',
  QUORUM_NEEDED: 'Several members have to agree on that. Nothing was changed. Ask them.',
  ROLE_SENIOR:
    'That person has been a steward for longer than you, so several members have to agree. Nothing was changed.',
  SELF_REMOVAL: 'Nobody can remove themselves; leave instead. Nothing was changed.',
  SPACE_UNKNOWN: 'That space is not on this device. Nothing was changed.',
  SPACE_DIRECT:
    'A conversation of two stays one of two. Nothing was changed. Open a private space for more people.',
  DEVICE_FORKED:
    'There is a second copy of this device, and it has been writing too. Nothing was lost, and nothing was saved just now, so that nothing gets mixed up. Let this device go on as a new one, then try again.',
  UPDATE_KITH:
    'The community uses a newer version of Kith. Nothing was lost; you can go on reading. Update Kith to write.',
};

const files: Sentences = {
  BUNDLE_UNREADABLE:
    'That is no file of Kith, or it is damaged. Nothing was changed. Copy it again, or export it again.',
  BUNDLE_TORN: 'The end of that file is missing. Nothing was changed. Copy it again.',
  BUNDLE_FOREIGN:
    'That file belongs to a community that is not on this device. Nothing was changed. Join the community first.',
  BUNDLE_BASE_MISSING:
    'That file goes on from things that are not on this device yet. Nothing was changed. Ask for a file with everything.',
  BUNDLE_TOO_LARGE: 'That file is larger than Kith reads. Nothing was changed.',
  ATTACHMENT_AWAY:
    'Nobody who has that file is connected now. Nothing was lost: it comes when one of them is here. Try again then.',
  ATTACHMENT_FALSE:
    'What came is not the file that was said to be there, and was thrown away. Nothing of yours was changed. Ask whoever added it to add it again.',
  ATTACHMENT_EMPTY: 'There is nothing in that file. Nothing was added. Choose another one.',
  ATTACHMENT_TOO_LARGE:
    'That file is too large; 64 MB are the most. Nothing was added. Make it smaller, or choose another one.',
  ATTACHMENTS_TOO_MANY: 'That is too many at once; {most} are the most. Nothing was added. Choose fewer.',
  PHOTO_UNKNOWN: 'That photo is not there any more. Nothing was changed.',
  ATTACHMENT_UNKNOWN: 'That file is not there any more. Nothing was changed.',
  PICTURE_UNREADABLE:
    'That is no picture that Kith can show. Nothing was added. Choose a photo (JPEG, PNG, WebP or GIF).',
};

const own: Sentences = {
  INTERNAL:
    'Something went wrong inside Kith. What was shown as saved is saved. Try again; if it stays so, start Kith again.',
  FROM_ELSEWHERE:
    'Something that came from another device was not in order and was left out. Nothing of yours was changed.',
};

const exact: Sentences = {
  ...input,
  ...profileSentences,
  ...connection,
  ...joiningSentences,
  ...wordsSentences,
  ...rules,
  ...historySentences,
  ...trustSentences,
  ...boardSentences,
  ...chatSentences,
  ...lendingSentences,
  ...files,
  ...own,
};

/** Every sentence by its code: what there is to translate. */
export const sentences = exact;

/** The code whose sentence is shown for this one, or undefined where there is none. */
export function sentenceCode(code: string): string | undefined {
  if (Object.hasOwn(exact, code)) return code;
  return Object.entries(codeFamilies).find(([start]) => code.startsWith(start))?.[1];
}

/** A place whose detail has not come goes, with the brackets around it. */
export function filled(sentence: string, details: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/ ?\(?\{(\w+)\}\)?/g, (place, name: string) =>
    Object.hasOwn(details, name) && details[name] !== ''
      ? place.replace(`{${name}}`, () => String(details[name]))
      : '',
  );
}

/** The English sentence for a code, or undefined where there is none. */
export function sentenceFor(
  code: string,
  details: Readonly<Record<string, string | number>> = {},
): string | undefined {
  const found = sentenceCode(code);
  const sentence = found === undefined ? undefined : exact[found];
  return sentence === undefined ? undefined : filled(sentence, details);
}

/** What a person reads about any error. */
export function sentenceOf(error: unknown): string {
  const known = error instanceof KithError ? sentenceFor(error.code, error.details) : undefined;
  return known ?? exact[FROM_US]!;
}

/** The code of any error. */
export { codeOf, KithError } from '../base/kith-error.ts';

/** What a caller is told whose connection is away. */
export function connectionLost(): KithError {
  return new KithError('CONNECTION_LOST');
}
