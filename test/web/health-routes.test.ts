import { describe, expect, it } from 'vitest';
import { answer } from '../../src/web/answer.ts';
import { type Check, healthRoutes } from '../../src/web/health-routes.ts';

const never = () => new Promise<never>(() => {});

function ask(path: string, checks: Readonly<Record<string, Check>> = {}, metrics = async () => 'a 1\n') {
  return answer(healthRoutes({ checks, metrics, timeoutMs: 50 }), new Request(`http://localhost${path}`));
}

describe('healthRoutes', () => {
  it('says that the process lives, whatever its checks say', async () => {
    const response = await ask('/healthz', { store: () => false });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  it('says ready when every check passes', async () => {
    const response = await ask('/readyz', { store: async () => [], worker: () => true });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  it('names the checks that throw, reject, say false or hang, and does not say why', async () => {
    const response = await ask('/readyz', {
      store: () => {
        throw new Error('secret');
      },
      queue: () => Promise.reject(new Error('secret')),
      fine: () => undefined,
      worker: () => false,
      hung: never,
    });
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'failing', failing: ['store', 'queue', 'worker', 'hung'] });
  });

  it('asks a check that hangs once, and again when it has answered', async () => {
    let asked = 0;
    let free: (passes: boolean) => void = () => {};
    const check = () => {
      asked += 1;
      return new Promise<boolean>((resolve) => {
        free = resolve;
      });
    };
    const routes = healthRoutes({ checks: { queue: check }, metrics: async () => '', timeoutMs: 20 });
    const probe = async () => (await answer(routes, new Request('http://localhost/readyz'))).status;
    expect([await probe(), await probe(), await probe(), asked]).toEqual([503, 503, 503, 1]);
    free(true);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const last = probe();
    setTimeout(() => free(true), 5);
    expect([await last, asked]).toEqual([200, 2]);
  });

  it('shows the metrics as Prometheus expects them', async () => {
    const response = await ask('/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await response.text()).toBe('a 1\n');
  });

  it('says no more than the status when the metrics fail', async () => {
    const response = await ask('/metrics', {}, () => Promise.reject(new Error('secret')));
    expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error\n']);
  });
});
