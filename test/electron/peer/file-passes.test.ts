import { describe, expect, it } from 'vitest';
import type { PeerApi } from '../../../core/api/methods.ts';
import { FilePasses } from '../../../electron/peer/file-passes.ts';

function recording(): { api: PeerApi; inputs: unknown[] } {
  const inputs: unknown[] = [];
  return {
    inputs,
    api: {
      call: (_name, input) => {
        inputs.push(input);
        return Promise.resolve(null);
      },
      subscribe: (_name, input) => {
        inputs.push(input);
        return () => {};
      },
    },
  };
}

describe('[DESKTOP-6] the names of files that a page may use', () => {
  it('are the passes of what the person picked', async () => {
    const { api, inputs } = recording();
    const passes = new FilePasses();
    passes.add('kith-file:abc', '/home/ada/street.kith');
    await passes.guard(api).call('bundleImport', { file: 'kith-file:abc', preview: true });
    expect(inputs).toEqual([{ file: '/home/ada/street.kith', preview: true }]);
  });

  it('are nothing else', async () => {
    const { api, inputs } = recording();
    const guarded = new FilePasses().guard(api);
    for (const file of ['/etc/passwd', 'kith-file:abc', '', 7, null, ['/etc/passwd'], '__proto__']) {
      await expect(guarded.call('bundleImport', { file })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    }
    expect(() =>
      guarded.subscribe(
        'status',
        { file: '/x' },
        () => {},
        () => {},
      ),
    ).toThrow('FILE_UNREADABLE');
    expect(inputs).toEqual([]);
  });

  it('leave every other call as it is', async () => {
    const { api, inputs } = recording();
    const guarded = new FilePasses().guard(api);
    await guarded.call('status', {});
    await guarded.call('profile', undefined);
    expect(inputs).toEqual([{}, undefined]);
  });
});
