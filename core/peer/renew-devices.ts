/**
 * This device goes on as a new one in every community of its person. Owns the order: all stop writing, all become new,
 * and the old ones are dropped where that is wished. Cut short at any point it can be done again. [IDENTITY-24]
 */
import { dropDeviceBody } from '../authority/action-bodies.ts';
import type { DeviceId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import { checkName } from '../identity/name.ts';
import { cutsOf } from './ends.ts';
import type { HostedCommunity } from './hosted-community.ts';

export interface RenewalWish {
  readonly label: string | undefined;
  /** The person's. */
  readonly name: string;
  readonly dropOld: boolean;
}

/** With nothing connected. Throws KithError DEVICE_NOWHERE, DEVICE_GONE, NAME_*. */
export async function renewDevices(
  all: readonly HostedCommunity[],
  { label, name, dropOld }: RenewalWish,
): Promise<HostedCommunity[]> {
  const checked = label === undefined ? undefined : checkName(label);
  if (checked?.ok === false) throw new KithError(checked.code);
  const hosts = all.filter((host) => host.isIn && !host.isSample);
  if (hosts.length === 0) throw new KithError('DEVICE_NOWHERE');
  for (const { community } of hosts) await community.setCopied();
  for (const host of hosts) {
    const { community } = host;
    const old = community.device;
    const before = community.authority().devices.get(old)?.label;
    await community.renew(checked?.value ?? (before === undefined || before === '' ? name : before));
    if (dropOld) await drop(host, old);
  }
  return hosts;
}

/** What the old one has written up to here stays. */
async function drop(host: HostedCommunity, old: DeviceId): Promise<void> {
  const { community } = host;
  await community.act(dropDeviceBody(old, cutsOf(community, [old]), []));
  await host.keepKeys();
}
