/**
 * Makes a question that is asked anew only when the last one was answered; who asks meanwhile gets that answer. Of a server that hangs, each probe would
 * otherwise leave one more question behind.
 */
export function sharing<T>(ask: () => T | Promise<T>): () => Promise<T> {
  let open: Promise<T> | undefined;
  return () => {
    open ??= Promise.resolve()
      .then(ask)
      .finally(() => {
        open = undefined;
      });
    return open;
  };
}
