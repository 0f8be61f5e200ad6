/** What is said about people, devices and rules: what happened, and what could not be done, by code. */
export const historySentences: Readonly<Record<string, string>> = {
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

export const trustSentences: Readonly<Record<string, string>> = {
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
