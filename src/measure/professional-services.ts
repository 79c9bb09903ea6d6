import type { Answer, Measure } from '../domain/measure.ts';
import { median } from '../math/intervals.ts';
import { boundOthers, countPeople, countResolvers, measureOthers } from './bus-factor.ts';
import { type Case, groupCases, latestFirst, mergeCustomerIssues } from './cases.ts';
import { projectLookup } from './dimensions.ts';
import { measureDuty, weekEffect } from './duty.ts';
import { type Answers, joinAnswers, type QuestionContext, refuse } from './question.ts';

/** Fewest issues of a solution that anything is said of. */
const ISSUES_NEEDED = 5;
/** "Only one person" needs the upper bound of the others' share below this. */
const ALONE_BELOW = 0.2;
/** Fewest tickets with handle minutes on each side of a comparison. */
const MINUTES_NEEDED = 5;
/** Solutions that a refusal names; it counts the others. */
const NAMED = 5;

/** Which custom solutions can nobody else support: how many of a solution's issues someone other than its top resolver closed. */
export function measureProfessionalServices(context: QuestionContext): Answers {
  if (!context.joins.projects)
    return refuseShare('no projects file was given: tickets cannot be tied to custom solutions');
  const projectOf = projectLookup(context.joins);
  const bySolution = [...groupCases(context.cases, (entry) => projectOf(entry)?.solution)];
  if (bySolution.length === 0)
    return refuseShare('no ticket of these weeks is tied to a custom solution of the projects file');
  const counted = bySolution.map(([solution, cases]) => ({ solution, cases, issues: resolvedIssues(cases) }));
  const duty = measureDuty(counted.map(({ issues }) => issues));
  const few = counted.filter(({ issues }) => issues.length < ISSUES_NEEDED).map(({ solution }) => solution);
  const answers = counted.flatMap(({ solution, cases, issues }) =>
    few.includes(solution) ? [] : answerSolution(solution, cases, issues, weekEffect(issues, duty), context),
  );
  const named = few.slice(0, NAMED).join(', ') + (few.length > NAMED ? ', ...' : '');
  const reason = `${few.length} of ${counted.length} custom solutions have fewer than ${ISSUES_NEEDED} issues with a known resolver (assignee) in view: ${named}`;
  return joinAnswers([{ answers, refusals: [] }, refuseShare(...(few.length > 0 ? [reason] : []))]);
}

function refuseShare(...reasons: readonly string[]): Answers {
  return refuse('professional-services', 'others_share', ...reasons);
}

/** A party's tickets about one topic within 14 days are one issue; different topics of one customer stay apart. */
function resolvedIssues(cases: readonly Case[]): Case[] {
  const byTopic = groupCases(cases, ({ topicId }) => topicId ?? 'none');
  return [...byTopic.values()].flatMap(mergeCustomerIssues).filter(({ ticket }) => ticket.assignee !== undefined);
}

function answerSolution(
  solution: string,
  cases: readonly Case[],
  issues: readonly Case[],
  weight: number,
  context: QuestionContext,
): Answer {
  const resolvers = countResolvers(issues);
  const [top, closed] = resolvers[0] as [string, number];
  const upper = boundOthers((issues.length - closed) / weight, issues.length / weight);
  const alone = upper < ALONE_BELOW;
  const who = context.settings.nameEngineers
    ? `${top}${wroteIt(top, solution, context) ? ', who built it,' : ''}`
    : 'one person';
  return {
    department: 'professional-services',
    segment: { dimension: 'solution', value: solution },
    stands: alone,
    tickets: latestFirst(cases),
    sentence: alone
      ? `${solution}: ${who} closed ${closed} of ${issues.length} issues; others could close at most ${Math.round(upper * 100)} % (95 % bound).`
      : `${solution}: ${closed} of ${issues.length} issues were closed by the same person; others closed ${issues.length - closed}.`,
    measures: [
      measureOthers(resolvers, issues.length, weight),
      ...countPeople(resolvers, issues.length),
      measureBurden(cases, context),
    ],
  };
}

function wroteIt(name: string, solution: string, { joins }: QuestionContext): boolean {
  return joins.projects?.some((project) => project.solution === solution && project.engineer === name) ?? false;
}

/** Median handling time of the solution's tickets over that of everything else. */
function measureBurden(cases: readonly Case[], context: QuestionContext): Measure {
  const own = new Set(cases);
  const minutes = (list: readonly Case[]) => list.flatMap(({ ticket }) => ticket.handleMinutes ?? []);
  const [mine, others] = [minutes(cases), minutes(context.cases.filter((entry) => !own.has(entry)))];
  const method =
    "median handle minutes of the solution's tickets over the median of all others; not matched by customer";
  const shell = { name: 'handle_minutes_ratio', low: null, high: null, unit: 'ratio', level: 'L0' as const, method };
  if (Math.min(mine.length, others.length) < MINUTES_NEEDED || median(others) === 0) {
    return {
      ...shell,
      value: null,
      refused: `handle minutes are not known for ${MINUTES_NEEDED} tickets on each side`,
    };
  }
  return {
    ...shell,
    value: median(mine) / median(others),
    base: `${mine.length} tickets with handle minutes`,
    refused: null,
  };
}
