/**
 * Owns the line on which the sandbox tells what changed: opens it, notices when it drops, tries again.
 * A hidden tab gives its line up (browsers allow few per address) and catches up when it is seen again.
 */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

/**
 * @param {string} url
 * @param {{chat?: (chat: Object) => void, clock: (clock: Object) => void, line: (state: "live"|"lost") => void}} hear
 * @returns {() => void} hangs up
 */
export function listen(url, hear) {
  let source = null;
  let wait = FIRST_WAIT;
  let timer = 0;

  function open() {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(url);
    source.addEventListener("open", () => {
      wait = FIRST_WAIT;
      hear.line("live");
    });
    source.addEventListener("chat", (event) => hear.chat?.(JSON.parse(event.data)));
    source.addEventListener("clock", (event) => hear.clock(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      source.close();
      hear.line("lost");
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  function seen() {
    if (document.hidden) {
      clearTimeout(timer);
      source?.close();
      source = null;
    } else if (!source) open();
  }

  document.addEventListener("visibilitychange", seen);
  window.addEventListener("online", open);
  if (!document.hidden) open();
  return () => {
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("online", open);
    clearTimeout(timer);
    source?.close();
  };
}
