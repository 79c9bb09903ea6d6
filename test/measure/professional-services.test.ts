import { describe, expect, it } from 'vitest';
import type { Project } from '../../src/domain/join.ts';
import { measureProfessionalServices } from '../../src/measure/professional-services.ts';
import { type CaseSpec, contextOf } from './case-builder.ts';

const project = (projectId: string, solution: string, engineer = 'Marek'): Project => ({
  projectId,
  accountId: 'A1',
  solution,
  engineer,
});
const PROJECTS = [project('P1', 'RoomBridge'), project('P2', 'BillSync', 'Ines')];
/** Issues of one customer: each about a topic of its own, so that none are merged. */
const issues = (count: number, assignee: string | undefined, more: Partial<CaseSpec> = {}) =>
  Array.from(
    { length: count },
    (_, index): CaseSpec => ({
      day: index * 3,
      accountId: 'A1',
      projectId: 'P1',
      topic: `T-${assignee}-${index}`,
      assignee,
      ...more,
    }),
  );
const measure = (specs: readonly CaseSpec[], settings = {}) =>
  measureProfessionalServices(contextOf(specs, { projects: PROJECTS }, { settings }));

describe('measureProfessionalServices', () => {
  it('stands when one person closed all of 14 issues, not when of 13', () => {
    expect(measure(issues(14, 'Marek')).answers[0]).toMatchObject({
      stands: true,
      segment: { dimension: 'solution', value: 'RoomBridge' },
    });
    expect(measure(issues(13, 'Marek')).answers[0]?.stands).toBe(false);
  });

  it('stands when others closed one of 22, not when one of 21', () => {
    expect(measure([...issues(21, 'Marek'), ...issues(1, 'Ana')]).answers[0]?.stands).toBe(true);
    expect(measure([...issues(20, 'Marek'), ...issues(1, 'Ana')]).answers[0]?.stands).toBe(false);
  });

  it('does not stand when two share the work, and names neither', () => {
    const [answer] = measure([...issues(10, 'Marek'), ...issues(10, 'Ana')]).answers;
    expect(answer?.stands).toBe(false);
    expect(answer?.sentence).toBe('RoomBridge: 10 of 20 issues were closed by the same person; others closed 10.');
    expect(answer?.measures.slice(0, 3).map(({ name, value }) => [name, value])).toEqual([
      ['others_share', 0.5],
      ['people_for_80_percent', 2],
      ['effective_people', 2],
    ]);
  });

  it('says who, and that he built it; or nobody where names are configured away', () => {
    expect(measure(issues(14, 'Marek')).answers[0]?.sentence).toBe(
      'RoomBridge: Marek, who built it, closed 14 of 14 issues; others could close at most 19 % (95 % bound).',
    );
    expect(measure(issues(14, 'Ana')).answers[0]?.sentence).toMatch(/^RoomBridge: Ana closed 14 of 14/);
    expect(measure(issues(14, 'Marek'), { nameEngineers: false }).answers[0]?.sentence).toMatch(
      /^RoomBridge: one person closed 14 of 14/,
    );
  });

  it('merges the tickets of one customer about one topic within 14 days, and rests on all of them', () => {
    const [answer] = measure([
      ...issues(14, 'Marek'),
      ...issues(14, 'Marek').map((spec) => ({ ...spec, day: spec.day + 1 })),
    ]).answers;
    expect(answer?.measures[0]?.base).toBe('14 issues');
    expect(answer?.tickets).toHaveLength(28);
  });

  it("compares handling time with everybody else's tickets", () => {
    const burden = (mine: number | undefined, others: number | undefined) =>
      measure([
        ...issues(6, 'Marek', { handleMinutes: mine }),
        ...issues(9, 'Ana', { projectId: undefined, handleMinutes: others }),
      ]).answers[0]?.measures.at(-1);
    expect(burden(60, 20)).toMatchObject({
      name: 'handle_minutes_ratio',
      value: 3,
      base: '6 tickets with handle minutes',
      level: 'L0',
    });
    for (const none of [burden(undefined, 20), burden(60, undefined), burden(60, 0)]) {
      expect(none).toMatchObject({ value: null, refused: 'handle minutes are not known for 5 tickets on each side' });
    }
  });

  it('is refused without projects, without tickets of one, and for solutions with fewer than five resolved issues', () => {
    const reasons = (answers: ReturnType<typeof measure>) => answers.refusals.map(({ reason }) => reason);
    expect(reasons(measureProfessionalServices(contextOf([], {})))).toEqual([
      'no projects file was given: tickets cannot be tied to custom solutions',
    ]);
    expect(reasons(measure([{ day: 1 }]))).toEqual([
      'no ticket of these weeks is tied to a custom solution of the projects file',
    ]);
    const few = measure([...issues(14, undefined), ...issues(4, 'Ines', { projectId: 'P2' })]);
    expect(few.answers).toEqual([]);
    expect(reasons(few)).toEqual([
      '2 of 2 custom solutions have fewer than 5 issues with a known resolver (assignee) in view: BillSync, RoomBridge',
    ]);
  });

  it('names five of many small solutions and counts the others', () => {
    const projects = Array.from({ length: 7 }, (_, index) => ({
      ...project(`P${index}`, `S${index}`),
      accountId: `A${index}`,
    }));
    const { refusals } = measureProfessionalServices(
      contextOf(
        projects.map(({ projectId }) => ({ day: 1, projectId, assignee: 'Ana' })),
        { projects },
      ),
    );
    expect(refusals[0]?.reason).toMatch(/^7 of 7 .*: S0, S1, S2, S3, S4, \.\.\.$/);
  });
});
