/** The words of what the system draws for Kith: dialogs, tray, menus, notifications. */
export const text = {
  name: 'Kith',
  open: 'Open Kith',
  quit: 'Quit Kith',
  close: {
    question: 'Keep Kith running when you close the window?',
    detail:
      'Your neighbours get your news, and you get theirs, only while Kith runs. You can change this in the settings.',
    trayless:
      'This desktop has no tray, so Kith stays among the minimised windows; opening Kith again also brings it back.',
    keep: 'Keep running',
    quit: 'Quit',
  },
  camera: {
    question: 'May Kith use the camera?',
    detail: 'To read the code of an invitation. Nothing is recorded and nothing is sent.',
    yes: 'Use the camera',
    no: 'No',
  },
  outside: {
    question: 'Open this address in your browser?',
    yes: 'Open',
    no: 'Cancel',
  },
  pick: { community: 'Import a file', invitation: 'Open an invitation', any: 'Open a file' },
  save: { community: 'Export to a file', invitation: 'Save the invitation', any: 'Save to a file' },
  filter: { community: 'Files of Kith', all: 'All files' },
  menu: {
    file: '&File',
    edit: '&Edit',
    view: '&View',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    copyLink: 'Copy the address',
    learn: 'Add to the dictionary',
  },
  alert: {
    mention: (name: string, community: string) => `${name} mentioned you in ${community}`,
    reply: (name: string, community: string) => `${name} answered you in ${community}`,
    loan: (community: string) => `News of a loan in ${community}`,
    someone: 'Somebody',
  },
  login: 'Keeps your communities in step with your neighbours',
  fault: {
    title: 'Kith cannot start',
    profile: 'Another Kith is running on this profile. Go on there.',
  },
} as const;
