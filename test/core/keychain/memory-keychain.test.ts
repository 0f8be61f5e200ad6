import { MemoryKeychain } from '../../../core/keychain/memory-keychain.ts';
import { describeKeychain } from './keychain-contract.ts';

describeKeychain(
  'memory',
  async () => new MemoryKeychain(),
  async () => new MemoryKeychain('another'),
);
