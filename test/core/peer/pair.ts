/** Ana and Ben, who send each other files. */
import { PART } from '../../../core/api/attachment-methods.ts';
import { toBase64 } from '../../../core/base/base64.ts';
import { codeOf } from '../../../core/base/kith-error.ts';
import { Household, type Resident } from './household.ts';

export class Pair {
  readonly house: Household;
  readonly ana: Resident;
  readonly ben: Resident;
  readonly community: string;

  private constructor(house: Household, ana: Resident, ben: Resident, community: string) {
    this.house = house;
    this.ana = ana;
    this.ben = ben;
    this.community = community;
  }

  static async meet(): Promise<Pair> {
    const house = new Household();
    const [ana, ben] = [await house.resident('ana'), await house.resident('ben')];
    const { community } = await house.drive(ana.api.create({ title: 'Elm Street' }));
    const { link } = await house.drive(ana.api.invite({ community, role: 'member' }));
    await house.drive(ben.api.join({ link }));
    return new Pair(house, ana, ben, community);
  }

  run<T>(promise: Promise<T>): Promise<T> {
    return this.house.drive(promise);
  }

  async codeFrom(promise: Promise<unknown>): Promise<string> {
    return this.run(promise.then(() => 'none', codeOf));
  }

  async inStep(): Promise<void> {
    for (const { api } of [this.ana, this.ben]) await this.run(api.sync({ waitMs: 60_000 }));
  }

  /** What a page does before it names a file somewhere. */
  async upload({ api }: Resident, name: string, bytes: Uint8Array): Promise<string> {
    const { community } = this;
    const { upload } = await this.run(api.attachmentBegin({ community, name, size: bytes.length }));
    for (let at = 0; at < bytes.length; at += PART) {
      const data = toBase64(bytes.subarray(at, at + PART));
      await this.run(api.attachmentPart({ upload, offset: at, data }));
    }
    return upload;
  }
}
