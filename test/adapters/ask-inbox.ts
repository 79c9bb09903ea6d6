// Run as a process of its own: leaves as many requests as the last argument says, one after the other, and prints the sum of the answers.
import { leaveRequest } from '../../src/adapters/inbox.ts';

const [, , home = '', kind = '', count = '1'] = process.argv;

let sum = 0;
for (let number = 1; number <= Number(count); number += 1) {
  sum += await leaveRequest<number>(home, { kind, number }, { timeoutMs: 60_000 });
}
console.log(sum);
