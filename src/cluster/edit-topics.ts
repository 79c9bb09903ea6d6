import type { Correction } from '../domain/correction.ts';
import type { Assignment, Topic, TopicId } from '../domain/topic.ts';

/** Topics as they were learned, or as people want to see them. */
export interface TopicView {
  readonly topics: readonly Topic[];
  readonly assignments: readonly Assignment[];
}

/**
 * Shows topics as people have put them: renamed, merged into others, hidden (their tickets then count as in no topic). What was learned stays as it is, and the
 * registry goes on with it: so an edit lasts whatever later weeks learn, and can be taken back.
 */
export function editTopics({ topics, assignments }: TopicView, corrections: readonly Correction[]): TopicView {
  const edits = corrections.filter(({ topicId }) => topicId !== undefined);
  if (edits.length === 0) return { topics, assignments };
  const last = (kind: Correction['kind']) =>
    new Map(edits.filter((edit) => edit.kind === kind).map(({ topicId, value }) => [topicId as TopicId, value]));
  const [labels, merges, hidden] = [last('rename'), last('merge'), last('hide')];
  const living = new Set(topics.map(({ id }) => id));
  const shownAs = (id: TopicId): TopicId | null => {
    const target = endOf(id, merges, living);
    return hidden.get(target) === 'yes' ? null : target;
  };
  const shown = topics.filter(({ id }) => shownAs(id) === id);
  return {
    topics: shown.map((topic) => ({ ...topic, label: labels.get(topic.id) ?? topic.label })),
    assignments: assignments.map((place) => (place.topicId ? { ...place, topicId: shownAs(place.topicId) } : place)),
  };
}

/** The topic that a chain of merges ends at; one that leads to a topic that is not there, or in a circle, leaves the topic where it is. */
function endOf(id: TopicId, merges: ReadonlyMap<TopicId, string>, living: ReadonlySet<TopicId>): TopicId {
  const seen = new Set<TopicId>();
  let at = id;
  while (!seen.has(at)) {
    seen.add(at);
    const next = merges.get(at) as TopicId | undefined;
    if (next === undefined || next === at) return at;
    if (!living.has(next) || seen.has(next)) return id;
    at = next;
  }
  return id;
}
