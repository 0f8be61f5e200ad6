/**
 * Every code that can reach a person, and what it says in English: what happened, whether anything was lost, what to do.
 * Codes are stable: scripts and translations use them. `{name}` stands for a detail that comes with the code; where it
 * does not come, the words around it still make sense. Codes of faults in what another device sent are counted and
 * logged, not shown one by one: families of them share a sentence.
 */
import { boardSentences } from './board-codes.ts';
import { lendingSentences } from './lending-codes.ts';
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

const profile: Sentences = {
  NOT_INITIALISED:
    'Kith does not know your name yet. Nothing was changed. Say it first: kith init --name NAME.',
  PROFILE_MISSING:
    'There is nothing of Kith in that folder yet. Nothing was changed. Start with: kith init --name NAME.',
  PROFILE_NAME:
    'The name of a profile is made of letters, digits and hyphens, 32 at most. Nothing was changed. Choose another one.',
  PROFILE_EXISTS:
    'This profile is set up already. Nothing was changed. Use another folder for another person.',
  PROFILE_IN_USE:
    'Kith is already running on this profile. Nothing was changed. Close the other one, or go on there.',
  PROFILE_TOO_NEW:
    'A newer Kith has written this profile. Nothing was changed. Update Kith, then start again.',
  KEYCHAIN_REFUSED:
    'The secrets of this profile could not be opened: a wrong passphrase, or a damaged file. Nothing was changed. Try again with the right one.',
  KEYCHAIN_ELSEWHERE:
    "The secrets of this profile are kept by this computer's own keychain, which only the Kith window can ask. Nothing was changed. Start the window, then try again.",
  KEYCHAIN_GONE:
    "This computer's keychain does not give out what opens this profile: it is locked, or it was changed. Nothing was changed and nothing is shown to anybody. Unlock it, then try again.",
  PASSPHRASE_NEEDED:
    'This profile is protected by a passphrase. Nothing was changed. Start again with --passphrase-file.',
  PASSPHRASE_UNREADABLE: 'The passphrase file cannot be read, or it is empty. Nothing was changed.',
  PASSPHRASE_EMPTY: 'The passphrase is empty. Nothing was changed. Choose one.',
  SETTINGS_CORRUPT:
    'The settings of this profile are damaged ({field}). Nothing was changed. Bring settings.json back from a backup.',
  SOCKET_UNSAFE:
    'The place where Kith listens for commands belongs to somebody else, so it is not used. Nothing was changed. Check who owns the folder of the profile and the temporary folder.',
  PAGE_MISSING: 'The page is not built yet. Nothing was changed. Build it: npm run build.',
  STORE_CORRUPT:
    'Part of what Kith keeps on this disk is damaged, and none of it is believed. Nothing was changed, and what your neighbours hold is not lost. Check the disk, then save what can be read, and neighbours give the rest: kith rescue.',
  STORE_CLOSED: 'Kith is being closed. What was shown as saved is saved. Start it again.',
  STORE_FAILED:
    'Kith could not write to the disk. The last change was not saved; all earlier ones are. Check the disk, then try again.',
  STORE_UNAVAILABLE:
    'Kith may not read or write the folder of this profile. Nothing was changed. Check who owns it.',
  RESCUE_NOTHING:
    'Nothing of what Kith keeps on this disk can be read any more. Nothing was changed, and what your neighbours hold is not lost. Bring the folder of the profile back from a backup, or join again.',
  PEER_FALLS:
    'The part of Kith that keeps your communities has stopped several times in a row. What was shown as saved is saved. Start it again; if it stays so, the log says what happened.',
  RESCUE_UNFINISHED:
    'After the rescue of this profile some of your own changes are still missing here. Nothing was saved. Meet a neighbour, who gives them back (kith sync); if nobody can have them: kith rescue --alone.',
  VERIFY_FAULTS:
    'Not everything of that community is as it was written; {count} faults were found. What neighbours hold is not lost. Check the disk, then join again from an invitation.',
  DISK_FULL:
    'The disk is full. The last change was not saved; all earlier ones are. Make some room, then try again.',
  PORT_TAKEN:
    'Another program uses port {port} already. Nothing was changed. Close it, or choose another port.',
  FILE_UNREADABLE:
    'That file cannot be read. Nothing was changed. Check its name and whether you may open it.',
  FILE_UNWRITABLE: 'That file cannot be written. Nothing in Kith was changed. Choose another place.',
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

const joining: Sentences = {
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

const words: Sentences = {
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

const history: Sentences = {
  HISTORY_FOUNDED: '{by} founded {title}.',
  HISTORY_ADMITTED: '{by} let {name} in as {role}.',
  HISTORY_INVITED: '{by} made an invitation as {role}.',
  HISTORY_INVITE_REVOKED: '{by} withdrew an invitation.',
  HISTORY_ROLE: '{by} made {name} {role}.',
  HISTORY_REMOVED: '{by} removed {name} ({note}).',
  HISTORY_LEFT: '{by} left.',
  HISTORY_DEVICE_ADDED: '{name} added a device ({device}).',
  HISTORY_DEVICE_RENEWED:
    'A device of {name} was copied or brought back; it goes on as a new one ({device}).',
  HISTORY_DEVICE_DROPPED: '{by} dropped a device of {name} ({device}).',
  HISTORY_REROOTED: '{name} got new recovery words.',
  HISTORY_ROTATED: '{by} changed the locks.',
  HISTORY_SEALED: '{by} handed the new locks to the devices that need them ({count}).',
  HISTORY_SPACE: '{by} opened the private space {title}.',
  HISTORY_DIRECT: '{by} began a private conversation with {name}.',
  HISTORY_SPACE_MEMBERS: '{by} changed who is in {title}.',
  HISTORY_POLICY: '{by} set the rule {name} to {value}.',
  HISTORY_APPROVED: '{by} approved a proposal.',
  HISTORY_NAMED: '{by} goes by the name {name}.',
  HISTORY_TITLED: '{by} called the community {title}.',
  HISTORY_NEWER: '{by} did something that a newer Kith knows. Update Kith to see it.',
  HISTORY_UNREADABLE: '{by} wrote something that cannot be read. It has no effect.',
};

const trust: Sentences = {
  DEVICE_GONE:
    'This device was dropped from the community. What it has stays readable here; nothing was changed. Go on with another device, or add this one anew.',
  DEVICE_NOWHERE:
    'You are in no community yet, so a further device has nothing to share. Nothing was changed. Join or found one first.',
  DEVICE_LINK_UNREADABLE:
    'That is no link of your other device, or a part of it is missing. Nothing was changed. Copy the whole link, or scan it again.',
  RETURN_UNREADABLE:
    'That is no link for coming back. Nothing was changed. Ask a member to make one for you.',
  RETURN_LINK:
    'That link was made for a member who has lost their devices. Nothing was changed. If that is you, come back with your recovery words.',
  MEMBER_GONE:
    'You are no member of that community any more. Nothing was changed. Ask a member to invite you.',
  ROOT_OTHER:
    'These words are not the ones that the community knows you by. Nothing was changed. Ask for a new link.',
  VOUCH_UNREADABLE:
    'That is no request to vouch for somebody, or a part of it is missing. Nothing was changed. Copy it again, whole.',
  VOUCH_WAITING:
    'Not enough members have vouched for you yet, or the link is older than that. Nothing was changed. Ask for a new link when they have.',
  MEMBER_UNKNOWN:
    'Nobody of that id is or was in the community. Nothing was changed. Look at the list again.',
  DEVICE_NOT_FOUND: 'There is no such device, or not any more. Nothing was changed. Look at the list again.',
  PROPOSAL_OVER:
    'That proposal is decided already, or not here yet. Nothing was changed. Look at the list again.',
  POLICY_UNKNOWN: 'There is no such rule. Nothing was changed. Choose history, invites, quorum or rules.',
  POLICY_VALUE: 'That rule cannot be set so. Nothing was changed. Choose one of the values that are offered.',
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
  ...profile,
  ...connection,
  ...joining,
  ...words,
  ...rules,
  ...history,
  ...trust,
  ...boardSentences,
  ...lendingSentences,
  ...files,
  ...own,
};

const FROM_ELSEWHERE = 'FROM_ELSEWHERE';
const FROM_US = 'INTERNAL';

/** Beginnings of codes that nobody meets one by one, and the code whose sentence they share. The first that fits counts. */
const families: Readonly<Record<string, string>> = {
  BOX_: FROM_US,
  CBOR_: FROM_US,
  EDIT_: FROM_US,
  ENTRY_DRAFT: FROM_US,
  INDEX_WRONG: FROM_US,
  INVITE_TOO_LONG: FROM_US,
  INVITE_NOTE_: FROM_ELSEWHERE,
  INVITE_WRONG: FROM_US,
  ROOT_KEY_ABSENT: FROM_US,
  SCRYPT_: FROM_US,
  SEAL_: FROM_US,
  SECRET_: FROM_US,
  SEED_: FROM_US,
  VIEW_WRONG: FROM_US,
  ACTION_: FROM_ELSEWHERE,
  ADMIT_: FROM_ELSEWHERE,
  CERTIFICATE_: FROM_ELSEWHERE,
  CERTIFIER_: FROM_ELSEWHERE,
  CHAIN_BROKEN: FROM_ELSEWHERE,
  BRANCHES_: FROM_ELSEWHERE,
  BRANCH_: FROM_ELSEWHERE,
  CHUNK_: FROM_ELSEWHERE,
  FETCH_: FROM_ELSEWHERE,
  PRESENCE_: FROM_ELSEWHERE,
  TYPING_: FROM_ELSEWHERE,
  SEEK_: FROM_ELSEWHERE,
  CHANNEL_TAKEN: FROM_ELSEWHERE,
  DEPTH_: FROM_ELSEWHERE,
  DEVICE_: FROM_ELSEWHERE,
  DOCUMENT_: FROM_ELSEWHERE,
  ENTRIES_: FROM_ELSEWHERE,
  ENTRY_: FROM_ELSEWHERE,
  FEED_: FROM_ELSEWHERE,
  FRAME_: FROM_ELSEWHERE,
  GENESIS_: FROM_ELSEWHERE,
  HANDSHAKE_: FROM_ELSEWHERE,
  HAVE_: FROM_ELSEWHERE,
  HEAD: FROM_ELSEWHERE,
  HELLO_: FROM_ELSEWHERE,
  ID_: FROM_ELSEWHERE,
  INTRODUCE_: FROM_ELSEWHERE,
  INTRODUCTION_: FROM_ELSEWHERE,
  JOIN_FORBIDDEN: FROM_ELSEWHERE,
  JOIN_MALFORMED: FROM_ELSEWHERE,
  JOIN_REQUEST_: FROM_ELSEWHERE,
  KEY_FOREIGN: FROM_ELSEWHERE,
  KIND_: FROM_ELSEWHERE,
  LOOK_: FROM_ELSEWHERE,
  MESSAGE_MALFORMED: FROM_ELSEWHERE,
  MESSAGE_TOO_LARGE: FROM_ELSEWHERE,
  NAMED_BY_NOBODY: FROM_ELSEWHERE,
  NOT_PROVEN: FROM_ELSEWHERE,
  PARENT_: FROM_ELSEWHERE,
  PART_: FROM_ELSEWHERE,
  PAYLOAD_: FROM_ELSEWHERE,
  PEERS_: FROM_ELSEWHERE,
  PERSON_: FROM_ELSEWHERE,
  POLICY_: FROM_ELSEWHERE,
  PREV_: FROM_ELSEWHERE,
  PROOFS_: FROM_ELSEWHERE,
  PROOF_: FROM_ELSEWHERE,
  PROPOSAL_: FROM_ELSEWHERE,
  PROTOCOL_: FROM_ELSEWHERE,
  PROVE_: FROM_ELSEWHERE,
  RECOGNISE_: FROM_ELSEWHERE,
  RECORD_: FROM_ELSEWHERE,
  REFUSE_: FROM_ELSEWHERE,
  RETIRE_: FROM_ELSEWHERE,
  RETURN_FALSE: FROM_ELSEWHERE,
  RETURN_MALFORMED: FROM_ELSEWHERE,
  ROLE_MISMATCH: FROM_ELSEWHERE,
  ROOT_: FROM_ELSEWHERE,
  RUN_: FROM_ELSEWHERE,
  SEQ_: FROM_ELSEWHERE,
  SPACE_KNOWN: FROM_ELSEWHERE,
  RECENT_: FROM_ELSEWHERE,
  STREAM_: FROM_ELSEWHERE,
  TAIL: FROM_ELSEWHERE,
  TAGS_: FROM_ELSEWHERE,
  TOO_MANY_: FROM_ELSEWHERE,
  UNSENT_: FROM_ELSEWHERE,
  UPDATE_: FROM_ELSEWHERE,
  VERSION_: FROM_ELSEWHERE,
  WANT_: FROM_ELSEWHERE,
};

/** Every sentence by its code: what there is to translate. */
export const sentences = exact;

/** The code whose sentence is shown for this one, or undefined where there is none. */
export function sentenceCode(code: string): string | undefined {
  if (Object.hasOwn(exact, code)) return code;
  return Object.entries(families).find(([start]) => code.startsWith(start))?.[1];
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
