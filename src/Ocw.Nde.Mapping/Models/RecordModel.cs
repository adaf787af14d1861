using Ocw.Nde.Mapping.Constructs;
using Ocw.Nde.Mapping.Lifting;
using Ocw.Nde.Mapping.Minting;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql;
using Ocw.Nde.Store.Memory;

namespace Ocw.Nde.Mapping.Models;

/// <summary>Another model that records of the shared model can be written in (EDM, Linked Art): the CONSTRUCT queries of one folder of <c>sparql/models</c>. Safe for many threads.</summary>
/// <remarks>
/// The queries see one record at a time: its statements, what is said of the values that it refers to, and what <see cref="ModelContext"/> says of
/// <c>urn:ocwnde:record</c>: <c>:is</c> the record, <c>:parts</c> the begin of the IRIs of its parts, <c>:dataset</c>, <c>:dataProvider</c>, <c>:provider</c>, <c>:page</c>, <c>:rights</c>.
/// </remarks>
public sealed class RecordModel
{
    private const string Words = "urn:ocwnde:";

    private readonly IReadOnlyList<MappingQuery> _queries;

    private RecordModel(string name, IReadOnlyList<MappingQuery> queries)
    {
        Name = name;
        _queries = queries;
    }

    /// <summary>The name: that of the folder (<c>edm</c>, <c>linked-art</c>).</summary>
    public string Name { get; }

    /// <summary>The names of the models in a folder, in order.</summary>
    public static IReadOnlyList<string> NamesIn(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Where(d => QueryFiles(d).Any()).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Reads a model.</summary>
    /// <param name="folder">The folder that holds models, one folder each: the node's <c>sparql/models</c>.</param>
    /// <param name="name">The name of the model, one of <see cref="NamesIn"/>.</param>
    /// <exception cref="FormatException">A query is not a CONSTRUCT query with its header; the message names the file.</exception>
    /// <exception cref="ArgumentException">There is no such model.</exception>
    public static RecordModel Load(string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(name);
        if (!NamesIn(folder).Contains(name, StringComparer.Ordinal))
            throw new ArgumentException($"There is no model «{name}»; known are {string.Join(", ", NamesIn(folder))}.", nameof(name));
        return new RecordModel(name, [.. QueryFiles(Path.Combine(folder, name)).Order(StringComparer.Ordinal).Select(Read)]);
    }

    /// <summary>Writes a record in this model: each triple once, sorted, all in the default graph.</summary>
    /// <param name="statements">Hands over what the shared model says of the record and of its values; graph names do not matter.</param>
    /// <param name="context">The record, and what the dataset and the node say of it.</param>
    /// <param name="sink">Receives the triples.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>How many triples.</returns>
    /// <exception cref="QueryLimitException">The record needs more than a query may use; nothing of it is written.</exception>
    public int Write(Action<IQuadSink> statements, ModelContext context, IQuadSink sink, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(sink);
        var source = Load(statements, context);
        var made = new ConstructedTriples();
        foreach (var query in _queries)
        {
            made.NextQuery();
            query.Prepared.Construct(source, made, cancellation);
        }

        return made.WriteTo(sink);
    }

    private static MemoryQuadSource Load(Action<IQuadSink> statements, ModelContext context)
    {
        var builder = new MemoryQuadSourceBuilder(expectedQuads: 128);
        statements(new DefaultGraphSink(builder));
        var writer = new QuadSinkAdapter(builder);
        foreach (var (word, value) in context.Facts())
            writer.Add(new Triple(LiftedGraph.Record, new Iri(Words + word), value));
        return builder.Build();
    }

    private static MappingQuery Read(string file)
    {
        try
        {
            return MappingQuery.Read(file);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{file}: {e.Message}", e);
        }
    }

    // The queries of a model are numbered: 01-object.rq.
    private static IEnumerable<string> QueryFiles(string folder) => Directory.EnumerateFiles(folder, "*.rq").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0]));

    /// <summary>Takes the names of graphs away: a record is one graph.</summary>
    private sealed class DefaultGraphSink(IQuadSink inner) : IQuadSink
    {
        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) => inner.Quad(subject, predicate, @object, TermSpan.None);
    }

    /// <summary>What several queries made, each triple once.</summary>
    private sealed class ConstructedTriples : IQuadSink
    {
        private readonly HashSet<Triple> _triples = [];
        private int _scope;

        public void NextQuery() => _scope++;

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) =>
            _triples.Add(new Triple(Scoped(subject.ToTerm()!), predicate.ToTerm()!, Scoped(@object.ToTerm()!)));

        public int WriteTo(IQuadSink sink)
        {
            var sorted = _triples.ToList();
            sorted.Sort(TripleOrder.Instance);
            var writer = new QuadSinkAdapter(sink);
            foreach (var triple in sorted)
                writer.Add(triple);
            return sorted.Count;
        }

        private RdfTerm Scoped(RdfTerm term) => term is BlankNode node ? new BlankNode($"q{_scope}-{node.Label}") : term;
    }
}
