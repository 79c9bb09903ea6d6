import { openMemoryStore } from '../../../src/adapters/store/memory.ts';
import { describeStore } from '../../contract/store.ts';

describeStore('memory', {
  start: async () => {},
  openEmpty: async () => openMemoryStore(),
  reopen: undefined,
  stop: async () => {},
});
