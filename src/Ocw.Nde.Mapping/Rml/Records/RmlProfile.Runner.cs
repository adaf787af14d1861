using Ocw.Nde.Mapping.Constructs;
using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Mapping.Rml.Functions;
using Ocw.Nde.Mapping.Rml.Model;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Mapping.Rml.Sources;
using Ocw.Nde.Mapping.Rml.Terms;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Records;

internal sealed partial class RmlProfile
{
    /// <summary>Maps records one after another. Belongs to one thread.</summary>
    internal sealed class Runner
    {
        // A record has few statements, and its repeats are its own.
        private static readonly RmlOptions Options = new() { DuplicateWindow = 4096, MaxStatements = 500_000, MaxValues = 10_000, MaxJoinBytes = 64 << 20 };

        private readonly List<LiftedSource> _sources = [];
        private readonly List<(RecordSource Source, CompiledMap Map)> _maps;
        private readonly MapCompiler _compiler;
        private readonly TermMaker _root;
        private readonly RecordSource _rootSource;
        private readonly ExpressionCompiler _expressions;
        private readonly List<string> _rests = [];

        public Runner(RmlProfile profile)
        {
            var document = profile._document;
            _expressions = new ExpressionCompiler(document, RmlFunctions.BuiltIn, Options);
            var factory = new SourceFactory(new SourceOpener(document.Folder, Options), Options)
            {
                Replace = source =>
                {
                    var rest = profile.RestOf(source);
                    if (rest is not null)
                        _rests.Add(rest);
                    var lifted = new LiftedSource(source, rest, Options);
                    _sources.Add(lifted);
                    return lifted;
                },
            };
            _compiler = new MapCompiler(_expressions, factory, [], document.BaseIri ?? "urn:ocwnde:record:", Options);
            _maps = [.. profile._maps.Select(m => (Source: factory.Of(m.Source, _expressions), Map: m)).Select(m => (m.Source, _compiler.Compile(m.Map, m.Source)))];
            Root = profile._maps.FirstOrDefault(m => m.Source is not LogicalSource source || profile.RestOf(source) is null) ?? profile._maps[0];
            _rootSource = factory.Of(Root.Source, _expressions);
            _root = _compiler.Subject(Root, _rootSource);
        }

        /// <summary>The triples map whose subject the record is.</summary>
        public TriplesMap Root { get; }

        /// <summary>Everything that the mapping refers to.</summary>
        public IEnumerable<string> References => _expressions.References.Select(r => r.Query.Text).Concat(_rests);

        /// <summary>Adds what the mapping says of a record to its node.</summary>
        /// <exception cref="LiftException">The record is beyond a ceiling, or the mapping does not fit it.</exception>
        /// <returns>How many values made no term. The values are not told: the record may turn out to be closed.</returns>
        public long Map(LiftedRecord record, Draft draft)
        {
            foreach (var source in _sources)
                source.Set(record.Root);
            var state = new RunState(Options);
            var sink = new RecordSink();
            var writer = new StatementWriter(state, sink, []);
            var collections = new CollectionWriter(state, writer);
            var run = new MappingRun(state, CancellationToken.None);
            try
            {
                run.FillJoins(_compiler.Joins);
                foreach (var group in _maps.GroupBy(m => m.Source))
                    run.Map(group.Key, [.. group.Select(m => m.Map)], writer, collections);
                collections.Complete();
                sink.Root = RootOf(state);
            }
            catch (RmlException e)
            {
                throw new LiftException("mapping-limit", e.Message);
            }

            sink.AddTo(draft);
            return state.Faults;
        }

        private RdfTerm? RootOf(RunState state)
        {
            RdfTerm? root = null;
            var terms = new TermList();
            _rootSource.Read(
                node =>
                {
                    if (root is not null)
                        return;
                    terms.Clear();
                    state.Ordinal = 0;
                    _root.Make(node, state, terms, []);
                    root = terms.Count > 0 ? terms[0].Span.ToTerm() : null;
                },
                _ => { },
                CancellationToken.None);
            return root;
        }
    }

    /// <summary>Keeps the statements of a record, and gives them with the record's own node as root.</summary>
    private sealed class RecordSink : IQuadSink
    {
        private readonly List<Triple> _triples = [];

        /// <summary>The subject that is the record.</summary>
        public RdfTerm? Root { get; set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
            _triples.Add(new Triple(subject.ToTerm()!, predicate.ToTerm()!, @object.ToTerm()!));

        public void AddTo(Draft draft)
        {
            // A record that is a blank node of the mapping has no address of its own.
            var root = Root as Iri ?? LiftedGraph.Record;
            var graph = new DraftGraph();
            var writer = new QuadSinkAdapter(graph);
            foreach (var triple in _triples)
                writer.Add(new Triple(Named(triple.Subject), triple.Predicate, Named(triple.Object)));
            if (root != LiftedGraph.Record)
                draft.SourceIri = root;
            graph.AddTo(draft, root);
        }

        private RdfTerm Named(RdfTerm term) => term is BlankNode && term == Root ? LiftedGraph.Record : term;
    }
}
