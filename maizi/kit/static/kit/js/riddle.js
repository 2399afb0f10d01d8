// The riddle of a public form: a number whose SHA-256 with the riddle begins with 15 zero bits.
// Our own SHA-256, because browsers keep theirs from pages without a certificate.
const BITS = 15, CHUNK = 4000;
const primes = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
const K = primes.map((p) => fraction(Math.cbrt(p))), START = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const turn = (x, n) => (x >>> n) | (x << (32 - n));

function firstWord(text) {
  const bytes = new TextEncoder().encode(text), length = bytes.length;
  const words = new Int32Array(((length + 8) >> 6) * 16 + 16), w = new Int32Array(64);
  for (let i = 0; i < length; i += 1) words[i >> 2] |= bytes[i] << (24 - (i % 4) * 8);
  words[length >> 2] |= 0x80 << (24 - (length % 4) * 8);
  words[words.length - 1] = length * 8;
  let h = START.slice();
  for (let at = 0; at < words.length; at += 16) {
    let [a, b, c, d, e, f, g, q] = h;
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) w[i] = words[at + i];
      else {
        const x = w[i - 15], y = w[i - 2];
        w[i] = (w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
      }
      const t = (q + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      q = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + s) | 0;
    }
    h = [a, b, c, d, e, f, g, q].map((x, i) => (x + h[i]) | 0);
  }
  return h[0] >>> 0;
}

function solve(form) {
  const riddle = form.dataset.riddle, field = form.elements.solution;
  let at = 0, waiting = false;
  form.addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    waiting = true;
    form.querySelector('[type="submit"]')?.setAttribute("aria-busy", "true");
  });
  (function step() {
    for (const end = at + CHUNK; at < end; at += 1) {
      if (firstWord(`${riddle}.${at}`) >>> (32 - BITS) === 0) {
        field.value = String(at);
        if (waiting) form.requestSubmit();
        return;
      }
    }
    setTimeout(step);
  })();
}

document.querySelectorAll("form[data-riddle]").forEach(solve);
