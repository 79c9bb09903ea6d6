import type { Groups, Merge } from '../math/merge-tree.ts';

// Nats that a whole cosine is worth, read off five labelled sets, four draws each: banking77 (77 labels) gets 65 to 84 topics, clinc150 (150) 124 to 152,
// it-tickets (74) 71 to 85, cfpb-loans (25) 24 to 30, 20 newsgroups 18 to 25. At 14: 49 to 61, 121 to 131, 65 to 75, 22 to 28, 16 to 19; at 17 up to 117, 178,
// 106, 39 and 27.
const COSINE_WORTH = 15.5;

/**
 * Chooses how many topics the tickets show: the k with the largest 15.5 x (mean cosine of tickets to their topic) - ln k. To say which of k topics a ticket is in
 * takes ln k nats; a further topic must save as much by what it tells of its tickets, as a von Mises-Fisher mixture of concentration 15 would count it.
 * @param merges joins of `groups` to one, in order.
 * @see Banerjee, Dhillon, Ghosh, Sra 2005: Clustering on the unit hypersphere, equation 2.1; Rissanen 1978 (shortest description).
 */
export function bestCount({ sizes }: Groups, merges: readonly Merge[]): number {
  const rows = sizes.reduce((sum, size) => sum + size, 0);
  let best = { k: sizes.length, worth: -Math.log(sizes.length) };
  let lost = 0;
  merges.forEach(({ cost }, at) => {
    lost += cost / rows;
    const k = sizes.length - at - 1;
    const worth = -COSINE_WORTH * lost - Math.log(k);
    if (worth > best.worth) best = { k, worth };
  });
  return best.k;
}
