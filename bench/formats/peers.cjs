// Does one thing with a file again and again with N3.js or jsonld.js, and prints a line as `bench/Ocw.Nde.Benchmarks -- formats` does.
//   node peers.cjs n3|jsonld parse|write|expand|compact|frame|fromrdf FILE [rounds [option]]
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const base = 'https://data.example.org/doc';
const [tool, operation, file, roundsText, option] = process.argv.slice(2);
const rounds = Number(roundsText ?? 5);

const formats = { '.nt': 'N-Triples', '.nq': 'N-Quads', '.ttl': 'Turtle', '.trig': 'TriG' };

function documents() {
  if (fs.statSync(file).isDirectory()) {
    return fs.readdirSync(file).filter(name => name.includes('.json')).sort().map(name => fs.readFileSync(path.join(file, name), 'utf8'));
  }
  const text = fs.readFileSync(file, 'utf8');
  return file.endsWith('.jsonl') ? text.split('\n').filter(line => line) : [text];
}

function touch(term) {
  if (!term) return 0;
  const value = term.value;
  return value.length + (value.length ? value.charCodeAt(value.length - 1) : 0) + (term.termType === 'Literal' ? term.datatypeString.length + term.language.length : 0);
}

function n3() {
  const N3 = require('n3');
  const format = formats[path.extname(file)];
  if (operation === 'parse') {
    const text = fs.readFileSync(file, 'utf8');
    const bytes = fs.statSync(file).size;
    return () => new Promise((resolve, reject) => {
      let statements = 0;
      let check = 0;
      new N3.Parser({ format, baseIRI: base }).parse(text, (error, quad) => {
        if (error) return reject(error);
        if (!quad) return resolve({ bytes, statements, check });
        statements++;
        check += touch(quad.subject) + touch(quad.predicate) + touch(quad.object) + touch(quad.graph);
      });
    });
  }
  // write: the quads are held, their text is thrown away piece by piece.
  const prefixes = {};
  const parsed = new N3.Parser({ format, baseIRI: base }).parse(fs.readFileSync(file, 'utf8'), null, (name, iri) => { prefixes[name] = iri.value; });
  return () => new Promise((resolve, reject) => {
    let bytes = 0;
    const sink = { write(chunk, encoding, done) { bytes += chunk.length; done && done(); }, end(done) { done && done(); } };
    const writer = new N3.Writer(sink, { format: formats['.' + (option ?? 'nt')], prefixes: option === 'ttl' || option === 'trig' ? prefixes : undefined });
    for (const quad of parsed) writer.addQuad(quad);
    writer.end(error => error ? reject(error) : resolve({ bytes, statements: parsed.length, check: 0 }));
  });
}

// The contexts are there from the beginning, as ours are; nothing is fetched.
function loader() {
  const folder = path.join(__dirname, '../../ontologies/contexts');
  const known = new Map(fs.readFileSync(path.join(folder, 'contexts.tsv'), 'utf8').split('\n').filter(line => line && line[0] !== '#')
    .map(line => line.split('\t')).map(([iri, name]) => [key(iri), JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))]));
  return async iri => {
    const document = known.get(key(iri));
    if (!document) throw new Error('not known: ' + iri);
    return { contextUrl: null, documentUrl: iri, document };
  };
}

function key(iri) {
  return iri.replace(/#.*$/, '').replace(/^https?:\/\//, '').replace(/\/+$/, '');
}

function jsonld() {
  const JsonLd = require('jsonld');
  const documentLoader = loader();
  if (operation === 'fromrdf') {
    const text = fs.readFileSync(file, 'utf8');
    return async () => {
      const nodes = await JsonLd.fromRDF(text, { format: 'application/n-quads' });
      return { bytes: Buffer.byteLength(text), statements: text.split('\n').length - 1, check: nodes.length };
    };
  }
  const texts = documents();
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return async () => {
    let statements = 0;
    let check = 0;
    for (const text of texts) {
      const document = JSON.parse(text);
      const options = { base, documentLoader };
      const context = document['@context'] ?? {};
      if (operation === 'parse') {
        for (const quad of await JsonLd.toRDF(document, options)) {
          statements++;
          check += quad.subject.value.length + quad.predicate.value.length + quad.object.value.length;
        }
        continue;
      }
      statements++;
      if (operation === 'expand') check += (await JsonLd.expand(document, options)).length;
      if (operation === 'compact') check += Object.keys(await JsonLd.compact(document, context, options)).length;
      if (operation === 'frame') check += Object.keys(await JsonLd.frame(document, { '@context': context, '@type': 'https://schema.org/VisualArtwork' }, options)).length;
    }
    return { bytes, statements, check };
  };
}

function cpu() {
  const usage = process.cpuUsage();
  return (usage.user + usage.system) / 1e6;
}

(async () => {
  const work = tool === 'n3' ? n3() : jsonld();
  const seconds = [];
  const clock = [];
  let outcome;
  for (let round = 0; round < rounds; round++) {
    if (global.gc) global.gc();
    const [before, start] = [cpu(), performance.now()];
    outcome = await work();
    clock.push((performance.now() - start) / 1e3);
    seconds.push(cpu() - before);
  }
  console.log(JSON.stringify({
    tool, operation, file: path.basename(file), option, ...outcome,
    cold: seconds[0], warm: Math.min(...(rounds > 1 ? seconds.slice(1) : seconds)), clock: Math.min(...clock),
  }));
})().catch(error => { console.error(error.message); process.exit(1); });
