import type { Project } from '../domain/join.ts';
import type { Answer, Measure } from '../domain/measure.ts';
import { jeffreys, median, poissonCount } from '../math/intervals.ts';
import { type Case, mergeCustomerIssues } from './cases.ts';
import { projectLookup } from './dimensions.ts';
import type { Answers, QuestionContext } from './question.ts';

/** Fewest issues of a solution that anything is said of. */
const ISSUES_NEEDED = 5;
/** "Only one person" needs the upper bound of the others' share below this. */
const ALONE_BELOW = 0.2;

/** Which custom solutions can nobody else support: how many of a solution's issues someone other than its top resolver closed. */
export function measureProfessionalServices(context: QuestionContext): Answers {
  const { projects } = context.joins;
  if (!projects) return { answers: [], refusals: [{ department: 'professional-services', measure: 'others_share', reason: 'no projects file was given: tickets cannot be tied to custom solutions' }] };
  const bySolution = groupBySolution(context.cases, projectLookup(context.joins));
  const answers: Answer[] = [];
  const refusals: Answers['refusals'][number][] = [];
  for (const [solution, cases] of bySolution) {
    // A party's tickets about one topic within 14 days are one issue; different topics of one customer stay apart.
    const topics = [...new Set(cases.map(({ topicId }) => topicId))];
    const issues = topics.flatMap((topic) => mergeCustomerIssues(cases.filter(({ topicId }) => topicId === topic)));
    const known = issues.filter(({ ticket }) => ticket.assignee !== undefined);
    if (known.length >= ISSUES_NEEDED) answers.push(answerSolution(solution, cases, known, projects, context));
    else refusals.push({ department: 'professional-services', measure: 'others_share', reason: `${solution}: ${known.length} issues with a known resolver, ${ISSUES_NEEDED} are needed` });
  }
  return { answers, refusals };
}

function groupBySolution(cases: readonly Case[], projectOf: (entry: Case) => Project | undefined): Map<string, Case[]> {
  const groups = new Map<string, Case[]>();
  for (const entry of cases) {
    const solution = projectOf(entry)?.solution;
    if (solution !== undefined) groups.set(solution, [...(groups.get(solution) ?? []), entry]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function answerSolution(solution: string, cases: readonly Case[], issues: readonly Case[], projects: readonly Project[], context: QuestionContext): Answer {
  const resolvers = countResolvers(issues);
  const [top, closed] = resolvers[0] as [string, number];
  const others = jeffreys(issues.length - closed, issues.length);
  // One-sided 95 % bound; with every issue closed by one person it is 1 - 0.05^(1/n).
  const upper = closed === issues.length ? 1 - 0.05 ** (1 / issues.length) : jeffreys(issues.length - closed, issues.length, 0.9).high;
  const alone = upper < ALONE_BELOW;
  const who = context.settings.nameEngineers ? top : 'one person';
  const authors = [...new Set(projects.filter((project) => project.solution === solution).map(({ engineer }) => engineer))];
  const author = context.settings.nameEngineers && authors.includes(top) ? ', who built it' : '';
  return {
    department: 'professional-services',
    segment: { dimension: 'solution', value: solution },
    stands: alone,
    tickets: cases.map(({ ticket }) => ticket.id).reverse(),
    sentence: alone
      ? `${solution}: ${who}${author} closed ${closed} of ${issues.length} issues; others could close at most ${Math.round(upper * 100)} % (95 % bound).`
      : `${solution}: ${closed} of ${issues.length} issues were closed by the same person; others closed ${issues.length - closed}.`,
    measures: [
      { name: 'others_share', value: others.value, low: others.low, high: Math.max(others.high, upper), unit: 'share', level: 'L2', base: `${issues.length} issues`, method: `issues of the solution that someone other than its top resolver closed; Jeffreys 95 %, one-sided bound ${upper.toFixed(3)}`, refused: null },
      countMeasure('people_for_80_percent', peopleFor80(resolvers, issues.length), 'people', 'fewest people who together closed 80 % (BF80)'),
      countMeasure('effective_people', 1 / Math.max(herfindahl(resolvers, issues.length), 1e-9), 'people', "1 / H*, H* = sum n_i (n_i - 1) / (n (n - 1)) (unbiased Simpson's index)"),
      burden(cases, context),
    ],
  };
}

function countResolvers(issues: readonly Case[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { ticket } of issues) counts.set(ticket.assignee as string, (counts.get(ticket.assignee as string) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

function peopleFor80(resolvers: readonly (readonly [string, number])[], total: number): number {
  let sum = 0;
  return resolvers.findIndex(([, count]) => (sum += count) >= 0.8 * total) + 1;
}

/** @see Simpson 1949, Nature 163: the chance that two issues drawn without replacement had the same resolver */
function herfindahl(resolvers: readonly (readonly [string, number])[], total: number): number {
  return total < 2 ? 1 : resolvers.reduce((sum, [, count]) => sum + count * (count - 1), 0) / (total * (total - 1));
}

function countMeasure(name: string, value: number, unit: string, method: string): Measure {
  return { name, value, low: null, high: null, unit, level: 'L2', method, refused: null };
}

/** Median handling time of the solution's tickets against everything else, in words of a ratio. */
function burden(cases: readonly Case[], context: QuestionContext): Measure {
  const own = new Set(cases.map(({ ticket }) => ticket.id));
  const minutes = (list: readonly Case[]) => list.flatMap(({ ticket }) => ticket.handleMinutes ?? []);
  const [mine, others] = [minutes(cases), minutes(context.cases.filter(({ ticket }) => !own.has(ticket.id)))];
  const shell = { name: 'handle_minutes_ratio', low: null, high: null, unit: 'ratio', level: 'L0' as const, method: "median handle minutes of the solution's tickets over the median of all others; not matched by customer" };
  if (mine.length < 5 || others.length < 5) return { ...shell, value: null, refused: 'handle minutes are not known for five tickets on each side' };
  return { ...shell, value: median(mine) / median(others), base: `${poissonCount(mine.length).value} tickets with handle minutes`, refused: null };
}
