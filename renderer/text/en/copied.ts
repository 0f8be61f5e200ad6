/** A device of which there is a second copy, and how it goes on. */
export const copied = {
  'copied.banner':
    'This device exists twice, so nothing is written here for now. All that is here can be read.',
  'copied.open': 'See what to do',
  'copied.title': 'This device exists twice',
  'copied.about':
    'What Kith keeps here was copied to a second place, or brought back from an older backup. For your neighbours both are one device, so this one has stopped writing before things get mixed up. Nothing is lost: what was written on either of the two stays.',
  'copied.renewAbout':
    'Let this one go on as a new device of yours. It keeps everything that is here, your place in each community, and all that you may do. Your neighbours see that it is new.',
  'copied.other': 'The other copy',
  'copied.mine': 'I use it too',
  'copied.mineAbout':
    'It stays as it is. If it has stopped as well, let it go on as a new device over there.',
  'copied.lost': 'It is gone, or somebody else has it',
  'copied.lostAbout': 'The old device is dropped and the locks are changed: the copy reads nothing new.',
  'copied.label': 'What you call this device',
  'copied.labelHint': 'Like “Laptop”, so that your devices can be told apart. Left empty, it keeps its name.',
  'copied.renew': 'Go on as a new device',
  'copied.done': 'This is a new device of yours now. You can write again.',
  'copied.badge': 'Copied',
  'copied.member': 'Was copied: two machines wrote as this one',
} as const;
