/** What is said about the folder of a profile, its secrets and its disk, by code. */
export const profileSentences: Readonly<Record<string, string>> = {
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
